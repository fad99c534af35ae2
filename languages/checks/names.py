"""Institutions and places: the same ones, by their names in the language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from babel import Locale

from languages import LANGUAGES, bilingual
from languages.checks import dictionary, known, transliteration
from languages.checks.finding import Findings, gettext_noop
from languages.checks.pair import Names, Pair
from languages.checks.reading import Reading, Word
from languages.checks.spelling import is_no_arabic_word
from languages.folding import fold
from languages.glossary import rows, towns
from languages.needles import Needles

NAME = "names"
OTHER: Final = gettext_noop("The source names %(source)s, the translation names %(found)s.")
LOST: Final = gettext_noop("The source names %(source)s, the translation does not.")
ADDED: Final = gettext_noop("The translation names %(found)s, the source does not.")


_OF_A_SAINT: Final = re.compile(r"\bSh(?:ën|na) $")
_SAINT: Final = re.compile(r"\b(?:Saint|St\.?) $")
_TITLE: Final = re.compile(r"[“«\"][^“”«»\"]+[”»\"]")
"""Of a fair, a film, a campaign: it may be translated freely."""
_OFFICE: Final = re.compile(
    r"(?:zyr|drejtori|inspektorat|agjenci|ministri|institut|qend[re]|departament|sektor|sherbim|"
    r"gjykat|klinik)"
)
_NEVER_MEANT: Final = frozenset(
    {"gendarmerie", "army", "court", "defence_council", "kosovo", "parliament"}
)
"""They have no other name in the source by which they could be meant."""


@dataclass(frozen=True, slots=True, eq=False)
class _Institution:
    key: str
    family: str
    patterns: dict[str, re.Pattern[str]]


def check(pair: Pair) -> Findings:
    told = list(_institutions(pair))
    yield from told or _in_a_sentence(pair)
    if all(one.severity == "warning" for one in told):
        yield from _by_a_word(pair)
        yield from _offices(pair)
    yield from _places(pair)
    yield from _countries(pair)
    yield from _strangers(pair)
    yield from _other_towns(pair)
    yield from _lost_towns(pair)
    if pair.text.language == "ar" and pair.source.language == "sq":
        yield from _exchanged_in_arabic(pair)
        yield from _exchanged_towns(pair)


def _by_a_word(pair: Pair) -> Findings:
    """ "Inspektorati i Mjedisit" has become the labour inspectorate: of a name one word is another."""
    if pair.source.language != "sq":
        return
    state = "name" if pair.text.language == "en" else "unsaid"
    titles = [match.span() for match in _TITLE.finditer(pair.source.prose)]
    for index, each in enumerate(pair.said.source):
        if each.state != "name" or len(each.word.key) < 5 or each.word.text.isupper():
            continue
        if any(start <= each.word.start < end for start, end in titles):
            continue
        if _OF_A_SAINT.search(pair.source.prose, max(each.word.start - 6, 0), each.word.start):
            continue  # Shën Kolli is Saint Nicholas
        if not bilingual.must_be_said(each.word.key):
            continue  # nobody knows what else it may be called
        others = [one.word for one in pair.said.beside(index) if one.state == state]
        if others:
            place = others[0].start, others[0].end
            yield pair.text.finding(NAME, OTHER, *place, source=each.word.text)
            return


def _offices(pair: Pair) -> Findings:
    """ "Zyra e bujqësisë" has become the employment office: beside "office" stands another word."""
    if pair.source.language != "sq":
        return
    words, ours, language = pair.source.words, pair.text.words, pair.text.language
    strange = {each.word.start for each in pair.said.text if each.state in ("unsaid", "name")}
    for index, head in enumerate(words):
        kind = _kind_of(words, index) if _OFFICE.match(head.key) else None
        if kind is None or pair.source.prose[head.end : kind.start].strip(" eiëst"):
            continue
        heads, own = bilingual.families(head.key, "sq"), bilingual.families(kind.key, "sq")
        places = [at for at, w in enumerate(ours) if bilingual.families(w.key, language) & heads]
        around = [w for at in places for w in ours[max(at - 3, 0) : at + 5]]
        if any(bilingual.families(w.key, language) & own for w in around):
            continue
        beside = (w for at in places for w in ours[max(at - 2, 0) : at + 3])
        other = next((w for w in beside if w.start in strange and len(w.key) > 3), None)
        if other:
            yield pair.text.finding(NAME, OTHER, other.start, other.end, source=kind.text)
            return


def _kind_of(words: Sequence[Word], index: int) -> Word | None:
    """What an office is of: a noun or an adjective that a translation must say."""
    after = words[index + 1 : index + 3]
    if after and after[0].key in ("e", "i", "se", "te", "per"):
        after = after[1:]
    if not after or len(after[0].key) < 4 or bilingual.may_be_done(after[0].key):
        return None
    return after[0] if bilingual.must_be_said(after[0].key) else None


def _countries(pair: Pair) -> Findings:
    """Told where one is lost and another is new, or two others stand there: "the Greek border" names
    no country."""
    there, here = _lands_in(pair.source), _lands_in(pair.text)
    lost = [land for land in there if land not in here]
    added = [land for land in here if land not in there]
    if not lost:
        return
    source = _lands()[lost[0]][pair.source.language]
    if added:
        found = _lands()[added[0]][pair.text.language]
        yield pair.text.finding(NAME, OTHER, source=source, found=found)
    elif len(there) - len(lost) > 1 and not _is_begun(pair.text, lost[0]):
        yield pair.text.finding(NAME, LOST, source=source)


def _is_begun(text: Reading, land: int) -> bool:
    """ "The German firm" is one of Germany."""
    begin = fold(_lands()[land][text.language]).removeprefix("ال")[:4]
    return begin in text.folded


def _lands_in(reading: Reading) -> list[int]:
    language = reading.language
    words = reading.folded if language == "ar" else reading.capitals
    begun = _lands_begun(language).within(words)
    return [land for land in begun if _is_in(reading, _lands()[land][language])]


@cache
def _lands_begun(language: str) -> Needles[int]:
    return Needles(
        (land, _place(names[language], language)[1]) for land, names in enumerate(_lands())
    )


@cache
def _lands() -> tuple[Names, ...]:
    """The countries of the world but this one, as the Unicode consortium names them."""
    territories = {one: dict(Locale(one).territories) for one in LANGUAGES}
    territories["sq"] = {  # Greqi is said as Greqia
        code: f"{name}a" if name.endswith("i") else name for code, name in territories["sq"].items()
    }
    return tuple(
        {one: territories[one][code] for one in LANGUAGES}
        for code in territories["en"]
        if len(code) == 2
        and code not in ("AL", "XK", "ZZ", "EU", "EZ", "UN", "TD", "JO", "OM", "PE")
        and all(" " not in territories[one].get(code, " ") for one in LANGUAGES)
    )


def _exchanged_in_arabic(pair: Pair) -> Findings:
    """A name that sounds like no Arabic word, and an Arabic word of no dictionary like no name."""
    begins = {start for start, _ in pair.source.sentences}
    names = [
        w.text
        for w in pair.source.words
        if len(w.text) > 3 and w.text.istitle()
        and not (w.start in begins or known.is_known(w.text.lower(), "sq"))
        and not _OF_A_SAINT.search(pair.source.prose, max(w.start - 6, 0), w.start)
    ]  # fmt: skip
    lost = [
        name for name in names
        if not any(transliteration.sounds_like(w.text, name) for w in pair.text.words)
    ]  # fmt: skip
    if not lost:
        return
    theirs = [w.text for w in pair.source.words]
    for word in pair.text.words:
        if (
            len(word.text) > 4
            and is_no_arabic_word(word.text)
            and not any(transliteration.sounds_like(word.text, other) for other in theirs)
        ):
            yield pair.text.finding(NAME, OTHER, word.start, word.end, source=lost[0])
            return


def _strangers(pair: Pair) -> Findings:
    """A name in an English sentence that no word of the source is like."""
    if pair.text.language != "en" or pair.source.language != "sq":
        return
    theirs = [w.text for w in pair.source.words if len(w.text) > 2]
    begins = {start for start, _ in pair.text.sentences}
    for word in pair.text.words:
        if word.start in begins or len(word.text) < 4 or not word.text.istitle():
            continue
        small = word.text.lower()
        if known.is_known(small, "en"):
            continue
        if any(transliteration.is_one_name(word.text, other) for other in theirs):
            continue
        if _of_its_people(pair.source, word.text):
            continue
        if _SAINT.search(pair.text.prose, max(word.start - 6, 0), word.start) and "Shën" in theirs:
            continue  # Shën e Premte is Saint Paraskevi
        if pair.said.is_explained(word.key):
            continue  # Cyrihu is Zurich
        if small.endswith(("an", "ish", "ese")):
            continue  # a people or its language
        if not (dictionary.has(small, "en") or dictionary.is_built(small)):
            yield pair.text.finding(NAME, ADDED, word.start, word.end)


def _other_towns(pair: Pair) -> Findings:
    """A town or a river of the country that no word of the source is like."""
    if pair.source.language != "sq":
        return
    begins = {start for start, _ in pair.source.sentences}
    theirs = [
        w.text
        for w in pair.source.words
        if w.text[0].isupper() and not (w.start in begins and bilingual.families(w.key, "sq"))
    ]
    theirs += _towns_in(pair.source)
    peoples = [w for w in pair.source.words if _PEOPLE.fullmatch(w.text.lower())]
    theirs += [t for t in towns() if any(_is_of_its_people(w.key, t) for w in peoples)]
    for word in pair.text.words:
        if pair.text.language == "ar" and bilingual.families(word.key, "ar"):
            continue  # a word of the language
        if _is_town(word.text, pair.text.language) and not any(
            _is_like(word.text, other) for other in theirs
        ):
            yield pair.text.finding(NAME, ADDED, word.start, word.end)
            return


def _is_like(word: str, other: str) -> bool:
    return transliteration.sounds_like(word, other) or transliteration.is_one_name(word, other)


def _lost_towns(pair: Pair) -> Findings:
    """A town, a river or a lake that no word of the translation is like."""
    if pair.source.language != "sq":
        return
    ours, language = pair.text.words, pair.text.language
    for town in _towns_in(pair.source):
        known_as = bilingual.families(fold(town), "sq")  # Selanik is Thessaloniki
        if len(town) > 3 and not any(
            _is_like(w.text, town)
            or town in _towns_of(w.key)
            or bilingual.families(w.key, language) & known_as
            for w in ours
        ):
            yield pair.text.finding(NAME, LOST, source=town)
            return


@lru_cache(maxsize=256)
def _towns_in(source: Reading) -> tuple[str, ...]:
    """The towns, rivers and lakes that an Albanian text names."""
    begun = _towns_begun().within(source.capitals)
    return tuple(town for town in begun if _is_in(source, town))


@cache
def _towns_begun() -> Needles[str]:
    return Needles((town, _place(town, "sq")[1]) for town in towns())


def _exchanged_towns(pair: Pair) -> Findings:
    """A town by its Arabic name that the source does not name, where one that it names is lost."""
    ours = [(word, town) for word in pair.text.words for town in _towns_of(word.key)]
    named = {town for _, town in ours}
    new = [(word, town) for word, town in ours if not _is_in(pair.source, town)]
    if not new:
        return
    for town in _towns_in(pair.source):
        if town not in named and not any(_may_name(w, town) for w in pair.text.words):
            word = new[0][0]
            yield pair.text.finding(NAME, OTHER, word.start, word.end, source=town)
            return


def _may_name(word: Word, town: str) -> bool:
    if others := _towns_of(word.key):
        return town in others
    return transliteration.sounds_the_same(word.text, town) or (
        transliteration.sounds_like(word.text, town) and is_no_arabic_word(word.text)
    )


@lru_cache(maxsize=16384)
def _towns_of(key: str) -> tuple[str, ...]:
    """Which towns an Arabic word names, folded, with what is joined to its front."""
    forms = {key, *(key.removeprefix(one) for one in ("و", "ب", "ل", "ك", "ف", "وب", "ول"))}
    return tuple(town for town, names in _arabic_towns().items() if names & forms)


@cache
def _arabic_towns() -> dict[str, frozenset[str]]:
    return {r["sq"]: frozenset(map(fold, r["ar"].split("|"))) for r in rows("towns.csv")}


@lru_cache(maxsize=16384)
def _is_town(word: str, language: str) -> bool:
    """Whether it is the name of one, and no word of its language."""
    if language == "en":
        return len(word) > 3 and word.istitle() and fold(word) in _town_forms()
    return (
        len(word) > 3
        and is_no_arabic_word(word)
        and any(transliteration.sounds_the_same(word, town) for town in towns())
    )


@cache
def _town_forms() -> frozenset[str]:
    """Folded: Vlorë is also said as Vlora."""
    folded = {fold(town) for town in towns()}
    return frozenset(folded | {f"{town[:-1]}a" for town in folded if town.endswith("e")})


def _institutions(pair: Pair) -> Findings:
    theirs, ours = _named(pair.source), _named(pair.text)
    families = {i.key or i.family: i.family for i in _all()}
    said = {families[key] for key in theirs}
    also = {families[key] for key in ours}
    lost, added = [], []
    for key, words in theirs.items():
        # Whoever is named by the family alone may be any of it.
        if (
            key not in ours
            and families[key] not in ours
            and not (key == families[key] and families[key] in also)
        ):
            lost.append(words)
    for key, words in ours.items():
        if (
            key not in theirs
            and families[key] not in theirs
            and not (key == families[key] and families[key] in said)
        ):
            added.append(words)
    if lost and added:
        yield pair.text.finding(NAME, OTHER, source=lost[0], found=added[0])
    elif lost:
        # By what other words it may be meant, no list knows: a reviewer does.
        yield pair.text.finding(NAME, LOST, source=lost[0], severity="warning")
    elif never := next(iter(ours.keys() - theirs.keys() & _NEVER_MEANT), None):
        if any(pair.said.is_explained(key) for key in ours[never].split()):
            return
        yield pair.text.finding(NAME, ADDED, found=ours[never])


def _in_a_sentence(pair: Pair) -> Findings:
    """Who is named elsewhere in the text, but not here."""
    if len(pair.beads) < 2 or not (_named(pair.source) and _named(pair.text)):
        return
    families = {i.key or i.family: i.family for i in _all()}
    for bead in pair.beads:
        if bead.source is None or bead.text is None:
            continue
        theirs, ours = (
            _named_in(_folded(reading, place), reading.language)
            for reading, place in ((pair.source, bead.source), (pair.text, bead.text))
        )
        lost = [k for k in theirs if k not in ours and families[k] not in map(families.get, ours)]
        added = [
            k for k in ours if k not in theirs and families[k] not in map(families.get, theirs)
        ]
        if lost and added:
            yield pair.text.finding(NAME, OTHER, source=theirs[lost[0]], found=ours[added[0]])
            return


def _folded(reading: Reading, place: tuple[int, int]) -> str:
    words = (w.key for w in reading.words if place[0] <= w.start < place[1])
    return f" {' '.join(words)} "


def _named(reading: Reading) -> dict[str, str]:
    return _named_in(reading.folded, reading.language)


def named(reading: Reading) -> frozenset[str]:
    """The keys of the institutions that a text names."""
    return frozenset(_named(reading))


def placed(reading: Reading) -> dict[str, list[tuple[int, int]]]:
    """Where each institution is named."""
    rest = reading.folded.replace(" ", "  ")
    found: dict[str, list[tuple[int, int]]] = {}
    for one in _begun(reading.language).within(reading.folded):
        pattern = one.patterns[reading.language]
        for match in pattern.finditer(rest):
            first = rest[: match.start()].count("  ") - 1
            last = first + match.group().count("  ")
            place = reading.words[first].start, reading.words[last].end
            found.setdefault(one.key or one.family, []).append(place)
        rest = pattern.sub(lambda match: re.sub(r"\S+", "-", match.group()), rest)
    return found


@lru_cache(maxsize=256)
def _named_in(folded: str, language: str) -> dict[str, str]:
    rest, found = folded.replace(" ", "  "), {}
    for one in _begun(language).within(folded):
        match = one.patterns[language].search(rest)
        if match:
            found[one.key or one.family] = " ".join(match.group().split())
            rest = one.patterns[language].sub("  ", rest)
    return found


@cache
def _all() -> tuple[_Institution, ...]:
    return tuple(
        _Institution(
            row["key"], row["family"],
            {
                language: re.compile(
                    rf"(?<= )(?:{row[language].replace(' ', '  ')})(?= )"
                    if language != "ar"
                    else rf"(?<= )(?:{_arabic(row[language])})ا?(?= )"
                )
                for language in ("sq", "en", "ar")
            },
        )
        for row in rows("institutions.csv")
    )  # fmt: skip


@cache
def _begun(language: str) -> Needles[_Institution]:
    """By what one of their names must begin with: cheaper to look for."""
    patterns = (row[language] for row in rows("institutions.csv"))
    return Needles(
        (one, begin)
        for one, pattern in zip(_all(), patterns, strict=True)
        for begin in _begins(pattern)
    )


def _begins(pattern: str) -> tuple[str, ...]:
    """The letters that each alternative begins with, but one that a mark may make optional."""
    alternatives = (one.removeprefix(r"\w*") for one in pattern.split("|"))
    plain = (re.match(r"\w*(?![?*])", one) for one in alternatives)
    return tuple(fold(match.group()) for match in plain if match)


def _arabic(pattern: str) -> str:
    """Folded; `\\w*` before a word is what Arabic joins to its front."""
    folded = "".join(fold(c) if c.isalpha() and not c.isascii() else c for c in pattern)
    joined = r"(?:[وف]?(?:[بلك]?ال|لل|[بلك])?)"
    return re.sub(r"(?<=[ |(])\\w\*|^\\w\*", lambda _: joined, folded).replace(" ", "  ")


def _places(pair: Pair) -> Findings:
    lost, added = [], []
    for names in _longest(pair.names):
        theirs, ours = names.get(pair.source.language, ""), names.get(pair.text.language, "")
        if not theirs or not ours:
            continue
        there = _is_in(pair.source, theirs)
        here = (
            _is_in(pair.text, ours)
            or _is_in(pair.text, theirs)
            or (pair.text.language == "ar" and there and _sounds_in(pair.text, theirs))
            or (there and _is_of_it(pair.text, ours))
        )
        if there and not here and "home" not in names:
            lost.append(theirs)
        elif here and not (
            there
            or _is_spelt_otherwise(pair.source, theirs)
            or (theirs == _COUNTRY and _OF_THE_COUNTRY.search(pair.source.prose))
            or _of_its_people(pair.source, theirs)
        ):
            added.append(ours)
    if lost and added:
        yield pair.text.finding(NAME, OTHER, source=lost[0], found=added[0])
    elif lost:
        yield pair.text.finding(NAME, LOST, source=lost[0])
    elif added:
        yield pair.text.finding(NAME, ADDED, found=added[0])


_COUNTRY: Final = "Shqipëria"
_OF_THE_COUNTRY: Final = re.compile(
    r"\b(?:vendi[tn]?|vendas\w*|kombëtar\w*|shqiptar\w*)\b", re.IGNORECASE
)
""" "Artists from the country and the world"."""


_PEOPLE: Final = re.compile(
    r"[a-zëç]{3,}(?:an|ak|ar|as|at|it|jot|iot)(?:e|ë|i|in|it|ët|ëve|es|ja|eve)?"
)
"""Shkodran, durrsak, korçar, beratas, gjirokastrit, delvinjot."""
_VOWELS: Final = str.maketrans("", "", "aeiou")


def _of_its_people(reading: Reading, town: str) -> bool:
    """ "Shkodranët": those who live there."""
    return any(
        _PEOPLE.fullmatch(word.text.lower()) and _is_of_its_people(word.key, town)
        for word in reading.words
    )


def _is_of_its_people(key: str, town: str) -> bool:
    """Albanian drops or moves the vowels of a town's end: Dibër, dibran; Durrës, durrsak."""
    name = fold(town)
    bare = name[3:].translate(_VOWELS)
    return (
        len(name) > 3 and key[:3] == name[:3] and key[3:].translate(_VOWELS).startswith(bare)
        and len(key) > len(name) and bool(bare)
    )  # fmt: skip


def _is_of_it(reading: Reading, name: str) -> bool:
    """ "The Albanian national library" is that of Albania."""
    return name.endswith("يا") and fold(name[:-1]) in reading.folded


def _is_spelt_otherwise(reading: Reading, name: str) -> bool:
    """Prrenjas is also written Përrenjas."""
    return any(transliteration.is_spelt_otherwise(word.text, name) for word in reading.words)


def _sounds_in(reading: Reading, name: str) -> bool:
    return any(transliteration.sounds_like(word.text, name) for word in reading.words)


def _longest(names: Sequence[Names]) -> list[Names]:
    return sorted(names, key=lambda row: -len(row.get("sq", "")))


def _is_in(reading: Reading, name: str) -> bool:
    latin, begin, pattern = _place(name, reading.language)
    words = reading.capitals if latin else reading.folded
    return begin in words and bool(pattern.search(words))


@cache
def _place(name: str, language: str) -> tuple[bool, str, re.Pattern[str]]:
    """Whether it is written in Latin letters, what it must begin with, and its forms."""
    key = " ".join(re.findall(r"\w+", fold(name)))
    if re.search(r"[a-z]", key):
        # Albanian declines a name: Papri, Papërit; a final vowel falls.
        stem = key[:-1] if key[-1] in "aeiu" and len(key) > 4 else key
        # In English too a street or a quarter keeps the name as it is declined.
        ending = (
            r"(?:e|a|i|ia|ine|ise|u|in|it|ne|en|un|ut|se|es|s|an|ja|jes|t|r)?"
            if language == "sq"
            else "(?:e|a|i|s|it|in|ut|es|jes)?"
        )
        if stem.endswith("er") and len(stem) > 4:
            stem = f"{stem[:-2]}e?r"
        forms = stem if stem.endswith("e?r") else re.escape(stem)
        return True, stem.removesuffix("e?r"), re.compile(rf"(?<= ){forms}{ending}(?= )")
    forms = rf"[وف]?[بلك]?(?:ال|لل)?{re.escape(key)}"
    return bool(re.search("[A-Za-z]", name)), key, re.compile(rf"(?<= ){forms}(?= )")
