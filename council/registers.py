"""Agencies, seats, units and categories of the city profile, first rules, wording of letters: entered once.

What is there stays as it is.
"""

import datetime
from collections.abc import Iterable, Mapping

from django.utils.text import slugify

from council.actions.word_letters import enter_wordings
from council.models import Agency, Category, Rule, Seat, Unit
from languages import LANGUAGES

Row = Mapping[str, str]
FIRST_RULES_FROM = datetime.date(2016, 12, 1)
"""The council was set up in December 2016; what is said of the rules is a default until corrected."""


def enter_registers(
    *,
    units: Iterable[Row],
    agencies: Iterable[Row],
    seats: Iterable[Row],
    categories: Iterable[Row],
) -> None:
    for order, row in enumerate(units):
        _enter(Unit, slugify(row["sq"]), order, row)
    for order, row in enumerate(agencies):
        _enter(Agency, row["code"], order, row, kind=row["kind"])
    known = {agency.code: agency for agency in Agency.objects.all()}
    for order, row in enumerate(seats):
        _enter(
            Seat,
            row["code"],
            order,
            row,
            agency=known[row["agency"]],
            role=row["role"],
            voting=row["voting"] == "yes",
            cleared=row["cleared"] == "yes",
        )
    for order, row in enumerate(categories):
        _enter(
            Category,
            row["code"],
            order,
            row,
            months_kept=int(row["months"]),
            smallest_cell=int(row["floor"]),
        )
    Rule.objects.get_or_create(from_date=FIRST_RULES_FROM)
    enter_wordings()


def _enter(model: type, code: str, order: int, row: Row, **more: object) -> None:
    names = {f"name_{language}": row[language] for language in LANGUAGES}
    model.objects.get_or_create(code=code, defaults={"order": order, **names, **more})  # type: ignore[attr-defined]
