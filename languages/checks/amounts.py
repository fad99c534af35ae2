"""What a number counts: a percentage stays one, lek stay lek."""

import re
from itertools import zip_longest
from typing import Final

from languages.checks.finding import Findings, gettext_noop
from languages.checks.pair import ADDED, LOST, LOST_AND_ADDED, Pair

NAME = "amounts"
PERCENT_LOST = gettext_noop("%(found)s is a percentage in the source, but not in the translation.")
PERCENT_ADDED = gettext_noop("%(found)s is a percentage in the translation, but not in the source.")

_FURTHER: Final = re.compile(
    r"\s?(?:to|and|–|-|në|deri në|e|dhe|إلى|و)\s?[\d.,٫]+\s?"
    r"(?:%|٪|per ?cent|për qind|(?:ب|في )المئة|(?:ب|في )المائة)"
)


_NO_LEK: Final = re.compile(r"\basnjë $")
""" "Not one lek" is nothing."""


def check(pair: Pair) -> Findings:
    for theirs, ours in pair.matched.numbers:
        if theirs.percent != ours.percent and not theirs.weak and not ours.weak:
            if _percent_after(pair.text.prose, ours.end) or _percent_after(
                pair.source.prose, theirs.end
            ):
                continue
            template = PERCENT_LOST if theirs.percent else PERCENT_ADDED
            yield pair.text.finding(NAME, template, ours.start, ours.end)
    before, after = pair.source.figures.currencies, pair.text.figures.currencies
    lost = [
        pair.source.text[a:b]
        for name, (a, b) in before.items()
        if name not in after and not _NO_LEK.search(pair.source.prose, 0, a)
    ]
    added = [place for name, place in after.items() if name not in before]
    for source, place in zip_longest(lost, added):
        if place is None:
            yield pair.text.finding(NAME, LOST, source=source)
        else:
            template = LOST_AND_ADDED if source else ADDED
            yield pair.text.finding(NAME, template, *place, source=source or "")


def _percent_after(text: str, end: int) -> bool:
    """ "From 51 to 55 per cent": said once of both."""
    return bool(_FURTHER.match(text, end))
