"""What the election commission is told beforehand: a table on paper, in Albanian."""

import datetime
from collections.abc import Iterator, Mapping

from council.published import unit_names
from languages import AUTHORITATIVE
from outreach.calendar import period_of
from outreach.models import Manuscript
from outreach.newsroom.kinds import Kind, audience_in
from outreach.newsroom.recurrence import dates_of
from outreach.newsroom.rows import title_of
from outreach.newsroom.states import by_place
from press.excel import Value

HEADS = (
    "Data",
    "Ora",
    "Lloji",
    "Veprimtaria",
    "Njësia administrative",
    "Vendi ose bashkëpunëtorët",
    "Për kë",
    "Numri i raportimit",
    "Data e raportimit",
)
WIDTHS = (12, 8, 14, 44, 24, 36, 26, 18, 14)
KINDS = {Kind.EVENT: "Takim", Kind.ACTIVITY: "Veprimtari"}
WHOLE = "E gjithë bashkia"


def planned(today: datetime.date) -> list[list[Value]]:
    """Every date from today on, in the period that runs or comes; without one all that come."""
    period = period_of(today)
    first = max(today, period[0]) if period else today
    last = period[1] if period else datetime.date.max
    rows = Manuscript.objects.filter(kind__in=KINDS, withdrawn_at__isnull=True)
    units = unit_names()
    found = [
        (day, row)
        for row in rows.prefetch_related("texts")
        for day in _days(row)
        if first <= day <= last
    ]
    found.sort(key=lambda one: (one[0], one[1].slug))
    return [_row(day, row, units) for day, row in found]


def _days(row: Manuscript) -> Iterator[datetime.date]:
    if row.kind == Kind.EVENT:
        yield from dates_of(row.facts)
    else:
        yield datetime.date.fromisoformat(row.facts["held_on"])


def _row(
    day: datetime.date, row: Manuscript, units: Mapping[str, Mapping[str, str]]
) -> list[Value]:
    texts = by_place(row.texts.all())
    where = texts.get(("place" if row.kind == Kind.EVENT else "partner", AUTHORITATIVE))
    unit = row.facts.get("unit", "")
    names = units.get(unit, {})
    whom = audience_in(row.facts.get("audiences", []), AUTHORITATIVE)
    return [
        day,
        row.facts.get("starts_at") or "",
        KINDS[Kind(row.kind)],
        title_of(texts, row),
        names.get(AUTHORITATIVE, unit) if unit else WHOLE,
        where.text if where else "",
        whom,
        row.reported_number,
        row.reported_on,
    ]
