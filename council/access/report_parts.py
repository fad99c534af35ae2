"""What people add to a report: for which institution they speak, how it may be marked."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.access.meetings import Reader
from council.access.reports import STRICTNESS, coordinates, is_in_charge
from council.models import Agency, Marking, Report, ReportFile
from council.people import Allowed, Answer, Denied


def markings_for(who: Reader, report: Report) -> tuple[Marking, ...]:
    """Of what somebody adds to a report: never wider than the report itself.

    AMBER+STRICT stays with an institution: it is for those who read the reports of one.
    """
    found = STRICTNESS[STRICTNESS.index(Marking(report.marking)) :]
    if not who.informed:
        found = tuple(each for each in found if each != Marking.AMBER_STRICT)
    return found


def speaks_for(who: Reader, report: Report) -> Agency:
    """The institution in whose name somebody adds to a report that they see.

    The report's own where they are of it; else the one that it was handed to; else their first.
    """
    if report.agency_id in who.informed:
        return report.agency
    own = who.informed or who.agencies
    handed = Q(pk__in=report.referrals.filter(ended_at__isnull=True).values("agency"))
    handed |= Q(pk__in=report.shares.filter(ended_at__isnull=True).values("agency"))
    rows = Agency.objects.filter(pk__in=own)
    return rows.filter(handed).first() or rows.earliest("order")


def may_unlink(who: Reader, one: Report, other: Report) -> Answer:
    """Whoever is in charge of one of two linked reports that they see."""
    if is_in_charge(who, one) or is_in_charge(who, other):
        return Allowed()
    return Denied(_("Only those in charge of one of the two situations remove their link."))


def may_remove_file(who: Reader, file: ReportFile) -> Answer:
    """Whoever speaks for the institution that brought it, and the coordinator; also once closed."""
    if file.agency_id in who.informed or coordinates(who):
        return Allowed()
    return Denied(_("Only the institution that brought the file and the coordinator remove it."))
