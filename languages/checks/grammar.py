"""Albanian words that cannot stand where they stand, by what each can be (`languages/albanian.py`).

Told only where every reading of a word is known and none of them fits; of a word that the grammar
does not have nothing is said.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from languages.albanian import UNKNOWN, VERB, Form, form
from languages.checks.finding import Findings
from languages.checks.particles import MISSING, OUT_OF_PLACE
from languages.checks.punctuation import NO_END
from languages.checks.reading import Reading, Word
from languages.folding import fold
from languages.quantities.vocabulary import WORDS

NAME: Final = "grammar"
_CASES: Final = Form.NOMINATIVE | Form.ACCUSATIVE | Form.OBLIQUE
_PRONOUNS: Final = frozenset(
    re.findall(
        r"\w+",
        "e i u ju na ne më ia ua jua iu mos edhe po s vetëm do të ta",
    )
)
"""Small words between "të", "nuk" and their verb."""
_HOW: Final = frozenset(
    re.findall(
        r"\w+",
        "gjithmonë sërish tashmë menjëherë shumë pak krejt ende qartë drejtpërdrejt plotësisht "
        "kurrë dy më paktën këtu aty tani sot nesër",
    )
)
_MODAL: Final = frozenset(["do", "mund", "duhet", "duhej"])
_BEFORE_A_VERB: Final = frozenset(["nuk", "mos", "u"])
_WITH_ACCUSATIVE: Final = frozenset(["në", "me", "për", "mbi", "nën", "pa", "ndër", "nëpër"])
_WITH_NOMINATIVE: Final = frozenset(["nga", "te", "tek"])
_WITH_ABLATIVE: Final = frozenset(
    re.findall(
        r"\w+",
        "prej gjatë pas pranë afër sipas brenda jashtë rreth përmes ndaj midis përpara",
    )
)
_NO_VERB_BEHIND: Final = frozenset(["në", "mbi", "nën", "nëpër", "prej", "sipas", "gjatë", "çdo"])
_ONE: Final = frozenset(["një", "çdo", "asnjë", "ndonjë"])
_ONE_CAN_BE: Final = Form.SINGULAR | Form.NOMINATIVE | Form.ACCUSATIVE
_AUXILIARY: Final = frozenset(
    re.findall(
        r"\w+",
        "do mund duhet duhej ka kanë kam kemi keni ke është janë ishte ishin kishte kishin le desh "
        "duhen lutem lutemi",
    )
)
_APPOSED: Final = frozenset(
    re.findall(
        r"\w+",
        "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor ramazan",
    )
)
_ALSO: Final = frozenset(["çelë", "copa", "pjesa", "rome"])
"""Of these the grammar lacks a reading."""
_LEADS: Final = re.compile(r"\b(?:të|ta|le)\b|\bt[’'‘]", re.IGNORECASE)
_NEAR: Final = 30
"""Letters in front of a subjunctive among which its "të" stands."""
_DOES: Final = re.compile("(?:jnë|on|oi|uan|het|hen|in)$")
_WHERE: Final = frozenset(["në", "mbi", "nën"])
_SAYS: Final = Form.FINITE | Form.SUBJUNCTIVE
_FINITE: Final = _SAYS | Form.IMPERATIVE
_THAT: Final = re.compile(
    r"\b(?:sepse|meqë|(?<!nga )(?<!prej )(?:të (?:cilët|cilat)|[ie] cil[ia])|që) "
    r"(?!(?:në|nga|prej|një|më|dje|sot|atëherë)\b|(?:dit|vit|muaj|jav|ver|dim|or|mëngjes|fillim|herë)\w*\b)"
    r"(?P<clause>[^.;!?]*)(?=[.;!?])"
)
_COUNTED: Final = re.compile(r"\bu \d+(?:[ .,]\d{3})* [a-zëç]{3,}")
""" "U 640 vakte": what was done with them is missing."""
_COUNTS: Final = _WITH_ACCUSATIVE - {"mbi", "nën"}
_HOW_MANY: Final = re.compile(
    r"(?<!\bu )(?<!\bi )\b(?P<leads>[^\W\d_]+) "
    r"(?:\d+(?: \d{3})*|dy|tri|tre|katër|pesë|gjashtë|shtatë|tetë|nëntë|dhjetë) "
    r"(?P<thing>[a-zëç]{3,})\b"
)
_PER_CENT: Final = re.compile(r"\b(?P<before>[^\W\d_]+) p[ëe]r qind\b")
_HOW_MUCH: Final = frozenset(["sa", "disa", "gjysmë", "gjysëm", "presje", "pikë", "është", "janë"])
_ENOUGH: Final = 7
"""Words of a sentence that has a verb."""
_WHEN: Final = re.compile(
    r"(?:natë|ditë|javë|muaji|viti|orë|mëngjesi|hënë|martë|mërkurë|enjte|premte|shtunë|diele?)n"
)
_TO_WHOM: Final = frozenset(["i", "u", "ia", "ua", "iu", "ju", "na", "ta", "më", "jua"])
_HAS_WHOM: Final = re.compile(r"(?:i|u|a)ni$")
"""Jepjani, kërkojini."""
_WHEN_OBLIQUE: Final = re.compile(
    r"(?:dit|nat|net|jav|mua|vit|vjet|hën|mart|mërkur|enjt|premt|shtun|diel|mëngjes|mbrëmj|vjesht|pranver|ver|dim|or)"
)
_OF_ADDRESSES: Final = "@./_-’'"


def check(reading: Reading) -> Findings:
    if reading.language != "sq":
        return
    for words in _stretches(reading):
        yield from _verbless(reading, words)
        yield from _of_another_case(reading, words)
        yield from _out_of_place(reading, words)
        yield from _of_three(reading, words)
        yield from _given(reading, words)
        yield from _subjunctive(reading, words)
    yield from _clauses(reading)
    yield from _counted(reading)
    yield from _percent(reading)
    yield from _begun(reading)
    yield from _verbless_sentences(reading)


def _stretches(reading: Reading) -> Iterator[list[Word]]:
    """Words with nothing but a space between them."""
    stretch: list[Word] = []
    text = reading.prose
    for word in reading.words:
        if stretch and text[stretch[-1].end : word.start] not in (" ", "\u00a0"):
            yield stretch
            stretch = []
        if (
            text[word.end : word.end + 1] in _OF_ADDRESSES
            and text[word.end + 1 : word.end + 2].isalnum()
        ):
            continue  # of an address, of an abbreviation
        stretch.append(word)
    yield stretch


def _can_be(word: Word) -> Form:
    return form(word.text) if word.text.islower() and word.text not in _ALSO else UNKNOWN


def _only(can_be: Form, forms: Form) -> bool:
    return can_be != UNKNOWN and not can_be & ~forms


def _is_noun(can_be: Form) -> bool:
    return bool(can_be & Form.NOUN) and not can_be & (VERB | Form.OTHER)


def _verbless(reading: Reading, words: Sequence[Word]) -> Findings:
    """ "Do të", "nuk", "u": whatever follows is no verb."""
    for index, word in enumerate(words[:-1]):
        small = word.text.lower()
        shall = small == "të" and index > 0 and words[index - 1].text.lower() in _MODAL
        if not (shall or small in _BEFORE_A_VERB):
            continue
        rest = (w for w in words[index + 1 :] if w.text.lower() not in _PRONOUNS | _HOW)
        verb = next(rest, None)
        if verb and _can_be(verb) != UNKNOWN and not _can_be(verb) & VERB:
            yield reading.finding(NAME, MISSING, word.start, verb.end)


def _of_another_case(reading: Reading, words: Sequence[Word]) -> Findings:
    for one, other in pairwise(words):
        small, can_be = one.text.lower(), _can_be(other)
        if not _is_noun(can_be):
            continue
        if small == "ne" and not can_be & Form.NOMINATIVE:
            yield reading.finding(NAME, OUT_OF_PLACE, one.start, other.end)
        wanted = UNKNOWN
        if small in _WITH_ACCUSATIVE:
            wanted = Form.ACCUSATIVE
        elif small in _WITH_NOMINATIVE:
            wanted = Form.NOMINATIVE
        elif small in _WITH_ABLATIVE:
            wanted = Form.OBLIQUE
        if wanted and not can_be & wanted:
            yield reading.finding(NAME, OUT_OF_PLACE, one.start, other.end)
        if small in _ONE and not (can_be & Form.INDEFINITE and can_be & _ONE_CAN_BE):
            yield reading.finding(NAME, OUT_OF_PLACE, one.start, other.end)


def _out_of_place(reading: Reading, words: Sequence[Word]) -> Findings:
    for index, (one, other) in enumerate(pairwise(words)):
        first, second = _can_be(one), _can_be(other)
        if _only(second, Form.FINITE):
            if (
                one.text.lower() in _NO_VERB_BEHIND
                or (one.text == "nga" and index and words[index - 1].text == "dhe")
                or (
                    _only(first, Form.FINITE)
                    and one.text not in _AUXILIARY
                    and not _is_relative(words, index)
                )
            ):
                yield reading.finding(NAME, OUT_OF_PLACE, one.start, other.end)
            elif (
                index
                and _is_noun(first)
                and not first & (Form.DEFINITE | Form.ANIMATE)
                and _ends_a_phrase(words[index - 1])
            ):
                if one.text not in _APPOSED:
                    yield reading.finding(NAME, OUT_OF_PLACE, one.start, other.end)
            elif one.text in ("do", "mund"):
                yield reading.finding(NAME, MISSING, one.start, other.end)
        if (
            _is_object(first)
            and _is_object(second)
            and not (_WHEN.fullmatch(one.text) or _WHEN.fullmatch(other.text))
        ):
            yield reading.finding(NAME, OUT_OF_PLACE, one.start, other.end)


def _given(reading: Reading, words: Sequence[Word]) -> Findings:
    """ "Stay the windows" for "stay away from": nobody is given anything without "i", "u"."""
    for index, (one, other) in enumerate(pairwise(words)):
        before = words[index - 1].text.lower() if index else ""
        if (
            _only(_can_be(one), Form.FINITE | Form.IMPERATIVE | Form.SUBJUNCTIVE)
            and _is_oblique(_can_be(other))
            and (_can_be(other) & Form.PLURAL or not _can_be(other) & Form.INDEFINITE)
            and before not in _TO_WHOM
            and not _HAS_WHOM.search(one.text)
            and not other.text.endswith("sh")  # "butona rrjetesh": of what they are
            and not _WHEN_OBLIQUE.search(other.text)
        ):
            yield reading.finding(NAME, MISSING, one.start, other.end)


def _of_three(reading: Reading, words: Sequence[Word]) -> Findings:
    for one, link, other in zip(words, words[1:], words[2:], strict=False):
        first, last = _can_be(one), _can_be(other)
        if (
            # "Raportojnë e ndriçimit", "pas të depozitës", "vendin e në".
            (
                _DOES.search(one.text)
                and _only(first, Form.FINITE)
                and link.text == "e"
                and _is_oblique(last)
            )
            or (
                one.text.lower() in _WITH_ABLATIVE
                and link.text == "të"
                and _is_oblique(last)
                and not last & Form.INDEFINITE
            )
            or (
                _is_noun(first)
                and not first & Form.INDEFINITE
                and link.text in ("e", "i")
                and other.text in _WHERE
            )
        ):
            yield reading.finding(NAME, MISSING, one.start, other.end)


def _counted(reading: Reading) -> Findings:
    """ "Me 120 peme": what a preposition or a verb counts is not in the genitive."""
    words = {word.start: word for word in reading.words}
    for match in _HOW_MANY.finditer(reading.prose):
        word = words.get(match.start("thing"))
        leads = match["leads"].lower()
        if (
            word
            and _is_oblique(_can_be(word))
            and (leads in _COUNTS or (_DOES.search(leads) and _only(form(leads), Form.FINITE)))
        ):
            yield reading.finding(NAME, OUT_OF_PLACE, *match.span())


def _percent(reading: Reading) -> Findings:
    """ "Of which per cent goes to roads": how many is missing."""
    for match in _PER_CENT.finditer(reading.prose):
        before = match["before"].lower()
        if before not in _HOW_MUCH and fold(before) not in WORDS["sq"]:
            yield reading.finding(NAME, MISSING, *match.span())


def _begun(reading: Reading) -> Findings:
    """ "… e borës Shoferët duhet": a sentence begins, and none has ended."""
    for one, other in pairwise(reading.words):
        if reading.prose[one.end : other.start] != " " or not (
            one.text.islower() and other.text.istitle()
        ):
            continue
        can_be = form(other.text.lower())
        if (
            _is_noun(can_be)
            and not can_be & (Form.SINGULAR | Form.INDEFINITE)
            and can_be & Form.NOMINATIVE
        ):
            after = next((w for w in reading.words if w.start == other.end + 1), None)
            if after and (after.text in _AUXILIARY or _only(_can_be(after), Form.FINITE)):
                yield reading.finding(NAME, NO_END, one.start, other.end)


def _verbless_sentences(reading: Reading) -> Findings:
    """ "Deri tani vaksinuar 2 318 persona." after another sentence."""
    for (start, end), (begin, stop) in pairwise(reading.sentences):
        sentence = reading.prose[begin:stop].strip()
        words = re.findall(r"[^\W\d_]+", sentence)
        if (
            len(words) >= _ENOUGH
            and sentence.endswith(".")
            and ":" not in sentence
            and not reading.prose[start:end].rstrip().endswith(("?", ":"))
            and not any(form(w.lower()) == UNKNOWN or form(w.lower()) & _FINITE for w in words)
        ):
            yield reading.finding(NAME, MISSING, begin, stop)


def _is_oblique(can_be: Form) -> bool:
    return _is_noun(can_be) and not can_be & (_CASES & ~Form.OBLIQUE)


def _clauses(reading: Reading) -> Findings:
    """ "Atyre që temperaturë të lartë": no verb follows."""
    for match in _THAT.finditer(reading.prose):
        words = re.findall(r"[^\W\d_]+", match["clause"])
        said = [form(word.lower()) for word in words]
        if len(words) > 1 and not any(each == UNKNOWN or each & _SAYS for each in said):
            yield reading.finding(NAME, MISSING, *match.span())
    for match in _COUNTED.finditer(reading.prose):
        yield reading.finding(NAME, MISSING, *match.span())


def _subjunctive(reading: Reading, words: Sequence[Word]) -> Findings:
    """ "Shkojë" without its "të"."""
    for word in words:
        before = slice(max(word.start - _NEAR, 0), word.start)
        if _only(_can_be(word), Form.SUBJUNCTIVE) and not _LEADS.search(reading.prose[before]):
            yield reading.finding(NAME, MISSING, word.start, word.end)


def _is_relative(words: Sequence[Word], index: int) -> bool:
    """ "Whoever you know suffers": the first verb is of "që"."""
    return any(
        word.text.lower() in ("që", "kush", "çfarë", "ku", "si", "se") for word in words[:index]
    )


def _ends_a_phrase(word: Word) -> bool:
    """What no noun without an article can follow."""
    can_be = _can_be(word)
    return word.text == "që" or (_is_noun(can_be) and not can_be & Form.INDEFINITE)


def _is_object(can_be: Form) -> bool:
    """Definite, and in the accusative only."""
    return _is_noun(can_be) and not can_be & (Form.INDEFINITE | (_CASES & ~Form.ACCUSATIVE))
