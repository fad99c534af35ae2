"""Numbers, in figures or in words: none lost, none added, none changed."""

import re
from itertools import zip_longest
from typing import Final

from languages.checks.finding import Findings, gettext_noop
from languages.checks.pair import ADDED, LOST, LOST_AND_ADDED, Pair
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
VAGUE: Final = gettext_noop(
    "Dozens, hundreds or thousands: the translation says another of them than the source."
)


def check(pair: Pair) -> Findings:
    made = pair.matched
    before, after = pair.source.figures.vague, pair.text.figures.vague
    if before and after and before != after:
        yield pair.text.finding(NAME, VAGUE)
    yield from _shares(pair)
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


def _is_no_longer_first(pair: Pair) -> bool:
    """ "First prize" has become "third prize"."""
    first, stays = _FIRST["sq"], _FIRST[pair.text.language]
    return bool(first.search(pair.source.prose)) and not stays.search(pair.text.prose)


def _is_ordinal(pair: Pair, number: Number) -> bool:
    word = pair.text.text[number.start : number.end]
    return number.word and bool(_ORDINAL[pair.text.language].search(word))


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
