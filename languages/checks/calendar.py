"""Days that no month has, weekdays of other dates, hours that no clock shows."""

import datetime
import re
from itertools import pairwise
from typing import Final

from languages.checks.finding import Findings, gettext_noop
from languages.checks.reading import Reading

NAME: Final = "dates"
NO_DAY: Final = gettext_noop("There is no such day: %(found)s")
OTHER_DAY: Final = gettext_noop("That date is another day of the week: %(found)s")
NO_HOUR: Final = gettext_noop("No clock shows this: %(found)s")
NO_YEAR: Final = gettext_noop("There is no such year: %(found)s")
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NO_HOUR: Final = re.compile(
    r"(?<![\d:.,/])(?:[01]?\d|2[0-4]):[6-9]\d(?![\d:])|(?<![\d:.,/])(?:2[5-9]|[3-9]\d):[0-5]\d(?![\d:])|"
    r"\b[Oo]r[ëae]n? (?:2[5-9]|[3-9]\d)\.[0-5]\d(?!\d|[.,]\d)"
)
_YEAR: Final = re.compile(
    r",? ?(?:(?:i|e|të|vitit|of|من عام|عام|من سنة|لعام) ?){0,2}((?:19|20)\d\d)(?!\d)"
)
_NEAR: Final = re.compile(
    r"(?: e [A-ZËÇ]\w+)?[,،]?\s?(?:(?:më|datë|on|the|في|الموافق|بتاريخ|موافق)[,،]?\s?){0,2}"
)
_AND_ANOTHER: Final = re.compile(r"\d{1,2}\.?\s?(?:dhe|e|and|or|ose|–|-|,|و|أو)\s?\d")
_JOINED: Final = re.compile(r" (?:dhe|e|and) | و")
_AFTER: Final = re.compile(r"(?:,? ?(?:të |e )?(?:19|20)\d\d)?[,،]?\s?(?:të |e |on |a |يوم )?")
_NO_DAY: Final = re.compile(
    r"(?<![\d.,])(?:3[2-9]|[4-9]\d) (?:(?:janar|shkurt|mars|prill|maj|qershor|korrik|gusht|shtator|tetor|"
    r"nëntor|dhjetor)(?:it|i|in)?|January|February|March|April|June|July|August|September|October|"
    r"November|December)\b"
)
_NO_MONTH: Final = re.compile(
    r"(?<![\d.])(?:\d{1,2}([./])(?:1[3-9]|[2-9]\d)\1|(?:3[2-9]|[4-9]\d)([./])\d{1,2}\2)(?:19|20)\d\d(?!\d)"
)
"""In Albanian the day stands first."""
_NO_YEAR: Final = re.compile(
    r"\b(?:vit(?:i|in|it)|year|in(?= 20\d{3}\b)) \d{5,}|(?<!\w)(?:عام|سنة) \d{5,}"
)


def check(reading: Reading) -> Findings:
    for match in _NO_DAY.finditer(reading.prose):
        yield reading.finding(NAME, NO_DAY, *match.span())
    for match in _NO_YEAR.finditer(reading.prose):
        yield reading.finding(NAME, NO_YEAR, *match.span())
    for match in _NO_HOUR.finditer(reading.prose):
        yield reading.finding(NAME, NO_HOUR, *match.span())
    for match in _NO_MONTH.finditer(reading.prose) if reading.language == "sq" else ():
        yield reading.finding(NAME, NO_DAY, *match.span())
    yield from _two_days(reading)
    for day, month, start, end in reading.figures.dates:
        if day > _DAYS[month - 1]:
            yield reading.finding(NAME, NO_DAY, start, end)
            continue
        year = _year(reading.prose, start, end)
        for weekday, begin, stop in reading.figures.weekdays:
            beside = (stop < start and _NEAR.fullmatch(reading.prose[stop:start])) or (
                begin > end and _AFTER.fullmatch(reading.prose[end:begin])
            )
            if (
                year
                and beside
                and not _of_two(reading.prose, begin, start)
                and _is_other(year, month, day, weekday)
            ):
                yield reading.finding(NAME, OTHER_DAY, begin, end)


def _two_days(reading: Reading) -> Findings:
    """ "On Saturday and Sunday, 10 and 11 October 2026": each day with its date."""
    weekdays, dates = reading.figures.weekdays, reading.figures.dates
    for (one, begin, end), (other, start, stop) in pairwise(weekdays):
        if not _JOINED.fullmatch(reading.prose[end:start]):
            continue
        for (day, month, a, _), (later, same, b, last) in pairwise(
            sorted(dates, key=lambda d: d[2])
        ):
            year = _year(reading.prose, b, last)
            if (
                year
                and month == same
                and later == day + 1
                and _NEAR.fullmatch(reading.prose[stop:a])
                and (_is_other(year, month, day, one) or _is_other(year, month, later, other))
            ):
                yield reading.finding(NAME, OTHER_DAY, begin, stop)


def _of_two(text: str, weekday: int, date: int) -> bool:
    """ "Thursday and Friday, 15 and 16 January": the weekday is of the later date."""
    return weekday < date and bool(_AND_ANOTHER.match(text, date))


def _year(text: str, start: int, end: int) -> int | None:
    match = _YEAR.match(text, end) or re.search(r"[./-]((?:19|20)\d\d)$", text[start:end])
    return int(match[1]) if match else None


def _is_other(year: int, month: int, day: int, weekday: int) -> bool:
    try:
        return datetime.date(year, month, day).isoweekday() != weekday
    except ValueError:  # 29 February of a year without it
        return True
