"""What is no word and no mark: stray signs, split and glued words, fragments, repetitions."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from languages.checks import dictionary, known, sequences
from languages.checks.finding import Findings, gettext_noop
from languages.checks.reading import ARABIC, LATIN, VOWEL_MARKS, Reading, Word
from languages.quantities.vocabulary import WORDS

NAME, REPEATED = "broken", "repeated"
STRAY: Final = gettext_noop("A sign that belongs to no word: %(found)s")
SINGLE: Final = gettext_noop("A single letter is left over: %(found)s")
NO_UNIT: Final = gettext_noop("What this number counts is not said: %(found)s")
NO_WORD: Final = gettext_noop("This is no word: %(found)s")
SPLIT: Final = gettext_noop("A word may be split in two, or two words joined: %(found)s")
GLUED: Final = gettext_noop("A number touches a word: %(found)s")
TWICE: Final = gettext_noop("A word stands twice: %(found)s")
BREAKS_OFF: Final = gettext_noop("The sentence breaks off: %(found)s")

_STRAY: Final = re.compile(
    r"[\ufffd\ufffc\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f|\\^~`¬¤¦§¶†‡◊□■▪�]|\*\*?|__+|"
    r"#{2,}|(?<!\w)#(?!\w)|(?<!\w)_(?!\w)|=(?!\s?\d)|<|>(?!\s?\d)|"
    r"Ã[\x80-\xbf«§©¨¶¼ƒ‡]|Ã«|Ã§|â€[\w™œ“”˜¦]?|Â[ \u00a0«»°²³½®©·]|Ø[§-¿\u0080-\u024f]|"
    r"Ù[\u0080-\u00bf]|&(?:[a-z]+|#\d+);|[\[\]{}](?=[\[\]{}])|\{|\}|(?<=\s)[°©®](?=\s)|"
    r"/{2,}|(?<=[\d ])%{2,}|(?<!\w)@(?!\w)|\$(?!\s?\d)(?<!\d)|\?{3,}|"
    r"\b(?:TODO|FIXME|TBD|TBC|XX+|lorem ipsum|Lorem ipsum|asdf\w*|qwerty\w*)\b"
)
_SINGLE: Final = {
    "en": re.compile(r"(?<![\w’'.&/-])(?![aAIOo](?!\w))[A-Za-zÀ-ÿ](?![\w’'.&/)-])"),
    "sq": re.compile(r"(?<![\w’'.&/-])(?![eiuaoEIUAO](?!\w))[A-Za-z](?![\w’'.&/)-])"),
    "ar": re.compile(rf"(?<![\w\"«(./ـ\u064b-\u0652])[{ARABIC}](?![\w\"«“».)ـ+\u064b-\u0652])"),
}
_IN_A_NAME: Final = re.compile(r"\b[A-ZËÇ]\w+ - [A-ZËÇ]\w")
"""Zogu i Zi, Fusha e Re: Albanian names of streets keep their small words."""
_ENUMERATED: Final = re.compile(
    r"\b(?:class|type|part|level|annex|appendix|option|group|plan|vitamin|hepatitis|"
    r"block|zone|line|room|hall|gate|building|"
    r"klas\w*|llojit?|pjes\w*|shtojc\w*|grup\w*|plan\w*|nivel\w*|zon[aës]\w*|pikën|bllok\w*|hyrj\w*|shkall\w*|"
    r"pallat\w*|linj\w*|sall\w*|kat\w*|vij\w*|ngjyr\w*|kategori\w*|category|vitamin\w*|hepatit\w*)\s+$",
    re.IGNORECASE,
)
_SPECIES: Final = re.compile(r"\([A-Z][a-z]+ [a-z]+\)")
_FRAGMENTS: Final = {
    "en": frozenset(
        re.findall(
            r"\w+",
            "ing tion ment ness ly ed er sion ity tions ments ers ings ty th cil "
            "nicip ipality lic olice hool chil dren sch mun ouncil eeting treet "
            "ecision ber pal ture ence ance ible ful ous",
        )
    ),
    "sq": frozenset(
        re.findall(
            r"\w+",
            "sht imi imit shme shem esi ese eve sise tet isht ria cimi cion cioni "
            "icia hkia illi shkia olicia uar imet shmeria mit ve ves rit nit",
        )
    ),
    "ar": frozenset(
        re.findall(
            r"\w+",
            "ات ون ين ية يه ته تها ها نا هن وا تان تين",
        )
    ),
}
_NO_VOWEL: Final = re.compile(r"(?<![\w.])[b-df-hj-np-tv-xz]{4,}(?![\w.])")
_SHORT: Final = re.compile(r"[b-df-hj-np-tv-xz]{2,3}")
_SHORT_FINE: Final = frozenset(
    re.findall(
        r"\w+",
        "km kg cm mm ml kw kv dt nr tv pm hz gb mb vs st nd rd th dr mr ms mrs sms mms pdf gps dvd "
        "cd pc hr ltd tel sh etj hm mw kwh db dc ph ft lb kb tb px pp ps psst hmm brr zz sq",
    )
)
_CONSONANTS: Final = {
    "sq": re.compile(r"[b-df-hj-np-tv-xzç]{7,}"),
    "en": re.compile(r"[b-df-hj-np-tv-xz]{6,}"),
}
_CAPITAL_INSIDE: Final = re.compile(
    r"[A-ZËÇ]?[a-zëç]{2,}[A-ZËÇ]+[a-zëç]*|[a-zëç][A-ZËÇ][a-zëç]{2,}"
)
_BRAND: Final = re.compile(
    r"(?:Mc|Mac|Web|Whats|You|Face|Tik|Linked|Insta|Power|My)[A-Z]\w*|i(?:Phone|Pad|OS|Cloud|Mac)\w*|e(?:Albania|Twinning|Sim)"
)
_DOUBLED: Final = re.compile(r"\w+(?:bb|cc|dd|ff|gg|kk|mm|pp|tt|vv|[cq]x|x[cq])\w*")
"""Albanian doubles no letter but l and r, and n, s, z in words from elsewhere; nor does it say cx."""
_SWALLOWED: Final = re.compile(r"\w{3,}nuk\w{3,}")
LONG: Final = 7
"""Letters: what is shorter may be a name, a brand or a word of the day."""
_TWO: Final = frozenset(
    re.findall(
        r"\w+",
        "اب اخ ان او اي بد بر بك بل بن به بي ثم جد جو حب حج حد حر حق حل حي خط خل دب در دع دل "
        "دم ذا ذو ذي رب رد زر ست سد سر سم سن شد شر شك صح صف ضد ضم طن ظل عد عز عش عم عن غد فك "
        "فل فم فن فه في قد قص قط قم كغ كف كل كم كن كي لا لب لك لم لن له لو لي ما مد مذ مر مس "
        "مع مل مم من مي نص نو هذ هل هم هن هو هي وا ود يا يد ",
    )
)
"""Arabic words of two letters; what else has two is a piece of one."""
_TRIPLE: Final = re.compile(r"([a-zëç])\1\1|([\u0621-\u064a])\2\2(?<![لت])")
_LONGEST: Final = {"sq": 27, "en": 22, "ar": 15}
_DIGIT: Final = re.compile(r"\d")
_DIGIT_WORD: Final = re.compile(
    rf"(?<![\w.\ue000+-])\d+(?!(?:st|nd|rd|th|s|x|h|am|pm|km|kg|cm|mm|ml|kW|kWh|GB|MB|m|"
    rf"D|G|të|ta|ve|sh)\b)[{LATIN}]{{2,}}"
    rf"|(?<![\w.])\d+(?:\.\d+)+(?!(?:kW|kWh|GB|MB|GHz|MHz)\b)[{LATIN}]{{4,}}"
    rf"|\b(?:to|in|of|at|by|from|for|and|the|on|is|are|was|call|e|të|së|me|në|nga|deri|më|dhe|te|për|ora|orën?)\d+"
    rf"|[{LATIN}]{{4,}}(?<!COVID)\d+(?![\w-])|[{ARABIC}]{{2,}}\d+|\d+(?!(?:م|ص|هـ|"
    rf"كم)(?!\w))[{ARABIC}]+"
)
_LETTER_FOR_DIGIT: Final = re.compile(
    r"(?<![\w.@/-])(?=[\dlO]*\d)(?=\d*[lO])[\dlO]{3,}(?![\w@-])|[a-zëç]{4,}\d+[a-zëç]{3,}"
)
_COUNTS_NOTHING: Final = re.compile(r"(?<![\d.,])\d+[.,]\d{1,2} më (?:shumë|pak)\b")
_ROMAN: Final = re.compile("[IVXLC]+")
_BAD_ARABIC: Final = re.compile(
    rf"(?<!\w)[وفبك]?اا\w+|(?<![\w{VOWEL_MARKS}])[وفبك]?ال(?![\w{VOWEL_MARKS}])|[{ARABIC}]*[ة][{ARABIC}]+|[{ARABIC}]*ى(?!ً)[{ARABIC}]+|"
    rf"(?<!\w)ء\w+|[{ARABIC}]+ءال[{ARABIC}]{{2,}}|(?<!\w)[وف]?لال(?![تق])[{ARABIC}]{{3,}}|[{ARABIC}]*اً[{ARABIC}]+|"
    rf"[{ARABIC}]*[بتثجحخدذرزسشصضطظعغفقكلمنهي]اا[{ARABIC}]*|(?<!\w)[وف]?باأل[{ARABIC}]+"
)
_ON_PURPOSE: Final = {
    "sq": frozenset(
        re.findall(
            r"\w+",
            "të e i së herë pak dy vetë shumë tre grupe copa gjithë "
            "ditë mirë vende shpejt ngadalë lloj",
        )
    ),
    "en": frozenset(
        re.findall(
            r"\w+",
            "that had very her is",
        )
    ),
    "ar": frozenset(
        re.findall(
            r"\w+",
            "جدا خطوه واحدا يوما شييا رويدا جنبا معا لا بابا فردا حرفا بيتا",
        )
    ),
}
_TO_YOU: Final = re.compile(r"\btë të (?=[a-zëç]{3,}ni\b)")
"""Whoever is told so is not the one that it is done to."""
_PHRASAL: Final = re.compile(
    r"(?:switch|turn|log|go|carr|mov|hand|check|sign|sett?l|mov)\w*|put|come|came|went"
)
"""Verbs with a small word of their own, before another."""
_PARTED: Final = re.compile(r"[.,;:،؛\n–-]")
_BREAKS_OFF: Final = {
    "en": re.compile(r"\b(?:the|and|or|a|an|because|their|our)\s*\Z"),
    "sq": re.compile(r"(?<!-)\b(?:dhe|ose|së|që|ndërsa|sepse|një|deri|(?<=[a-zëç]{4} )e)\s*\Z"),
    "ar": re.compile(r"(?<!\w)(?:و|أو|أن|التي|الذي|ثم|لكن|لأن)\s*\Z"),
}
"""Words after which no text ends, not even a headline."""
OPEN_END: Final = {
    "en": r"\b(?:for|to|in|on|at|by|with|is|are|was|were|will|has|have|this|that|not)\s*\Z",
    "sq": r"\b(?:të|e|i|me|më|një|se|do|është|janë|u|nuk|deri|te)\s*\Z",
    "ar": r"(?<!\w)(?:قد|لا|لم|لن|كل|هذا|هذه|عند|لدى|قبل|خلال|كان|كانت)\s*\Z",
}
DANGLING: Final = {
    "en": r"\b(?:the|and|or|of|a|an|from|their|which|because|than|into|between)[.]?\s*\Z",
    "sq": r"\b(?:dhe|ose|së|nga|për|në|që|ndërsa|sepse)[.]?\s*\Z|"
    r"\w[^.!?]{40,}\b(?:dy|tre|tri|katër|pesë|ishin|ishte|janë|kanë|përveç)\Z",
    "ar": r"(?<!\w)(?:و|أو|من|في|إلى|على|عن|أن|التي|الذي|بين|مع|ثم|إن|حتى|لكن|لأن|وفي|"
    r"ومن)[.]?\s*\Z",
}


def check(reading: Reading) -> Findings:
    text, language = reading.prose, reading.language
    for match in _STRAY.finditer(text):
        yield reading.finding(NAME, STRAY, *match.span())
    for match in _SINGLE[language].finditer(text):
        if not _legitimate_single(text, match, language):
            yield _wide(reading, SINGLE, match)
    yield from _touching(reading)
    if language == "ar":
        for match in _BAD_ARABIC.finditer(text):
            yield reading.finding(NAME, NO_WORD, *match.span())
    yield from _shapes(reading)
    yield from _fragments(reading)
    if len(reading.words) > 3:
        for match in _BREAKS_OFF[language].finditer(text):
            yield reading.finding(NAME, BREAKS_OFF, *match.span())


def _touching(reading: Reading) -> Findings:
    """Figures that touch letters, or of which nobody knows what they count."""
    text = reading.prose
    if not _DIGIT.search(text):
        return
    for match in _DIGIT_WORD.finditer(text):
        if len(re.findall("[A-Z]", match.group())) < 2:
            yield reading.finding(NAME, GLUED, *match.span())
    for match in _LETTER_FOR_DIGIT.finditer(text):
        yield reading.finding(NAME, GLUED, *match.span())
    for match in _COUNTS_NOTHING.finditer(text) if reading.language == "sq" else ():
        yield reading.finding(NAME, NO_UNIT, *match.span())


def repeated(reading: Reading) -> Findings:
    """The same word twice; some languages do it on purpose."""
    words, text = reading.words, reading.prose
    small = [word.text.lower() for word in words]
    for index, (one, other) in enumerate(pairwise(words)):
        same = small[index] == small[index + 1]
        if same and (gap := text[one.end : other.start]) and not gap.strip(" \n\u00a0"):
            known = (
                (index > 0 and one.text.istitle() and other.text.islower())  # in May may
                or _is_said_twice(reading, index)
                or one.text.lower() in _ON_PURPOSE[reading.language]
                or one.key in _ON_PURPOSE[reading.language]
            )
            if (
                not known
                or (
                    len(one.text) > 1
                    and index
                    and words[index - 1].text.lower() == one.text.lower()
                )
            ) and (one.text.endswith("وا") or not one.text.endswith(("ًا", "اً", "ا"))):
                yield reading.finding(REPEATED, TWICE, one.start, other.end)
    yield from _phrases_again(reading, small)
    for match in _TO_YOU.finditer(text) if reading.language == "sq" else ():
        yield reading.finding(REPEATED, TWICE, *match.span())
    yield from _sentences_again(reading)


def _is_said_twice(reading: Reading, index: int) -> bool:
    """ "Switched on on 3 April", and Arabic that counts two by two."""
    key = reading.words[index].key
    if reading.language == "ar":
        return key in WORDS["ar"]
    before = reading.words[index - 1].key if index else ""
    return key in ("on", "in") and bool(_PHRASAL.fullmatch(before))


def _phrases_again(reading: Reading, small: list[str]) -> Findings:
    """Two to eight words that follow themselves, or three and more with an "and" between."""
    words, text = reading.words, reading.prose
    said = set(small)
    joined = reading.language == "ar" and any(f"و{word}" in said for word in said)
    if len(said) == len(small) and not joined:
        return
    for index in range(len(small) - 3):
        first = small[index]
        if not {first, f"و{first}"} & set(small[index + 2 : index + 10]):
            continue
        for many in range(2, min(9, (len(small) - index) // 2 + 1)):
            phrase = small[index : index + many]
            again = index + many
            if phrase == small[again : again + many] and len(set(phrase)) > 1:
                end = again + many
            elif many > 2 and _with_and(small[again : again + many + 1], phrase, reading.language):
                end = again + many + (reading.language != "ar")
            else:
                continue
            parted = _PARTED.search(text[words[index].start : words[end - 1].end])
            if not parted or (many > 3 and parted.group() in ",،"):
                yield reading.finding(REPEATED, TWICE, words[index].start, words[end - 1].end)
                return


def _with_and(later: list[str], phrase: list[str], language: str) -> bool:
    if language == "ar":
        return later[:1] == [f"و{phrase[0]}"] and later[1 : len(phrase)] == phrase[1:]
    return later[:1] in (["and"], ["dhe"], ["e"]) and later[1:] == phrase


def _sentences_again(reading: Reading) -> Findings:
    said = ["".join(filter(str.isalnum, reading.prose[a:b])).lower() for a, b in reading.sentences]
    for index, (one, other) in enumerate(pairwise(said)):
        if one == other and len(one) > 11:
            yield reading.finding(REPEATED, TWICE, *reading.sentences[index + 1])


def _shapes(reading: Reading) -> Findings:
    language = reading.language
    for word in reading.words:
        capital, hard, wrong = _shape(word.text, word.key, language)
        if capital:
            yield reading.finding(NAME, NO_WORD, word.start, word.end)
        if wrong or (hard and _apart(reading.prose, word)):
            yield reading.finding(NAME, NO_WORD, word.start, word.end)


def _apart(text: str, word: Word) -> bool:
    """Neither of an abbreviation nor of a figure."""
    return not re.search(r"[.\d/’'&-]$|\d $", text[: word.start][-2:]) and (
        text[word.end : word.end + 1] not in (".", "/", "’", "'", "&", "-")
        or word.end + 1 >= len(text)
    )


@lru_cache(maxsize=16384)
def _shape(text: str, key: str, language: str) -> tuple[bool, bool, bool]:
    """Of a word: a capital inside ("poLice"), consonants that nobody can say, no shape of a word."""
    if _ROMAN.fullmatch(text):
        return False, False, False
    latin = language != "ar"
    capital = latin and _CAPITAL_INSIDE.fullmatch(text) and not _BRAND.fullmatch(text)
    small = text.islower() or (text[1:].islower() and len(text) > 4)
    hard = (
        latin
        and small
        and (_NO_VOWEL.fullmatch(key) or _CONSONANTS[language].search(key))
        and not known.is_known(text.lower(), language)
    )
    short = latin and text.islower() and _SHORT.fullmatch(key) and key not in _SHORT_FINE
    wrong = (
        len(key) > _LONGEST[language]
        or _TRIPLE.search(text.lower())
        or (
            language == "sq"
            and text.islower()
            and _DOUBLED.fullmatch(key)
            and not known.is_known(text, "sq")
            and not dictionary.has(text, "en")
        )
        or (not latin and re.fullmatch(f"[{ARABIC}]{{2}}", key) and not known.is_known(key, "ar"))
        or (
            not latin
            and re.search(f"[{LATIN}]", text) is None
            and re.fullmatch(r"[^اويىةءآأإؤئ\u064b-\u0652]{9,}", text.removeprefix("ال"))
        )
    )
    return bool(capital), bool(hard or short), bool(wrong)


_ALSO_ENDINGS: Final = frozenset(("në", "së", "të", "e", "i", "ja", "je"))
"""Albanian words that are endings too: *bagëti në* is no *bagëtinë* that was split."""


def _fragments(reading: Reading) -> Findings:
    """Two pieces of which only the whole is a word, and words that lost the space between them."""
    language, words = reading.language, reading.words
    keys = [_key(word, language) for word in words]
    unknown = [not known.is_known(key, language) for key in keys]
    for index, (one, other) in enumerate(pairwise(words)):
        strange = unknown[index : index + 2]
        if not any(strange) and language == "en":
            continue
        if other.start - one.end != 1 or reading.prose[one.end] != " " or not _small(other.text):
            continue
        if reading.prose[one.start - 1 : one.start].isdigit() or (
            language == "en" and other.text[0].isupper() and one.text[0].islower()
        ):
            continue  # the 7th, along St Paul's Road
        if language == "sq" and other.text in _ALSO_ENDINGS:
            continue
        joined = keys[index] + keys[index + 1]
        fragment = strange[1] and other.key in _FRAGMENTS[language]
        whole = any(strange) and known.is_known(joined, language)
        whole = whole and len(joined) > (3 if all(strange) else 4)
        whole = whole or (
            other.text.islower() and _are_torn(keys[index], keys[index + 1], strange, language)
        )
        torn = language == "ar" and len(other.key) == 2 < len(one.key) and other.key not in _TWO
        torn = torn or (
            one.key[:2] == "ال"
            and len(one.key) == 4
            and len(other.key) > 2
            and other.key not in _TWO
        )
        torn = torn and one.key not in ("بلا", "الان") and known.is_known(joined, "ar")
        if fragment or whole or torn:
            yield reading.finding(NAME, SPLIT, one.start, other.end)
    begins = {start for start, _ in reading.sentences}
    for word, key, strange_word in zip(words, keys, unknown, strict=True):
        if not strange_word or not _small(word.text) or _is_of_science(reading, word):
            continue
        ours = word.text.islower() or word.start in begins
        if known.are_glued(key, language):
            yield reading.finding(NAME, SPLIT, word.start, word.end)
        elif ours and (known.meant(key, language) or _of_no_language(word.text, language)):
            yield reading.finding(NAME, NO_WORD, word.start, word.end)


_PREPOSITIONS: Final = frozenset(["për", "nga", "me", "pa", "mbi", "nën"])
""" "Për mbajtjen" is not "përmbajtjen"."""


def _are_torn(one: str, other: str, strange: list[bool], language: str) -> bool:
    """Albanian pieces: the whole stands in our texts and one of them does not, or both are no words."""
    if language != "sq":
        return False
    if one in _PREPOSITIONS and known.is_known(other, "sq"):
        return False
    if known.is_ours(one + other, "sq"):
        return not (known.is_ours(one, "sq") and known.is_ours(other, "sq"))
    unheard = all(strange)
    return unheard and not sequences.strange(one + other, "sq", 5)


def _is_of_science(reading: Reading, word: Word) -> bool:
    """Of a bracket like "(Pelecanus crispus)"."""
    return any(m.start() < word.start < m.end() for m in _SPECIES.finditer(reading.prose))


def _of_no_language(text: str, language: str) -> bool:
    """An English word that no dictionary has, or an Albanian one that swallowed a "not"."""
    if language == "sq":
        return bool(_SWALLOWED.fullmatch(text))
    plain = language == "en" and len(text) >= LONG and text.islower() and text.isalpha()
    return plain and not dictionary.is_prefixed(text)


def _small(text: str) -> bool:
    return text[1:] == text[1:].lower()


def _key(word: Word, language: str) -> str:
    return word.key if language == "ar" else word.text.lower()


def _legitimate_single(text: str, match: re.Match[str], language: str) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if language != "ar":
        if before.rstrip().endswith(("°", "′", "″")) and match.group() in "CFKNSEWVLJP":
            return True
        if language == "en" and re.search(r"[(“\"][^)”\"]*$", before):
            return True
        if match.group() in "IVX" and re.search(r"\b[IVX]+[–-]$", before):
            return True
        if match.group() in "ei" and _IN_A_NAME.search(f"{before[-20:]}-{after[:3]}"):
            return True
        if _ENUMERATED.search(before) or (
            re.match(r"\s*(?:\d|=|x\b)", after) and match.group() in "xX"
        ):
            return True
        if re.search(r"\d\s?$", before) and match.group() in "mglsthVWA":
            return True
        return match.group().isupper() and (
            not before.strip() or bool(re.search(r"[\d(“\"]\s*$|\b[A-Z]{2,}\s$", before))
        )
    letter = match.group()
    if re.search(r"\d\s?$", before) and letter in "مصهسوج":
        return letter != "و"
    if letter in "أبجدهسك" and re.match(r"\s*[:.)،-]|\s*$", after):
        return True
    return (
        letter in "أبجد"
        and not re.match(r"\s+ال", after)
        and bool(re.search(rf"ال[{ARABIC}]+ $", before))
    )


def _wide(reading: Reading, template: str, match: re.Match[str]):  # type: ignore[no-untyped-def]
    around = reading.text[max(match.start() - 10, 0) : match.end() + 10].strip()
    return reading.finding(NAME, template, *match.span(), found=around)
