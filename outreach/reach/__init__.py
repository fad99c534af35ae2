"""How many are reached: counts a day, of nobody in particular.

A page counts through `count`, which costs nothing and never fails; an action that must be counted
exactly when it happens, in its own transaction, through `enter`.
"""

import datetime
import logging
from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from languages import LANGUAGES
from outreach.models import ReachCount
from outreach.reach import counting
from outreach.reach.counting import Line
from outreach.reach.visits import tagged, visit_of

__all__ = ["Channel", "Kind", "add_up", "count", "count_visit", "enter", "tagged"]
log = logging.getLogger("portal.reach")
Kind, Channel = ReachCount.Kind, ReachCount.Channel
_KINDS, _CHANNELS = frozenset(Kind.values), frozenset(Channel.values)


def count_visit(request: HttpRequest, *, status: int) -> None:
    """Counts that a public page was read, if it was. Whatever goes wrong: the page stands."""
    try:
        visit = visit_of(request, status=status)
    except Exception:
        log.warning("a visit could not be read")
        return
    if visit:
        count(
            kind=visit.kind,
            language=visit.language,
            page=visit.page,
            issue=visit.issue,
            channel=visit.channel,
            place=visit.place,
            at=timezone.now(),
        )


def count(
    *,
    kind: str,
    language: str,
    at: datetime.datetime,
    page: str = "",
    issue: datetime.date | None = None,
    unit: str = "",
    place: str = "",
    channel: str = "",
    n: int = 1,
) -> None:
    """From a page: at once, in no transaction. Raises nothing."""
    try:
        counting.add(_line(kind, language, at, page, issue, unit, place, channel, n))
    except (OSError, ValueError) as error:
        log.warning("not counted: %s", type(error).__name__)


def enter(
    *,
    kind: str,
    language: str,
    at: datetime.datetime,
    page: str = "",
    issue: datetime.date | None = None,
    unit: str = "",
    place: str = "",
    channel: str = "",
    n: int = 1,
) -> None:
    """From an action of the workspace or of a worker: with its transaction, or not at all.

    Raises ValueError.
    """
    add_up([_line(kind, language, at, page, issue, unit, place, channel, n)])


def _line(
    kind: str,
    language: str,
    at: datetime.datetime,
    page: str,
    issue: datetime.date | None,
    unit: str,
    place: str,
    channel: str,
    n: int,
) -> Line:
    known = kind in _KINDS and channel in _CHANNELS and language in LANGUAGES
    if not known or n < 1:
        raise ValueError("Nothing is counted under this.")
    month = issue.replace(day=1).isoformat() if issue else ""
    day = timezone.localdate(at).isoformat()
    return Line(day, str(kind), month, page[:80], language, unit, place, str(channel), n)


def add_up(lines: Iterable[Line], places: Mapping[str, str] | None = None) -> int:
    """Adds to the table, in the transaction of the caller; how many lines counted.

    `places`: codes that are ours, with their units; of any other code nothing is kept.
    Several may add at once: always in the same order, so that nobody waits in a circle.
    """
    sums: Counter[tuple[str, ...]] = Counter()
    counted = 0
    for line in lines:
        key = _key(line, places)
        if key is not None:
            sums[key] += line.n
            counted += 1
    with connection.cursor() as cursor:
        for key, n in sorted(sums.items()):
            cursor.execute(_ADD, [*key, n])
    return counted


def _key(line: Line, places: Mapping[str, str] | None) -> tuple[str, ...] | None:
    """None for a line that says nothing we know, whoever wrote it."""
    try:
        datetime.date.fromisoformat(line.day)
        if line.issue:
            datetime.date.fromisoformat(line.issue)
    except (TypeError, ValueError):
        return None
    known = line.kind in Kind.values and line.language in LANGUAGES
    if not known or line.channel not in Channel.values or not isinstance(line.n, int):
        return None
    if line.n < 1:
        return None
    unit, place = line.unit, line.place
    if places is not None:
        place = place if place in places else ""
        unit = places.get(place, unit)
    return line.day, line.kind, line.issue, line.page, line.language, unit, place, line.channel


_ADD = """
INSERT INTO outreach_reachcount AS known
    (day, kind, issue, page, language, unit, place, channel, n)
VALUES (%s, %s, nullif(%s, '')::date, %s, %s, %s, %s, %s, %s)
ON CONFLICT (day, kind, issue, page, language, unit, place, channel)
DO UPDATE SET n = known.n + excluded.n
"""
