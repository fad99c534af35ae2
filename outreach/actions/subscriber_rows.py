"""What a row of a list says of one subscriber, and what is wrong with it, as codes."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from languages.folding import fold
from press import spreadsheets
from press.addresses import NotAnAddress, fenced_off, normalise

COLUMNS = ("address", "language", "unit", "document", "day")
LONGEST = 300
"""Letters of a cell."""
EARLIEST = datetime.date(2000, 1, 1)
LIKE_A_FORMULA = ("=", "+", "-", "@")
_LANGUAGES = {
    **dict.fromkeys(("sq", "al", "shqip", "shqipe", "albanian"), "sq"),
    **dict.fromkeys(("en", "anglisht", "anglishte", "english"), "en"),
    **dict.fromkeys(("ar", "arabisht", "arabe", "arabic", fold("العربية"), fold("عربي")), "ar"),
}
_YES = frozenset({"po", "yes", "1", "x", "true", "pdf", fold("نعم")})
_NO = frozenset({"", "jo", "no", "0", "false", "-", fold("لا")})
_HEADINGS = {
    # What people write above a column, folded.
    "address": ("e-mail", "email", "e-mail address", "email address", "address", "adresa", "mail",
                "adresa e-mail", "posta elektronike", "adresa e postes elektronike",
                "adresa elektronike"),
    "language": ("language", "gjuha", "gjuha e letrave", "gjuha e buletinit"),
    "unit": ("unit", "administrative unit", "area", "njesia", "njesia administrative", "zona"),
    "document": ("pdf", "pdf with the letter", "pdf me letren", "dokumenti"),
    "day": ("day of the consent", "date of the consent", "date", "dita e pelqimit",
            "data e pelqimit", "data"),
}  # fmt: skip
Fault = tuple[str, str]
"""(column, why)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody who consented, as they are entered."""

    address: str
    domain: str
    language: str
    unit: str
    wants_document: bool
    consented_on: datetime.date


@dataclass(frozen=True)
class Told:
    """What holds for a whole list."""

    language: str
    """Of rows that name none."""
    consented_on: datetime.date
    """Of rows that name no day."""
    units: Mapping[str, str]
    """Codes of units, by whatever they may be called, folded."""
    today: datetime.date


@dataclass
class Reading:
    entry: Entry | None
    faults: list[Fault] = field(default_factory=list)


def guess(headings: Sequence[str]) -> dict[str, int]:
    return spreadsheets.guess(headings, _HEADINGS)


def read_address(typed: str) -> tuple[str, str]:
    """(address, domain). Raises NotAnAddress; its message is one of our codes."""
    typed = typed.strip()
    if not typed:
        raise NotAnAddress("missing")
    if len(typed) > LONGEST:
        raise NotAnAddress("long")
    if typed.startswith(LIKE_A_FORMULA):
        # A letter may begin so; in a list it is a formula, or somebody's try at one.
        raise NotAnAddress("formula")
    try:
        address, domain = normalise(typed)
    except NotAnAddress:
        raise NotAnAddress("malformed") from None
    if fenced_off(domain):
        raise NotAnAddress("fenced")
    return address, domain


def read_row(said: Mapping[str, str], told: Told) -> Reading:
    """`said`: cells by what they are; those of columns that are not there are missing."""
    faults: list[Fault] = []
    address, domain = "", ""
    try:
        address, domain = read_address(said.get("address", ""))
    except NotAnAddress as error:
        faults.append(("address", str(error)))
    language = _language(said.get("language", ""), told)
    if language is None:
        faults.append(("language", "unknown"))
    unit = _unit(said.get("unit", ""), told)
    if unit is None:
        faults.append(("unit", "unknown"))
    wants_document = _yes_or_no(said.get("document", ""))
    if wants_document is None:
        faults.append(("document", "unknown"))
    day = spreadsheets.day(said["day"]) if said.get("day") else told.consented_on
    if day is None:
        faults.append(("day", "unknown"))
    elif not EARLIEST <= day <= told.today:
        faults.append(("day", "when"))
    if faults or language is None or unit is None or wants_document is None or day is None:
        return Reading(None, faults)
    return Reading(Entry(address, domain, language, unit, wants_document, day))


def _language(said: str, told: Told) -> str | None:
    return _LANGUAGES.get(fold(said)) if said else told.language


def _unit(said: str, told: Told) -> str | None:
    return told.units.get(fold(said)) if said else ""


def _yes_or_no(said: str) -> bool | None:
    word = fold(said)
    return word in _YES if word in _YES or word in _NO else None
