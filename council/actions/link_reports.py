"""Situations that belong together: who reads only one of them does not learn of the other."""

import datetime

from council import access, audit
from council.access import Reader
from council.actions.add_note import adding_to
from council.models import Report, ReportLink
from council.people import demand


class NoSuchReport(Exception):
    """None that they read has this reference; whether another one has it, is not said."""


class SameReport(Exception):
    """It would be linked with itself."""


def link_reports(*, report: Report, reference: str, by: Reader, at: datetime.datetime) -> None:
    """Linked already, nothing changes. Raises NotAllowed, NoSuchReport, SameReport."""
    found = adding_to(report, by=by)
    sent = access.visible_reports(by).exclude(state=Report.State.DRAFT)
    other = sent.filter(reference=reference).first()
    if other is None:
        raise NoSuchReport
    if other.pk == found.pk:
        raise SameReport
    lesser, greater = sorted((found, other), key=lambda row: row.pk)
    _, made = ReportLink.objects.get_or_create(
        lesser=lesser, greater=greater, defaults={"linked_by": by.user, "linked_at": at}
    )
    if made:
        _record("report.linked", lesser, greater, at)


def unlink_reports(*, report: Report, link: ReportLink, by: Reader, at: datetime.datetime) -> None:
    """Raises NotAllowed."""
    adding_to(report, by=by)
    demand(access.may_unlink(by, link.lesser, link.greater))
    deleted, _ = ReportLink.objects.filter(pk=link.pk).delete()
    if deleted:
        _record("report.unlinked", link.lesser, link.greater, at)


def _record(verb: str, lesser: Report, greater: Report, at: datetime.datetime) -> None:
    for row in (lesser, greater):
        audit.record(verb=verb, object_key=row.source_key, at=at)
