"""The texts and dates of a city's demonstration, in terms of the month that it is about.

A date is written `"<offset> <weekday> <nth>"`, `"<offset> day <d>"` or `"<offset> last"`, the offset
in months; in a text the same stands in braces, and `{month +2}` is a month's name.
"""

import datetime
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from languages import LANGUAGES, dates

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SLOT = re.compile(r"\{([^{}]+)\}")


def read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


@dataclass(frozen=True)
class Calendar:
    """Dates as seen from a month (its first day)."""

    month: datetime.date

    def day(self, expression: str) -> datetime.date:
        """Raises ValueError for what is no date."""
        offset, *rest = expression.split()
        first = self._first(int(offset))
        match rest:
            case ["last"]:
                return self._first(int(offset) + 1) - datetime.timedelta(days=1)
            case ["day", number]:
                return first.replace(day=int(number))
            case [weekday, nth] if weekday in _WEEKDAYS:
                ahead = (_WEEKDAYS.index(weekday) - first.weekday()) % 7
                return first + datetime.timedelta(days=ahead + 7 * (int(nth) - 1))
        raise ValueError(f"This is no date: {expression!r}")

    def words(self, texts: dict[str, str]) -> dict[str, str]:
        """A text in its three languages with every slot filled."""
        return {language: self._fill(texts[language], language) for language in LANGUAGES}

    def _fill(self, text: str, language: str) -> str:
        return _SLOT.sub(lambda match: self._slot(match[1], language), text)

    def _slot(self, expression: str, language: str) -> str:
        if expression.startswith("month "):
            return dates.month_name(self._first(int(expression[6:])).month, language)
        return dates.long_date(self.day(expression), language, weekday=False)

    def _first(self, offset: int) -> datetime.date:
        months = self.month.year * 12 + self.month.month - 1 + offset
        return datetime.date(months // 12, months % 12 + 1, 1)
