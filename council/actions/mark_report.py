"""The marking of a situation: who reads it. Narrowing it ends what was handed on."""

import datetime

from django.utils.timezone import localdate

from council import access, audit
from council.actions.file_report import Circle, NotStored, held, set_shares
from council.actions.follow_report import follow_report
from council.actions.refer_report import end_by_revoking
from council.models import Marking, Referral, Report, User
from council.people import demand


def change_marking(*, report: Report, marking: str, by: User, at: datetime.datetime) -> Report:
    """AMBER+STRICT ends every share and revokes every open referral; else they stay.

    Raises NotAllowed or NotStored.
    """
    if marking not in Marking.values:
        raise NotStored
    who = access.reader(by, on=localdate(at))
    report = held(report)
    demand(access.may_mark(who, report, marking))
    if report.state == Report.State.DRAFT:
        demand(access.may_edit(who, report))
    report.marking = marking
    report.save(update_fields=["marking"])
    if marking == Marking.AMBER_STRICT:
        set_shares(report, Circle(marking), by=by, at=at)
        for referral in Referral.objects.filter(report=report, ended_at__isnull=True):
            end_by_revoking(referral, at)
    follow_report(report_id=report.pk, at=at)
    audit.record(verb=f"report.marked_{marking}", object_key=report.source_key, at=at)
    return report
