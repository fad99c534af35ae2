"""What waits for institutions is looked at: actions that were promised, referrals that were sent.

How a clock goes is said in `clock`: the same for both. An action that stays late reaches the chair
and the next agenda; a referral reaches the coordinator, and the next agenda as a closed item.
"""

import datetime

from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from council import audit
from council.access import coordinates, everybody
from council.actions.clock import FARTHEST, Waiting, next_planned, put_late_on_agenda, tick
from council.models import Action, Agency, Marking, Notice, Referral, Report, Series
from council.people import Role, current_principal
from council.recipients import in_role, people_of

_Kind = Notice.Kind


def run_clocks(*, at: datetime.datetime) -> None:
    """Safe to run at any time and as often as one likes."""
    current_principal()
    _run_actions(at)
    _run_referrals(at)


def _run_actions(at: datetime.datetime) -> None:
    today = localdate(at)
    rows = Action.objects.filter(done_date__isnull=True).select_related("institution")
    rows = rows.alias(counts=Coalesce("new_due_date", "due_date")).filter(
        counts__lte=today + FARTHEST
    )
    secretaries, chairs = in_role(Role.SECRETARY, on=today), in_role(Role.CHAIR, on=today)
    for action in rows.select_for_update(of=("self",), skip_locked=True):
        waiting = Waiting(
            key=str(action.pk),
            since=action.given_date,
            deadline=action.deadline,
            due=_Kind.ACTION_DUE,
            late=_Kind.ACTION_LATE,
            people=people_of(action, on=today),
            keepers=secretaries,
            above=() if action.escalated_at else chairs,
        )
        if tick(waiting, at=at) and action.escalated_at is None:
            closed = action.series == Series.CLOSED
            key = f"late:{action.institution.code}{':closed' if closed else ''}"
            title = f"Detyrime të vonuara: {action.institution.name_sq}"
            _escalate(action, action.institution, key=key, title=title, closed=closed, at=at)


def _run_referrals(at: datetime.datetime) -> None:
    """Of reports that are still open, and that their institutions still read."""
    today = localdate(at)
    rows = Referral.objects.filter(
        ended_at__isnull=True,
        due_date__lte=today + FARTHEST,
        report__state__in=(Report.State.ACCEPTED, Report.State.RESPONDING),
    ).exclude(report__marking=Marking.AMBER_STRICT)
    table = everybody(on=today)
    coordinators = [who.user for who in table if coordinates(who)]
    locked = rows.select_related("agency").select_for_update(of=("self",), skip_locked=True)
    for referral in locked:
        waiting = Waiting(
            key=str(referral.pk),
            since=localdate(referral.sent_at),
            deadline=referral.due_date,
            due=_Kind.REFERRAL_DUE,
            late=_Kind.REFERRAL_LATE,
            people=[who.user for who in table if referral.agency_id in who.informed],
            keepers=coordinators,
        )
        if tick(waiting, at=at) and referral.escalated_at is None:
            key = f"late:{referral.agency.code}:referrals"
            title = f"Referime të vonuara: {referral.agency.name_sq}"
            _escalate(referral, referral.agency, key=key, title=title, closed=True, at=at)


def _escalate(
    late: Action | Referral,
    agency: Agency,
    *,
    key: str,
    title: str,
    closed: bool,
    at: datetime.datetime,
) -> None:
    """Onto the next planned meeting's agenda; without one, it waits until one is planned."""
    meeting = next_planned(at)
    if meeting is None:
        return
    put_late_on_agenda(meeting, agency, key=key, title=title, closed=closed, at=at)
    late.escalated_at = at
    late.save(update_fields=["escalated_at"])
    kind = "action" if isinstance(late, Action) else "referral"
    audit.record(verb=f"{kind}.escalated", object_key=late.source_key, at=at)
