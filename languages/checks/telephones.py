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


_WHO_ANSWERS: Final = {
    "129": {"sq": "polic", "en": "police", "ar": "شرط"},
    "128": {"sq": "zjarr", "en": "fire", "ar": "[إا]طفا"},
    "127": {"sq": "ambulanc", "en": "ambulance", "ar": "[إا]سعاف"},
}


def check(pair: Pair) -> Findings:
    yield from _exchanged_lines(pair)
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


def _exchanged_lines(pair: Pair) -> Findings:
    """The police by a number that the source gives for somebody else."""
    if pair.source.language != "sq" or pair.text.language not in ("en", "ar"):
        return
    for number, names in _WHO_ANSWERS.items():
        theirs = _led_by(pair.source, names["sq"])
        name = names[pair.text.language]
        ours = _led_by(pair.text, name)
        if (
            theirs
            and ours
            and _digits(theirs) == number != _digits(ours)
            and not re.search(rf"{number}[^.;؛]{{0,30}}{name}", pair.text.prose, re.IGNORECASE)
        ):
            source = pair.source.text[slice(*theirs.span())]
            yield pair.text.finding(NAME, LOST_AND_ADDED, *ours.span("number"), source=source)


def _led_by(reading: Reading, name: str) -> re.Match[str] | None:
    pattern = rf"{name}[^.,;:؛،\d]{{0,40}}(?<!\d)(?P<number>1\d\d(?: \d{{3}})?)(?! ?\d)"
    return re.search(pattern, reading.prose, re.IGNORECASE)


def _digits(match: re.Match[str]) -> str:
    return match["number"].replace(" ", "")


def alone(reading: Reading) -> Findings:
    for match in _MOBILE.finditer(reading.prose):
        yield reading.finding(NAME, TOO_SHORT, *match.span())
