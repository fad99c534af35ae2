"""What is due to be destroyed, as facts without words, for the coordinator and the chair.

They see that a report is there although the marking keeps it from them: nothing could be destroyed
otherwise. Of such a report they learn institution, kind and month, and not even its reference.
"""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from council.access.meetings import Reader
from council.access.reports import may_keep_retention, visible_reports
from council.models import Agency, Category, LegalHold, Purge, Report
from council.people import System, acting_as, demand

RETENTION = System("retention")
AT_ONCE = 200
"""Rows on a page and in a purge; the oldest first."""


@dataclass(frozen=True)
class Kept:
    """A report as whoever keeps retention may know it."""

    key: uuid.UUID
    """For forms; opens nothing."""
    agency: Agency
    category: Category
    month: datetime.date
    """The first day of the month in which it was submitted."""
    reference: str
    """This and what follows is empty for who may not read the report."""
    kept_until: datetime.date | None
    is_open: bool
    """It was never closed."""


@dataclass(frozen=True)
class Held:
    kept: Kept
    hold: LegalHold


def is_due(on: datetime.date) -> Q:
    """Of reports: their time is over, and no hold stands."""
    standing = LegalHold.objects.filter(lifted_at__isnull=True)
    return Q(kept_until__lte=on) & ~Q(pk__in=standing.values("report"))


def due(who: Reader) -> tuple[Kept, ...]:
    """Those that nobody has asked to be destroyed yet. Raises NotAllowed."""
    demand(may_keep_retention(who))
    asked = Purge.reports.through.objects.filter(purge__in=standing_purges()).values("report")
    return _facts(who, is_due(who.on) & ~Q(pk__in=asked))


def standing_purges() -> QuerySet[Purge]:
    """Asked for, and neither confirmed nor withdrawn."""
    return Purge.objects.filter(confirmed_at__isnull=True, withdrawn_at__isnull=True)


def of_purge(who: Reader, purge: Purge) -> tuple[tuple[Kept, ...], tuple[Kept, ...]]:
    """Those that are due still, and those that a confirmation would leave out. Raises NotAllowed."""
    demand(may_keep_retention(who))
    chosen = Q(purges=purge)
    going = _facts(who, chosen & is_due(who.on))
    keys = [row.key for row in going]
    return going, _facts(who, chosen & ~Q(pk__in=keys))


def held(who: Reader) -> tuple[Held, ...]:
    """Raises NotAllowed."""
    demand(may_keep_retention(who))
    with acting_as(RETENTION):
        standing = LegalHold.objects.filter(lifted_at__isnull=True).select_related("placed_by")
        by_report = {hold.report_id: hold for hold in standing[:AT_ONCE]}
    rows = _facts(who, Q(pk__in=by_report))
    return tuple(Held(row, by_report[row.key]) for row in rows)


def kept(who: Reader, key: uuid.UUID) -> Kept | None:
    """One that was sent, whether it is due or not. Raises NotAllowed."""
    demand(may_keep_retention(who))
    return next(iter(_facts(who, Q(pk=key))), None)


def _facts(who: Reader, rule: Q) -> tuple[Kept, ...]:
    with acting_as(RETENTION):
        sent = Report.objects.filter(rule).exclude(state=Report.State.DRAFT)
        found = sent.select_related("agency", "category").defer("words_sealed")
        rows = list(found.order_by("kept_until", "pk")[:AT_ONCE])
    visible = visible_reports(who).filter(pk__in=[row.pk for row in rows])
    seen = set(visible.values_list("pk", flat=True))
    return tuple(_fact(row, row.pk in seen) for row in rows)


def _fact(row: Report, seen: bool) -> Kept:
    return Kept(
        key=row.pk,
        agency=row.agency,
        category=row.category,
        month=month_of(row),
        reference=row.reference if seen else "",
        kept_until=row.kept_until if seen else None,
        is_open=seen and row.state != Report.State.CLOSED,
    )


def month_of(report: Report) -> datetime.date:
    """The first day of the month in which it was submitted."""
    assert report.submitted_at
    return localdate(report.submitted_at).replace(day=1)
