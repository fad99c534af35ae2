"""Numbers of decisions and actions: one after the other in their series and year."""

from django.db import connection
from django.db.models import Max

from council.models import Action, Decision, Meeting, Series


def next_serial(kind: type[Decision] | type[Action], *, series: str, year: int) -> int:
    """One more than the last. Whoever else numbers the same series waits until we have committed."""
    _wait_for(kind, series, year)
    rows = kind._default_manager.filter(series=series, year=year)
    last: int | None = rows.aggregate(last=Max("serial"))["last"]
    return (last or 0) + 1


def close_gaps(meeting: Meeting) -> None:
    """Numbers that a second vote has set free are filled by the meeting's own later decisions.

    Nobody has been told the numbers yet. Where another meeting has gone on counting, they stay.
    """
    for series in Series.values:
        _wait_for(Decision, series, meeting.year)
        rows = Decision.objects.filter(series=series, year=meeting.year, serial__isnull=False)
        others = rows.exclude(meeting=meeting).aggregate(last=Max("serial"))["last"] or 0
        own = list(rows.filter(meeting=meeting).order_by("serial"))
        if own and (own[0].serial or 0) <= others:
            continue
        for serial, row in enumerate(own, start=others + 1):
            if row.serial != serial:
                Decision.objects.filter(pk=row.pk).update(serial=serial)


def _wait_for(kind: type[Decision] | type[Action], series: str, year: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(%s))",
            [f"council.{kind.__name__}.{series}.{year}"],
        )
