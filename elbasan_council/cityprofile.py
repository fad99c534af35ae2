"""The city profile: everything that names the city, read once from its folder.

Another city is another folder (PORTAL_CITY); no other code, template or catalogue names it.
"""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Names = Mapping[str, str]
"""One name in the three languages: {"sq": …, "en": …, "ar": …}."""


@dataclass(frozen=True)
class Profile:
    folder: Path
    city: Names
    city_cases: Mapping[str, str]
    """The Albanian name's cases: indefinite, definite, genitive."""
    council_name: Names
    council_short: Names
    authority: Names
    address: Names
    hours: Names
    telephone: str
    email: str
    domain: str
    units: tuple[Mapping[str, str], ...]
    agencies: tuple[Mapping[str, str], ...]
    seats: tuple[Mapping[str, str], ...]
    neighbours: tuple[Mapping[str, str], ...]
    """Places beyond the units that texts name."""
    neighbourhoods: int
    """How many the city has; they have numbers, no names."""
    categories: tuple[Mapping[str, str], ...]
    help_lines: tuple[Mapping[str, str], ...]
    help_line_notes: Mapping[str, Names]
    help_topics: tuple[Mapping[str, Any], ...]
    """The standing ones, a file each, in the order of the files' names."""
    leave_to: str
    """A harmless page elsewhere, for who must leave a page quickly: its address."""
    entrance: Names
    """How one gets in without steps."""
    spoken: Names
    """The languages that are spoken at the counter."""
    links: tuple[Mapping[str, str], ...]
    """Sites of others that pages may lead to: id, of (an institution's code, a line's number), url,
    and what the link is called."""
    does: Mapping[str, Names]
    """What an institution does for residents, by its code."""
    seats_do: Mapping[str, Names]
    """The same of a seat that is one of several of its institution, by the seat's code."""
    holidays: tuple[Mapping[str, str], ...]
    """Days on which the administration is closed; `bulletins.working_days` says how they are read."""

    def places(self) -> tuple[Names, ...]:
        """What a translation must call by its name: units, and the places around. A text need not
        repeat the city's own (`home`)."""
        home = [
            {**row, "home": "yes"} if row["sq"] == self.city["sq"] else row for row in self.units
        ]
        return (*home, *self.neighbours)

    def names(self, language: str) -> "CityInLanguage":
        return CityInLanguage(self, language)


@dataclass(frozen=True)
class CityInLanguage:
    """The profile as a template reads it: each name in the page's language."""

    profile: Profile
    language: str

    def __getattr__(self, name: str) -> str:
        value = getattr(self.profile, name)
        return value if isinstance(value, str) else value[self.language]


def read(folder: Path) -> Profile:
    """Reads a city's folder; a missing file or name raises at once, before anything starts."""
    with (folder / "profile.toml").open("rb") as file:
        named = tomllib.load(file)
    with (folder / "does.toml").open("rb") as file:
        does = tomllib.load(file)
    return Profile(
        folder=folder,
        city=named["city"],
        city_cases=named["city_cases"],
        council_name=named["council_name"],
        council_short=named["council_short"],
        authority=named["authority"],
        address=named["address"],
        hours=named["hours"],
        telephone=named["telephone"],
        email=named["email"],
        domain=named["domain"],
        units=_rows(folder / "administrative_units.csv"),
        agencies=_rows(folder / "agencies.csv"),
        seats=_rows(folder / "seats.csv"),
        neighbours=_rows(folder / "places.csv"),
        neighbourhoods=named["neighbourhoods"],
        categories=_rows(folder / "categories.csv"),
        help_lines=_rows(folder / "helplines.csv"),
        help_line_notes=named["help_line_notes"],
        help_topics=_topics(folder / "help"),
        leave_to=named["leave_to"],
        entrance=named["entrance"],
        spoken=named["spoken"],
        links=_rows(folder / "links.csv"),
        seats_do=does.pop("seats"),
        does=does,
        holidays=_rows(folder / "holidays.csv"),
    )


def _rows(path: Path) -> tuple[Mapping[str, str], ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _topics(folder: Path) -> tuple[Mapping[str, Any], ...]:
    return tuple(tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml")))
