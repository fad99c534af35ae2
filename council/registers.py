"""Agencies, seats and units of the city profile, entered once. What is there stays as it is."""

from collections.abc import Iterable, Mapping

from django.utils.text import slugify

from council.models import Agency, Seat, Unit
from languages import LANGUAGES

Row = Mapping[str, str]


def enter_registers(*, units: Iterable[Row], agencies: Iterable[Row], seats: Iterable[Row]) -> None:
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


def _enter(model: type, code: str, order: int, row: Row, **more: object) -> None:
    names = {f"name_{language}": row[language] for language in LANGUAGES}
    model.objects.get_or_create(code=code, defaults={"order": order, **names, **more})  # type: ignore[attr-defined]
