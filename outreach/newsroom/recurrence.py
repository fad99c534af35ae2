"""On which days an event comes, and hours that a clock of Europe/Tirane shows.

Hours are kept as people say them, so an event stays at 17:00 when the clocks change. One that ends
at an earlier hour than it begins ends on the next day.
"""

import calendar
import datetime
from collections.abc import Iterator, Mapping
from itertools import count, islice
from typing import Any

from django.utils import timezone

MOST_DATES = 60
"""Dates that one event may have: a year and a week of every week."""
_DAYS_OF_A_WEEK = 7


def dates_of(facts: Mapping[str, Any]) -> list[datetime.date]:
    """Every date of an event, the first one first; more than `MOST_DATES` are cut after one more."""
    first = datetime.date.fromisoformat(facts["on_date"])
    if not facts.get("repeats"):
        return [first]
    until = datetime.date.fromisoformat(facts["until"])
    days = _weeks(first, facts["every"]) if facts["repeats"] == "week" else _months(first)
    return list(islice(_up_to(days, until), MOST_DATES + 1))


def _up_to(days: Iterator[datetime.date], until: datetime.date) -> Iterator[datetime.date]:
    for day in days:
        if day > until:
            return
        yield day


def _weeks(first: datetime.date, every: int) -> Iterator[datetime.date]:
    return (first + datetime.timedelta(weeks=every * n) for n in count())


def _months(first: datetime.date) -> Iterator[datetime.date]:
    """The same weekday of each month that has it: the second Tuesday; of a fifth the last one."""
    nth = (first.day - 1) // _DAYS_OF_A_WEEK + 1
    for n in count(first.month - 1):
        year, month = first.year + n // 12, n % 12 + 1
        yield nth_weekday(year, month, first.weekday(), nth)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> datetime.date:
    begins, length = calendar.monthrange(year, month)
    day = 1 + (weekday - begins) % _DAYS_OF_A_WEEK + _DAYS_OF_A_WEEK * (nth - 1)
    if day > length:
        day -= _DAYS_OF_A_WEEK
    return datetime.date(year, month, day)


def moment(day: datetime.date, hour: datetime.time) -> datetime.datetime:
    """When it is that hour in Europe/Tirane; of one that comes twice, the first."""
    return datetime.datetime.combine(day, hour, timezone.get_default_timezone())


def is_skipped(day: datetime.date, hour: datetime.time) -> bool:
    """Whether the clocks jump over that hour: in spring two o'clock is three."""
    then = moment(day, hour)
    back = then.astimezone(datetime.UTC).astimezone(timezone.get_default_timezone())
    return back.replace(tzinfo=None) != then.replace(tzinfo=None)


def ends(
    day: datetime.date, starts_at: datetime.time, ends_at: datetime.time | None
) -> datetime.datetime | None:
    """When an event is over: an hour before its beginning is one of the next day."""
    if ends_at is None:
        return None
    return moment(day + datetime.timedelta(days=ends_at < starts_at), ends_at)
