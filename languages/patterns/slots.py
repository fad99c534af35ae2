"""What a slot may hold, and how each language writes it."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from babel import Locale
from fluent.runtime.types import FluentType

from languages import LANGUAGES, dates
from languages.numbers import number

_REFERENCE: Final = re.compile(r"\d{4}-\d+")
_TELEPHONE: Final = re.compile(r"\+?\d[\d\u00a0 ]*\d")
_BAND: Final = re.compile(r"\d+(?:–\d+|\+)")
_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_HOURS: Final = {"sq": "ora {}–{}", "en": "{}–{}", "ar": "من الساعة {} إلى الساعة {}"}


class SlotError(Exception):
    """A slot is missing, has no place in the pattern, or holds what it may not."""


class Audience(StrEnum):
    CHILDREN = "children"
    PUPILS = "pupils"
    YOUNG_PEOPLE = "young_people"
    PARENTS = "parents"
    TEACHERS = "teachers"
    WOMEN_AND_GIRLS = "women_and_girls"
    OLDER_PEOPLE = "older_people"
    RURAL_RESIDENTS = "rural_residents"
    DISABILITIES = "disabilities"
    RESIDENTS = "residents"


class Channel(StrEnum):
    """How a question came."""

    PAPER = "paper"
    TELEPHONE = "telephone"
    UNIT_HEAD = "unit_head"
    MEDIATOR = "mediator"
    YOUTH_COUNCIL = "youth_council"


@dataclass(frozen=True)
class Name:
    """A name as sentences need it: for each language its forms, and what agrees with it.

    `forms["sq"]` has nominative, accusative and genitive (which is also the dative), for places
    also definite; `forms["en"]` nominative as it stands in a sentence (`the Municipality of …`).
    `title` is the name alone. A form that is not given is the nominative.
    `agrees`: sq and en `singular` or `plural`, ar `masculine` or `feminine`.
    """

    forms: Mapping[str, Mapping[str, str]]
    agrees: Mapping[str, str]


def named(names: Mapping[str, str]) -> Name:
    """A name whose cases nobody wrote down: it stands unchanged beside a word that has them."""
    sq, en, ar = (names[language] for language in LANGUAGES)
    return Name(
        forms={
            "sq": {
                "nominative": f"institucioni “{sq}”",
                "accusative": f"institucionin “{sq}”",
                "genitive": f"institucionit “{sq}”",
                "title": sq,
            },
            "en": {"nominative": f"the institution “{en}”", "title": en},
            "ar": {"nominative": f"مؤسسة «{ar}»", "title": ar},
        },
        agrees={"sq": "singular", "en": "singular", "ar": "feminine"},
    )


class Count(int, FluentType):
    """Chooses its plural, and is written with the language's own grouping."""

    def format(self, locale: Locale) -> str:
        return number(int(self), locale.language)


@dataclass(frozen=True)
class Day(FluentType):
    on: datetime.date

    def format(self, locale: Locale) -> str:
        return dates.long_date(self.on, locale.language, weekday=False)


@dataclass(frozen=True)
class Month(FluentType):
    first: datetime.date

    def format(self, locale: Locale) -> str:
        return dates.month_and_year(self.first, locale.language)


@dataclass(frozen=True)
class Hour(FluentType):
    at: datetime.time

    def format(self, locale: Locale) -> str:
        return dates.clock(self.at, locale.language)


@dataclass(frozen=True)
class Share(FluentType):
    percent: Decimal | int

    def format(self, locale: Locale) -> str:
        return f"{number(self.percent, locale.language)}%"


@dataclass(frozen=True)
class LeftToRight(FluentType):
    """Numbers with a stroke or a space in them, which Arabic would turn round."""

    text: str

    def format(self, locale: Locale) -> str:
        return f"\u2066{self.text}\u2069" if locale.language == "ar" else self.text


@dataclass(frozen=True)
class Named(FluentType):
    name: Name

    def format(self, locale: Locale) -> str:
        return self.case(locale.language, "nominative")

    def case(self, language: str, case: str) -> str:
        forms = self.name.forms[language]
        return forms.get(case) or forms["nominative"]


@dataclass(frozen=True)
class Written(FluentType):
    """Words that somebody wrote and reviewed, one text a language."""

    words: Mapping[str, str]

    def format(self, locale: Locale) -> str:
        return self.words[locale.language].rstrip(".")


def _count(value: Any) -> FluentType | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return Count(value) if whole and value >= 0 else None


def _day(value: Any) -> FluentType | None:
    plain = isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
    return Day(value) if plain else None


def _month(value: Any) -> FluentType | None:
    return Month(value) if _day(value) else None


def _hour(value: Any) -> FluentType | None:
    return Hour(value) if isinstance(value, datetime.time) else None


def _share(value: Any) -> FluentType | None:
    fits = isinstance(value, int | Decimal) and not isinstance(value, bool) and 0 <= value <= 100
    return Share(value) if fits else None


def _name(value: Any) -> FluentType | None:
    return Named(value) if isinstance(value, Name) else None


def _written(value: Any) -> FluentType | None:
    words = isinstance(value, Mapping) and all(value.get(language) for language in LANGUAGES)
    return Written(value) if words else None


def _shaped(shape: re.Pattern[str]) -> Callable[[Any], FluentType | None]:
    def read(value: Any) -> FluentType | None:
        return LeftToRight(value) if isinstance(value, str) and shape.fullmatch(value) else None

    return read


def _one_of(choices: type[StrEnum]) -> Callable[[Any], str | None]:
    return lambda value: str(value) if value in {str(one) for one in choices} else None


Read = Callable[[Any], FluentType | str | None]

KINDS: Final[Mapping[str, tuple[str, Read]]] = {
    # The name of a slot → what it holds, in words, and how it is read (None: it may not hold that).
    **dict.fromkeys(
        (
            *("count", "participants", "present", "seats", "needed", "edition", "figure"),
            *("in_favour", "against", "abstained", "done", "in_time", "late", "right", "wrong"),
        ),
        ("a whole number", _count),
    ),
    **dict.fromkeys(
        (
            *("on", "new_on", "wrong_on", "done_on"),
            *("deadline", "new_deadline", "first", "last"),
        ),
        ("a date", _day),
    ),
    "month": ("a date in the month", _month),
    **dict.fromkeys(("at", "until"), ("a time", _hour)),
    "share": ("a percentage from 0 to 100", _share),
    **dict.fromkeys(("institution", "unit"), ("a Name", _name)),
    **dict.fromkeys(
        ("place", "title", "reason", "label", "line"), ("a text in each language", _written)
    ),
    **dict.fromkeys(
        ("decision", "new_decision", "reference"), ("a number like 2026-3", _shaped(_REFERENCE))
    ),
    **dict.fromkeys(("telephone", "other_telephone"), ("a telephone number", _shaped(_TELEPHONE))),
    "band": ("a band like 5–9", _shaped(_BAND)),
    "email": ("an email address", _shaped(_EMAIL)),
    "audience": ("an Audience", _one_of(Audience)),
    "channel": ("a Channel", _one_of(Channel)),
}


def read(name: str, value: Any) -> FluentType | str:
    """Raises SlotError for a value that this slot may not hold."""
    what, reader = KINDS[name]
    found = reader(value)
    if found is None:
        raise SlotError(f"${name} must be {what}, not {value!r}.")
    return found


def functions(language: str) -> dict[str, Callable[..., str]]:
    """What a pattern may call: a name's case and agreement, a weekday, a period, opening hours."""
    return {
        "CASE": lambda name, case: name.case(language, case),
        "AGREES": lambda name: name.name.agrees[language],
        "WEEKDAY": lambda day: dates.long_date(day.on, language),
        "PERIOD": lambda first, last: dates.short_period(first.on, last.on, language),
        "HOURS": lambda at, until: _HOURS[language].format(f"{at.at:%H:%M}", f"{until.at:%H:%M}"),
    }
