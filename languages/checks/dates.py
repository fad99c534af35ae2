"""Months and days of the week, and which day belongs to which month."""

import re
from itertools import zip_longest

from languages.checks.finding import Findings
from languages.checks.pair import ADDED, LOST, LOST_AND_ADDED, Pair
from languages.checks.reading import Reading

NAME = "dates"
_TOMORROW = re.compile(r"\b(?:[Nn]esër|[Pp]asnesër|[Ss]ot|[Ss]onte|[Dd]je)\b")
_Places = dict[object, tuple[int, int]]


def check(pair: Pair) -> Findings:
    theirs, ours = pair.source.figures, pair.text.figures
    months = (_places(theirs.months), _places(ours.months))
    yield from _differ(
        pair,
        _without(months[0], ours.named_after - set(months[1])),
        _without(months[1], theirs.named_after - set(months[0])),
        both_ways=True,
    )
    weekdays = (_places(theirs.weekdays), _places(ours.weekdays))
    yield from _differ(pair, *weekdays, both_ways=bool(theirs.weekdays) or _says_when(pair))
    places = [(start, end) for *_, start, end in ours.dates]
    added = [n for n in pair.matched.added if not any(a <= n.start < b for a, b in places)]
    if set(months[0]) == set(months[1]) and not pair.matched.lost and not added:
        days = {(d, m): (a, b) for d, m, a, b in theirs.dates}
        others = {(d, m): (a, b) for d, m, a, b in ours.dates}
        if len(days) == len(others):
            yield from _differ(pair, days, others, both_ways=True)  # type: ignore[arg-type]


def _says_when(pair: Pair) -> bool:
    """ "Tomorrow" is no Friday: which day it is, only a date can tell."""
    return not pair.source.figures.dates and bool(_TOMORROW.search(pair.source.prose))


def _without(places: _Places, months: set[int]) -> _Places:
    return {value: place for value, place in places.items() if value not in months}


def _places(found: list[tuple[int, int, int]]) -> _Places:
    places: _Places = {}
    for value, start, end in found:
        places.setdefault(value, (start, end))
    return places


def _differ(pair: Pair, theirs: _Places, ours: _Places, *, both_ways: bool) -> Findings:
    lost = [place for value, place in theirs.items() if value not in ours]
    added = [place for value, place in ours.items() if value not in theirs]
    for before, after in zip_longest(lost, added if both_ways else []):
        source = _said(pair.source, before)
        if after is None:
            yield pair.text.finding(NAME, LOST, source=source)
        else:
            yield pair.text.finding(
                NAME, LOST_AND_ADDED if before else ADDED, *after, source=source
            )


def _said(reading: Reading, place: tuple[int, int] | None) -> str:
    return reading.text[place[0] : place[1]].strip() if place else ""
