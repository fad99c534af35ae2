"""Numbers, in figures or in words: none lost, none added, none changed."""

import re
from itertools import zip_longest
from typing import Final

from languages.checks.finding import Findings, gettext_noop
from languages.checks.pair import ADDED, LOST, LOST_AND_ADDED, Pair
from languages.checks.reading import VOWEL_MARKS
from languages.quantities.figures import Number
from languages.quantities.fractions import fractions

NAME = "numbers"
_ORDINAL: Final = {
    "sq": re.compile(r"[tr]ë$|ti$|ta$"),
    "en": re.compile(r"(?:th|rd|first)s?$"),
    "ar": re.compile(r"(?:ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)"),
}
_FIRST: Final = {
    "sq": re.compile(r"\b(?:i|e|të|së) par[ëi]n?\b(?! se)"),
    "en": re.compile(
        r"\b(?:[Ff]irst|1st|[Ww]inn|[Ww]on|[Gg]old|[Ee]arl|[Ii]nitial|[Tt]op|[Bb]est)"
    ),
    "ar": re.compile(r"أول|اول|مطلع|بداية|ذهب"),
}
_UNITS: Final = (
    ("jav[ëe]\\w*", (r"أسبوع(?:[ًا]+)?", r"أسبوع(?:ين|ان|َي|َا)")),
    ("muaj\\w*", (r"شهر(?:[ًا]+)?", r"شهر(?:ين|ان|َي|َا)")),
    ("(?:vit|vjet)\\w*", (r"(?:عام|سنة)(?:[ًا]+)?", r"(?:عام|سنت)(?:ين|ان|َي|َا)")),
    ("or[ëe]\\w*", (r"ساعة", r"ساعت(?:ين|ان|َي|َا)")),
    ("dit[ëe]\\w*", (r"يوم(?:[ًا]+)?", r"يوم(?:ين|ان|َي|َا)")),
    ("metr\\w*", (r"متر(?:[ًا]+)?", r"متر(?:ين|ان|َي|َا)")),
)
_ONE_AND_TWO: Final = tuple(
    (
        (
            re.compile(rf"\bnj[ëe] (?:{unit})\b", re.IGNORECASE),
            re.compile(rf"\b(?:dy|2)(?: |-)?(?:{unit})", re.IGNORECASE),
        ),
        tuple(
            re.compile(rf"(?<!\w)[وفبلك]{{0,2}}(?:ال)?(?:{form})(?![\w{VOWEL_MARKS}])")
            for form in arabic
        ),
    )
    for unit, arabic in _UNITS
)
_SCORE: Final = re.compile(
    r"(?<![\d.,:/–-])(\d{1,2})(?:\s?[–-]\s?|:(?=\d(?!\d))| (?:me|to|مقابل) )(\d{1,2})(?![\d.,:/–-]\d|\d)"
)
_PLAYED: Final = re.compile(
    r"\b(?:fitoi|fituan|fitore|humb\w+|mund(?:i|ën)|mposht\w*|rezultat\w*|final\w*|barazi\w*)\b"
)
_TWO: Final = re.compile(r"اثن|اثنت|(?<!\d)2(?!\d)|نصف شهري|كلا|كلتا|ثنائي|مزدوج")
VAGUE: Final = gettext_noop(
    "Dozens, hundreds or thousands: the translation says another of them than the source."
)
_MINUS: Final = re.compile(
    r"\bminus \d+|(?<![\w.,])[−–-]\d+(?:[.,]\d)?(?: (?:deri(?: në)?|dhe|e) \d+)? ?(?:°|gradë)"
)
_BELOW: Final = re.compile(
    r"\b(?:below|minus|sub-?zero)|(?<!\w)(?:تحت|دون|سالب|ناقص)|[−–-]\s?\d|\d\s?[−–-]"
)


def check(pair: Pair) -> Findings:
    made = pair.matched
    before, after = pair.source.figures.vague, pair.text.figures.vague
    if before and after and before != after:
        yield pair.text.finding(NAME, VAGUE)
    yield from _shares(pair)
    yield from _pairs(pair)
    yield from _scores(pair)
    yield from _below_zero(pair)
    # "Third parties" count nobody: an ordinal in words is told beside one that is lost.
    told = made.lost or _is_no_longer_first(pair)
    new = made.added if told else [n for n in made.added if not _is_ordinal(pair, n)]
    for lost, added in zip_longest(made.lost, new):
        source = _words(pair.source.text, lost)
        if added is None:
            yield pair.text.finding(NAME, LOST, source=source)
        elif lost is None:
            yield pair.text.finding(NAME, ADDED, added.start, added.end)
        else:
            yield pair.text.finding(NAME, LOST_AND_ADDED, added.start, added.end, source=source)


def _below_zero(pair: Pair) -> Findings:
    """ "−11 °C" has become 11 degrees."""
    if pair.source.language != "sq":
        return
    cold = _MINUS.search(pair.source.prose)
    if cold and not _BELOW.search(pair.text.prose):
        yield pair.text.finding(NAME, LOST, source=cold.group())


def _is_no_longer_first(pair: Pair) -> bool:
    """ "First prize" has become "third prize"."""
    first, stays = _FIRST["sq"], _FIRST[pair.text.language]
    return bool(first.search(pair.source.prose)) and not stays.search(pair.text.prose)


def _is_ordinal(pair: Pair, number: Number) -> bool:
    word = pair.text.text[number.start : number.end]
    return number.word and bool(_ORDINAL[pair.text.language].search(word))


def _scores(pair: Pair) -> Findings:
    """Who won 3–1 did not win 3–2, whoever stands first."""
    theirs, ours = (list(_SCORE.finditer(reading.prose)) for reading in (pair.source, pair.text))
    if len(theirs) != 1 or len(ours) != 1 or not _PLAYED.search(pair.source.prose):
        return
    one, other = theirs[0], ours[0]
    if sorted(one.groups()) != sorted(other.groups()):
        yield pair.text.finding(NAME, LOST_AND_ADDED, *other.span(), source=one.group())


def _pairs(pair: Pair) -> Findings:
    """One week is no two weeks: Arabic says both in one word, which is no number to be matched."""
    if pair.text.language != "ar" or pair.source.language != "sq":
        return
    for theirs, ours in _ONE_AND_TWO:
        one, two = (words.search(pair.source.prose) for words in theirs)
        single, dual = (words.search(pair.text.prose) for words in ours)
        if one and not two and dual and not single:
            yield pair.text.finding(NAME, LOST_AND_ADDED, *dual.span(), source=one.group())
        elif two and not one and single and not dual and not _TWO.search(pair.text.prose):
            yield pair.text.finding(NAME, LOST_AND_ADDED, *single.span(), source=two.group())


def _shares(pair: Pair) -> Findings:
    """Two thirds are no third, where both sides name shares."""
    before = fractions(pair.source.spoken, pair.source.language)
    if not before:
        return
    after = fractions(pair.text.spoken, pair.text.language)
    lost = [words for value, words in before.items() if value not in after]
    added = [words for value, words in after.items() if value not in before]
    if lost and added:
        yield pair.text.finding(NAME, LOST_AND_ADDED, source=lost[0], found=added[0])


def _words(text: str, number: Number | None) -> str:
    return text[number.start : number.end].strip() if number else ""
