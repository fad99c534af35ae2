"""The rows of a spreadsheet of people: what is wrong with each, in words for its reader."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from council.actions.import_people import Candidate, Known
from council.forms.accounts import ROLE_NAMES
from council.forms.people import (
    NO_DAY,
    REVERSED,
    SEAT_OF_ANOTHER,
    SEAT_OF_OBSERVER,
    SEAT_TAKEN,
)
from council.forms.people_import import COLUMNS
from council.models import Agency, Seat
from council.people import Role
from languages.folding import fold
from press.addresses import NotAnAddress, normalise
from press.spreadsheets import Sheet
from press.spreadsheets import day as read_day

_LANGUAGES = {
    **dict.fromkeys(("", "sq", "shqip", "albanian"), "sq"),
    **dict.fromkeys(("en", "anglisht", "english"), "en"),
}


@dataclass
class Checked:
    """A row of the file: what it says, what is wrong with it, and whom it would invite."""

    number: int
    told: Mapping[str, str]
    troubles: list[tuple[Promise, Promise]] = field(default_factory=list)
    """(column, what is wrong)."""
    candidate: Candidate | None = None

    def wrong(self, column: str, words: Promise) -> None:
        self.troubles.append((COLUMNS[column], words))


def check(sheet: Sheet, mapping: Mapping[str, int], known: Known) -> list[Checked]:
    """Every row, checked against what there is and against the rows before it."""
    words = _Words(known)
    rows: list[Checked] = []
    emails: set[str] = set()
    seats: list[Candidate] = []
    for row in sheet.rows:
        told = {name: row.cells[column] for name, column in mapping.items()}
        checked = Checked(row.number, told)
        _check_row(checked, words, known, emails, seats)
        rows.append(checked)
    return rows


class _Words:
    """What a cell may say for a role, an institution or a seat: a code, or its name in any language."""

    def __init__(self, known: Known) -> None:
        self.agencies = _by_name(known.agencies)
        self.seats = _by_name(known.seats)
        self.roles: dict[str, Role] = {}
        for role, name in ROLE_NAMES.items():
            self.roles[role.value] = role
            for language in ("sq", "en"):
                with translation.override(language):
                    self.roles[fold(str(name))] = role


def _by_name(rows: Sequence[Any]) -> dict[str, Any]:
    return {
        fold(word): row
        for row in rows
        for word in (row.code, row.name_sq, row.name_en, row.name_ar)
        if word
    }


def _check_row(
    row: Checked, words: _Words, known: Known, emails: set[str], seats: list[Candidate]
) -> None:
    email = _email(row, known, emails)
    role = words.roles.get(fold(row.told.get("role", "")))
    if role is None:
        row.wrong("role", _("No such role."))
    agency, seat = _place(row, words)
    if (
        seat is not None
        and role is not None
        and (seat.role == Role.OBSERVER) != (role == Role.OBSERVER)
    ):
        row.wrong("seat", SEAT_OF_OBSERVER)
    language = _LANGUAGES.get(fold(row.told.get("language", "")))
    if language is None:
        row.wrong("language", _("Letters are in Albanian or English."))
    title = row.told.get("title", "") or (seat.name_sq if seat else "")
    if not title:
        row.wrong("title", _("The post is missing."))
    elif len(title) > 120:
        row.wrong("title", _("The post is longer than 120 letters."))
    first, last = _days(row)
    if row.troubles or agency is None or role is None:
        return
    candidate = Candidate(email, title, language or "sq", role, agency, seat, first, last)
    if seat is not None and (
        known.is_held(candidate) or any(candidate.meets(other) for other in seats)
    ):
        row.wrong("seat", SEAT_TAKEN)
        return
    row.candidate = candidate
    if seat is not None:
        seats.append(candidate)


def _email(row: Checked, known: Known, emails: set[str]) -> str:
    try:
        email = normalise(row.told.get("email", ""))[0]
    except NotAnAddress:
        row.wrong("email", _("Write an e-mail address like name@example.org"))
        return ""
    if email in emails:
        row.wrong("email", _("This address stands in a row before."))
    elif email in known.emails:
        row.wrong("email", _("This address has an account or an open invitation."))
    emails.add(email)
    return email


def _place(row: Checked, words: _Words) -> tuple[Agency | None, Seat | None]:
    """Institution and seat; where only a seat is named, its own institution."""
    said_agency, said_seat = row.told.get("agency", ""), row.told.get("seat", "")
    agency: Agency | None = words.agencies.get(fold(said_agency)) if said_agency else None
    seat: Seat | None = words.seats.get(fold(said_seat)) if said_seat else None
    if said_seat and seat is None:
        row.wrong("seat", _("No such seat."))
    if said_agency and agency is None:
        row.wrong("agency", _("No such institution."))
    elif agency and seat and seat.agency_id != agency.pk:
        row.wrong("seat", SEAT_OF_ANOTHER)
    elif not said_agency and seat is None:
        row.wrong("agency", _("The institution is missing."))
    return agency or (seat.agency if seat and not said_agency else None), seat


def _days(row: Checked) -> tuple[datetime.date | None, datetime.date | None]:
    found: list[datetime.date | None] = []
    for name in ("from_date", "to_date"):
        said = row.told.get(name, "")
        day = read_day(said)
        if said and day is None:
            row.wrong(name, NO_DAY)
        found.append(day)
    first, last = found
    if first and last and last < first:
        row.wrong("to_date", REVERSED)
    return first, last
