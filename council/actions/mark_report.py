"""The marking of a situation: who reads it. Narrowing it ends what was handed on."""

import datetime
from collections.abc import Collection

from django.utils.timezone import localdate

from council import access, audit
from council.actions.file_report import Circle, NotStored, held, set_shares
from council.actions.follow_report import follow_report
from council.models import Agency, Marking, Referral, Report, User
from council.people import demand


def change_marking(
    *,
    report: Report,
    marking: str,
    by: User,
    at: datetime.datetime,
    shared: Collection[Agency] | None = None,
) -> Report:
    """`shared`: with whom it is shared from now on; without it the shares stay as they are.

    AMBER+STRICT ends every share and revokes every open referral. Raises NotAllowed or NotStored.
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
        _revoke_referrals(report, at)
    elif shared is not None:
        set_shares(report, Circle(marking, shared), by=by, at=at)
    follow_report(report_id=report.pk, at=at)
    audit.record(verb=f"report.marked_{marking}", object_key=report.source_key, at=at)
    return report


def _revoke_referrals(report: Report, at: datetime.datetime) -> None:
    for referral in Referral.objects.filter(report=report, ended_at__isnull=True):
        referral.state, referral.ended_at = Referral.State.REVOKED, at
        referral.save(update_fields=["state", "ended_at"])
        audit.record(verb="referral.revoked", object_key=referral.source_key, at=at)
