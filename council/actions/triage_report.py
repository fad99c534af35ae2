"""What was sent is accepted, returned so that persons are taken out, or led to its mechanism."""

import datetime

from django.utils.timezone import localdate

from council import access, audit, notices
from council.actions.destroy_report import destroy_report
from council.actions.file_report import held, reword
from council.models import LegalHold, Notice, Redirection, Report, User
from council.people import System, acting_as, demand

LONGEST_REASON = 2000
REDIRECTING = System("redirecting")


class NoReason(Exception):
    """Its institution must know what to take out."""


class ReasonTooLong(Exception):
    """Beyond LONGEST_REASON characters."""


class OnHold(Exception):
    """An authority demanded that it be kept."""


def accept_report(*, report: Report, by: User, at: datetime.datetime) -> Report:
    """Raises NotAllowed."""
    report = _asked(report, by, at)
    report.state, report.accepted_at, report.triaged_by = Report.State.ACCEPTED, at, by
    report.save()
    audit.record(verb="report.accepted", object_key=report.source_key, at=at)
    return report


def return_report(*, report: Report, reason: str, by: User, at: datetime.datetime) -> Report:
    """To its institution, with the reason sealed among its words.

    Raises NotAllowed, NoReason, ReasonTooLong or CannotBeOpened.
    """
    report = _asked(report, by, at)
    if not reason.strip():
        raise NoReason
    if len(reason) > LONGEST_REASON:
        raise ReasonTooLong
    report.state = Report.State.RETURNED
    reword(report, {"returned": reason})
    report.save()
    audit.record(verb="report.returned", object_key=report.source_key, at=at)
    notices.tell(
        person=report.author, kind=Notice.Kind.REPORT_RETURNED, about=str(report.pk), at=at
    )
    return report


def redirect_report(
    *, report: Report, mechanism: str, by: User, at: datetime.datetime
) -> Redirection:
    """Destroys the report with its key; the day, category, institution and mechanism stay.

    Raises NotAllowed or OnHold.
    """
    report = _asked(report, by, at)
    key = report.source_key
    with acting_as(REDIRECTING):
        if LegalHold.objects.filter(report=report, lifted_at__isnull=True).exists():
            raise OnHold
        destroy_report(report)
    trace = Redirection.objects.create(
        date=localdate(at),
        category=report.category,
        agency=report.agency,
        mechanism=Redirection.Mechanism(mechanism),
        redirected_by=by,
    )
    audit.record(verb="report.redirected", object_key=key, at=at)
    return trace


def _asked(report: Report, by: User, at: datetime.datetime) -> Report:
    report = held(report)
    demand(access.may_triage(access.reader(by, on=localdate(at)), report))
    return report
