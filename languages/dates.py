"""Dates and hours in words, as the style guide writes them.

Names of months and days are Babel's; the patterns around them are ours. Digits are always 0–9.
Every function raises KeyError for a language that is not one of the three.
"""

import functools
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date

from languages.locales import BABEL

TIRANE: Final = ZoneInfo("Europe/Tirane")

_WITH_WEEKDAY: Final = {
    "sq": "EEEE, d MMMM y",
    "en": "EEEE d MMMM y",
    "ar": "EEEE، d MMMM y",
}
_CLOCK: Final = {"sq": "ora {}", "en": "{}", "ar": "الساعة {}"}
_MOMENT: Final = {"sq": "{}, {}", "en": "{}, {}", "ar": "{}، {}"}
# The same month shares its name: "9–11 nëntor"; otherwise each day carries its own.
_WITHIN_A_MONTH: Final = {"sq": "{}–{}", "en": "{}–{}", "ar": "من {} إلى {}"}
_ACROSS_MONTHS: Final = {"sq": "{} – {}", "en": "{} – {}", "ar": "من {} إلى {}"}


def long_date(day: date, language: str, *, weekday: bool = True) -> str:
    """`e hënë, 9 nëntor 2026`; without the weekday `9 nëntor 2026`.

    An aware datetime counts as its day in Europe/Tirane.
    """
    return _written(day, _WITH_WEEKDAY[language] if weekday else "d MMMM y", language)


def short_period(start: date, end: date, language: str) -> str:
    """`9–11 nëntor`, both days included; the year only where the period crosses into another.

    ValueError if it ends before it starts.
    """
    start, end = _day(start), _day(end)
    if end < start:
        raise ValueError(f"the period ends on {end}, before it starts on {start}")
    if start.year != end.year:
        first, last, joined = "d MMMM y", "d MMMM y", _ACROSS_MONTHS
    elif start.month != end.month:
        first, last, joined = "d MMMM", "d MMMM", _ACROSS_MONTHS
    else:
        first, last, joined = "d", "d MMMM", _WITHIN_A_MONTH
    if start == end:
        return _written(end, last, language)
    return joined[language].format(_written(start, first, language), _written(end, last, language))


def clock(hour: time, language: str) -> str:
    """`ora 17:30`, of 24 hours."""
    return _CLOCK[language].format(f"{hour:%H:%M}")


def moment(at: datetime, language: str) -> str:
    """`e hënë, 9 nëntor 2026, ora 17:30` in Europe/Tirane. ValueError for a naive datetime."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    local = at.astimezone(TIRANE)
    return _MOMENT[language].format(long_date(local, language), clock(local.time(), language))


def month_name(month: int, language: str) -> str:
    """`nëntor` for 11, as it stands inside a sentence."""
    return _written(date(2026, month, 1), "MMMM", language)


def month_and_year(day: date, language: str) -> str:
    """`tetor 2026`."""
    return _written(day, "MMMM y", language)


def weekday_name(day: date, language: str) -> str:
    """`e hënë`."""
    return _written(day, "EEEE", language)


def _written(day: date, pattern: str, language: str) -> str:
    return _formatted(_day(day), pattern, language)


@functools.lru_cache(maxsize=8192)
def _formatted(day: date, pattern: str, language: str) -> str:
    """A page says dozens of dates, and the next one the same."""
    return format_date(day, pattern, locale=BABEL[language])


def _day(value: date) -> date:
    if isinstance(value, datetime):
        return (value.astimezone(TIRANE) if value.tzinfo else value).date()
    return value
