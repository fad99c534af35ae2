"""Something is being done about a situation; and what came of it."""

import datetime

from django.utils.timezone import localdate

from council import access, audit
from council.actions.file_report import held, reword
from council.actions.submit_report import kept_until
from council.models import Referral, Report, User
from council.people import demand

LONGEST_LESSON = 2000


class OpenReferrals(Exception):
    """Institutions still deal with it: their referrals are ended first."""


class LessonTooLong(Exception):
    """Beyond LONGEST_LESSON characters."""


def start_response(*, report: Report, by: User, at: datetime.datetime) -> Report:
    """Raises NotAllowed."""
    report = held(report)
    demand(access.may_respond(access.reader(by, on=localdate(at)), report))
    report.state = Report.State.RESPONDING
    report.save(update_fields=["state"])
    audit.record(verb="report.responding", object_key=report.source_key, at=at)
    return report


def close_report(
    *, report: Report, outcome: str, lesson: str, by: User, at: datetime.datetime
) -> Report:
    """From here its category says how long it is kept.

    Raises NotAllowed, OpenReferrals, LessonTooLong or CannotBeOpened.
    """
    report = held(report)
    demand(access.may_close(access.reader(by, on=localdate(at)), report))
    if Referral.objects.filter(report=report, ended_at__isnull=True).exists():
        raise OpenReferrals
    if len(lesson) > LONGEST_LESSON:
        raise LessonTooLong
    report.state, report.closed_at = Report.State.CLOSED, at
    report.outcome = Report.Outcome(outcome)
    report.kept_until = kept_until(report.category, localdate(at))
    reword(report, {"lesson": lesson})
    report.save()
    audit.record(verb="report.closed", object_key=report.source_key, at=at)
    return report
