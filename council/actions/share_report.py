"""One institution more, or one less, that reads a situation."""

import datetime

from django.utils.timezone import localdate

from council import access, audit
from council.actions.file_report import held
from council.actions.follow_report import follow_report
from council.models import Agency, Report, ReportShare, User
from council.people import demand


class ItsOwn(Exception):
    """The institution that reported it reads it anyway."""


def share_report(*, report: Report, agency: Agency, by: User, at: datetime.datetime) -> ReportShare:
    """The share that stands, also where it stood before. Raises NotAllowed or ItsOwn."""
    report = held(report)
    demand(access.may_share(access.reader(by, on=localdate(at)), report))
    if agency.pk == report.agency_id:
        raise ItsOwn
    share, made = ReportShare.objects.get_or_create(
        report=report, agency=agency, ended_at=None, defaults={"shared_by": by, "shared_at": at}
    )
    if made:
        follow_report(report_id=report.pk, at=at)
        audit.record(verb="report.shared", object_key=report.source_key, at=at)
    return share


def end_share(*, share: ReportShare, by: User, at: datetime.datetime) -> ReportShare:
    """Raises NotAllowed."""
    report = held(share.report)
    demand(access.may_share(access.reader(by, on=localdate(at)), report))
    if ReportShare.objects.filter(pk=share.pk, ended_at__isnull=True).update(ended_at=at):
        follow_report(report_id=report.pk, at=at)
        audit.record(verb="report.share_ended", object_key=report.source_key, at=at)
    return share
