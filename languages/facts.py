"""The facts that a translation may not change: numbers, dates, telephone numbers.

Texts come with the digits 0–9 and without invisible marks (`words.plain`).
"""

import re
from collections import Counter
from decimal import Decimal
from functools import cache
from typing import Final

from languages.dates import month_name

_FIXED = "\u00a0\u202f\u2009"  # spaces that hold a number together
_TELEPHONE: Final = re.compile(
    rf"(?<![\w+])(?:\+|00)\d(?:[ {_FIXED}./-]?\d){{6,14}}(?!\d)"
    rf"|(?<![\d+])0\d{{1,2}}(?:[ {_FIXED}/-]?\d){{6,8}}(?!\d)"
    rf"|(?<!\d)116[ {_FIXED}]?[01]\d\d(?!\d)"  # the European numbers of social value
)
_CLOCK: Final = re.compile(r"(?<!\d)(\d{1,2}):(\d\d)(?!\d)")
_CLOCK_SQ: Final = re.compile(r"\b([Oo]r[aë]s? )(\d{1,2})\.(\d\d)(?!\d)")
_DAY_FIRST: Final = re.compile(r"(?<!\d)(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)")
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
# Albanian groups with a space (in old texts with a point), the others with a comma.
_GROUPING: Final = {"sq": _FIXED + ".", "en": _FIXED + ",", "ar": _FIXED + ",٬"}
_POINT: Final = {"sq": ",.", "en": ".", "ar": ".٫"}
_ENDINGS: Final = {"sq": "(?:i|it|in)?", "en": "", "ar": ""}
_JOINTS: Final = {"sq": "", "en": "(?:st|nd|rd|th)?(?: of)?", "ar": "(?: من)?"}


def telephones(text: str) -> Counter[str]:
    """Long numbers and 116 xxx, as digits; three-digit numbers are numbers like others."""
    found = (re.sub(r"[^\d+]", "", m.group()) for m in _TELEPHONE.finditer(text))
    return Counter(re.sub(r"^00", "+", n) for n in found)


def dates(text: str, language: str) -> Counter[tuple[int, int]]:
    """Day and month of each date, written in figures or in words; day 0 for `tetor 2026`."""
    found = Counter((int(m[1]), int(m[3])) for m in _DAY_FIRST.finditer(text))
    found.update((int(m[3]), int(m[2])) for m in _YEAR_FIRST.finditer(text))
    for match in _in_words(language).finditer(text):
        month = next(i for i in range(1, 13) if match[f"m{i}"])
        found[int(match["before"] or match["after"] or 0), month] += 1
    return found


def numbers(text: str, language: str) -> tuple[Counter[str], Counter[str]]:
    """The numbers in two readings: a plain space parts `9 112`, or it groups thousands.

    Telephones are left out, and the month of a date in figures, which may become a word.
    """
    text = _TELEPHONE.sub(" ; ", text)
    text = _YEAR_FIRST.sub(r" \3 ; \1 ; ", text)
    text = _DAY_FIRST.sub(r" \1 ; \4 ; ", text)
    if language == "sq":
        text = _CLOCK_SQ.sub(r"\1\2:\3", text)
    clocks = Counter(f"{int(m[1]):02}:{m[2]}" for m in _CLOCK.finditer(text))
    rest = _CLOCK.sub(" ; ", text)
    apart, grouped = (
        clocks + Counter(_value(m, language) for m in _number(language, space).finditer(rest))
        for space in ("", " ")
    )
    return apart, grouped


def _value(match: re.Match[str], language: str) -> str:
    whole = re.sub(r"\D", "", match["whole"])
    value = Decimal(f"{whole}.{match['part'] or '0'}")
    return f"{value.normalize():f}"


@cache
def _number(language: str, space: str) -> re.Pattern[str]:
    grouping = re.escape(_GROUPING[language] + space)
    return re.compile(
        rf"(?<!\d)(?P<whole>\d{{1,3}}(?:[{grouping}]\d{{3}})+(?!\d)|\d+)"
        rf"(?:[{_POINT[language]}](?P<part>\d+))?"
    )


@cache
def _in_words(language: str) -> re.Pattern[str]:
    months = "|".join(
        f"(?P<m{i}>{_spelled(month_name(i, language))}{_ENDINGS[language]})" for i in range(1, 13)
    )
    day = r"(?<!\d)(?P<before>\d{1,2})" + _JOINTS[language] + r"\s+"
    # "November 9" is English only: in Albanian "nëntor 12 banorë" counts residents.
    day_after = r"\s+(?P<after>\d{1,2})(?![\d:.,]\d|\d)" if language == "en" else "(?P<after>(?!))"
    after = rf"(?:{day_after}|،?\s+\d{{4}})"
    # A month's name counts only beside a number: "mars" and "may" are also other words.
    return re.compile(rf"(?:{day})?\b(?:{months})\b(?(before)|{after})", re.IGNORECASE)


def _spelled(name: str) -> str:
    return name.replace("ë", "[ëe]").replace("أ", "[أإا]")
