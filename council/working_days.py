"""Days on which Albania's administration works: no Saturday, no Sunday, no public holiday.

The holidays are `holidays.csv` of the city's folder: `MM-DD` is every year, a whole date that year
alone. Source: Law 7651 of 21.12.1992 on official holidays and memorial days, as amended up to 2024
(22 November was added then), and the yearly calendars of the Bank of Albania, which state the rule
that a holiday on a Saturday or Sunday moves to the next working day. The two Easters are computed.

Uncertain, marked `no` in the list: both Bajrams follow the moon, and their day is confirmed shortly
before. Those of 2026 are in Diyanet's calendar, which the Muslim community has followed; those of
2027 and 2028 are astronomical. The day before and the day after count as no working days either, so
that an institution has rather more time than less. Single days off that the government grants in a
year are not known in advance: enter them as a row.
"""

import datetime
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from django.conf import settings

SATURDAY = 5
A_DAY = datetime.timedelta(days=1)


class YearNotListed(Exception):
    """The list has no movable feasts of a year: which days are worked on in it is not known."""


def after(day: datetime.date, count: int) -> datetime.date:
    """The day on which so many whole working days have gone by since `day`, which is not one of
    them. Raises YearNotListed."""
    while count:
        day += A_DAY
        count -= is_working_day(day)
    return day + A_DAY


def is_working_day(day: datetime.date) -> bool:
    """Raises YearNotListed."""
    return day.weekday() < SATURDAY and day not in _days_off(day.year)


@cache
def _days_off(year: int) -> frozenset[datetime.date]:
    rows = settings.CITY.holidays
    if not any(row["day"].startswith(f"{year}-") for row in rows):
        raise YearNotListed(str(year))
    return _moved({day for row in rows for day in _days_of(row, year)})


def _days_of(row: Mapping[str, str], year: int) -> Iterator[datetime.date]:
    listed = row["day"]
    if len(listed) > len("MM-DD") and not listed.startswith(f"{year}-"):
        return
    day = datetime.date.fromisoformat(f"{year}-{listed[-5:]}")
    yield from (day,) if row["sure"] == "yes" else (day - A_DAY, day, day + A_DAY)


def _moved(holidays: Collection[datetime.date]) -> frozenset[datetime.date]:
    """With the working days to which those on a Saturday or Sunday move."""
    off = set(holidays)
    for holiday in sorted(holidays):
        day = holiday
        if holiday.weekday() >= SATURDAY:
            while day.weekday() >= SATURDAY or day in off:
                day += A_DAY
            off.add(day)
    return frozenset(off)
