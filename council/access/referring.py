"""To whom a report may be referred, and whom a referral reaches."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from council.access.circle import everybody
from council.access.meetings import Reader
from council.access.reports import visible_reports
from council.models import Agency, Referral, Report, Seat, User
from council.people import current_principal


def receiving_agencies(report: Report) -> QuerySet[Agency]:
    """Not its own; none that sits at the table without clearance. One without a seat gets paper."""
    seats = Seat.objects.filter(agency=OuterRef("pk"))
    fit = ~Q(Exists(seats)) | Q(Exists(seats.filter(cleared=True)))
    return Agency.objects.filter(fit).exclude(pk=report.agency_id)


def informed_people(agency: int, *, on: datetime.date) -> list[User]:
    """Whoever reads the institution's reports on a day. Two queries."""
    return [who.user for who in everybody(on=on) if agency in who.informed]


def still_reads(who: Reader, referral: Referral) -> bool:
    """Whether the report behind a referral that they see is theirs to read now.

    An institution keeps its own referral's dates and state when the right is gone.
    """
    current_principal()
    return visible_reports(who).filter(pk=referral.report_id).exists()
