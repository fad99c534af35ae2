"""Telephone numbers: each digit, and none in another's place."""

import re
from collections import Counter
from itertools import zip_longest
from typing import Final

from languages.checks.finding import Findings, gettext_noop
from languages.checks.pair import ADDED, LOST, LOST_AND_ADDED, Pair
from languages.checks.reading import Reading

NAME = "telephones"
TOO_SHORT: Final = gettext_noop("A mobile number has ten digits: %(found)s")
_MOBILE: Final = re.compile(r"(?<![\d+/-])06[6-9](?:[ ./-]?\d){1,6}(?![ ./-]?\d)")


def check(pair: Pair) -> Findings:
    theirs, ours = pair.source.figures.telephones, pair.text.figures.telephones
    wanted, there = Counter(t[0] for t in theirs), Counter(t[0] for t in ours)
    lost = [t for t in theirs if t[0] not in there]
    added = [t for t in ours if t[0] not in wanted]
    for before, after in zip_longest(lost, added):
        source = pair.source.text[before[1] : before[2]].strip() if before else ""
        if after is None:
            yield pair.text.finding(NAME, LOST, source=source)
        else:
            template = LOST_AND_ADDED if before else ADDED
            yield pair.text.finding(NAME, template, after[1], after[2], source=source)


def alone(reading: Reading) -> Findings:
    for match in _MOBILE.finditer(reading.prose):
        yield reading.finding(NAME, TOO_SHORT, *match.span())
