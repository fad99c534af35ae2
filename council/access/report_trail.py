"""What the trail says of a report, to those who may know it: acts without a word of the report."""

from django.db.models import Q, QuerySet

from council.access.meetings import Reader
from council.access.reports import is_in_charge, may_see_who_read, visible_referrals
from council.models import AuditRecord, Marking, Report
from council.people import Allowed

READ = "report.read"
TAKEN = "report.taken"
"""It was in a file that somebody exported."""
FOR_READERS = (
    "report.submitted",
    "report.accepted",
    "report.responding",
    "report.closed",
    *(f"report.marked_{marking}" for marking in Marking.values),
    *(f"report.level_{level}" for level in Report.Level.values),
)
"""Whoever reads it knows that these happened."""
FOR_THOSE_IN_CHARGE = (
    *FOR_READERS,
    "report.drafted",
    "report.returned",
    "report.shared",
    "report.share_ended",
)


def visible_openings(who: Reader, report: Report) -> QuerySet[AuditRecord]:
    """Who opened it or took it away in a file, and when, the first one first; `report`: one that they see."""
    if not isinstance(may_see_who_read(who, report), Allowed):
        return AuditRecord.objects.none()
    rows = AuditRecord.objects.filter(object_key=report.source_key, verb__in=(READ, TAKEN))
    return rows.select_related("person")


def visible_history(who: Reader, report: Report) -> QuerySet[AuditRecord]:
    """What was done with it and with the referrals that they see; `report`: one that they see."""
    verbs = FOR_THOSE_IN_CHARGE if is_in_charge(who, report) else FOR_READERS
    referrals = visible_referrals(who).filter(report=report)
    keys = [row.source_key for row in referrals]
    return AuditRecord.objects.filter(
        Q(object_key=report.source_key, verb__in=verbs)
        | Q(object_key__in=keys, verb__startswith="referral.")
    )
