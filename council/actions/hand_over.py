"""Somebody leaves: what they hold goes to a successor from a day on, or ends."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from council import audit
from council.access import may_appoint, may_keep_people, reader, visible_actions
from council.access.meetings import ANSWERING, Reader
from council.actions.accounts import deactivate
from council.actions.appoint import (
    DAY,
    NoSecretaryLeft,
    Reversed,
    another_secretary,
    appoint,
    appoint_substitute,
    close,
    withdraw_appointment,
)
from council.models import (
    Action,
    Appointment,
    Delegation,
    Invitation,
    Meeting,
    MinutesCorrection,
    User,
)
from council.people import Role, appointed_on, demand

_State = Meeting.State
UNFINISHED = (_State.HELD, _State.DRAFTED, _State.CIRCULATED)
AHEAD = (_State.PLANNED, _State.CONVENED)


class NoSuccessor(Exception):
    """Who leaves cannot be the successor."""


class StillNeeded(Exception):
    """The account cannot be closed before its last day is over."""


@dataclass(frozen=True)
class Held:
    """What somebody holds: records by their numbers, never by their words."""

    appointments: list[Appointment]
    substitutes: list[Appointment]
    drafts: list[Meeting]
    """Minutes that they write, not approved yet."""
    corrections: list[MinutesCorrection]
    actions: list[Action]
    """Open ones of institutions where nobody else is left to answer."""
    delegations: list[Delegation]
    invitations: list[Invitation]
    meetings: list[Meeting]
    """That they have convened or shall chair, still to be held."""
    colleagues: list[Appointment]
    """The others of their institutions."""


def held_by(person: User, *, who: Reader, at: datetime.datetime) -> Held:
    """For `who`, who keeps people. A fixed number of queries."""
    mine = _current(person, who.on)
    agencies = {row.agency_id for row in mine}
    others = appointed_on(who.on).filter(agency__in=agencies, person__is_active=True)
    others = others.exclude(person=person).select_related("person", "agency")
    answered = {row.agency_id for row in others if row.role in ANSWERING}
    delegations = Delegation.objects.filter(revoked_at__isnull=True, to_date__gte=who.on)
    ahead = Meeting.objects.filter(state__in=AHEAD, starts_at__gte=at)
    return Held(
        appointments=mine,
        substitutes=list(_standing_in(mine, who.on)),
        drafts=list(
            Meeting.objects.filter(
                Q(written_by=person) | Q(items__minutes__edited_by=person), state__in=UNFINISHED
            ).distinct()
        ),
        corrections=list(
            MinutesCorrection.objects.filter(
                by=person, state=MinutesCorrection.State.ASKED
            ).select_related("meeting")
        ),
        actions=list(
            visible_actions(who).filter(institution__in=agencies - answered, done_date__isnull=True)
        ),
        delegations=list(
            delegations.filter(Q(delegate=person) | Q(appointment__person=person)).select_related(
                "delegate", "appointment__person"
            )
        ),
        invitations=list(
            Invitation.objects.filter(
                invited_by=person,
                accepted_at__isnull=True,
                revoked_at__isnull=True,
                expires_at__gte=at,
            )
        ),
        meetings=list(
            ahead.filter(Q(convener__person=person) | Q(chair__person=person)).distinct()
        ),
        colleagues=list(others),
    )


def hand_over(
    *,
    person: User,
    successor: User | None,
    from_date: datetime.date,
    close_account: bool,
    by: User,
    at: datetime.datetime,
) -> None:
    """Ends what they hold on the day before; the successor holds it from `from_date` on.

    Substitutes stand in for the successor, meetings ahead change their convener and chair,
    delegations to who leaves are taken back. All of it or nothing. Raises NotAllowed, StillNeeded,
    or what `appoint` raises.
    """
    today = localdate(at)
    who = reader(by, on=today)
    demand(may_keep_people(who))
    if successor is not None:
        if successor.pk == person.pk:
            raise NoSuccessor
        demand(may_appoint(who, successor))
    if close_account and from_date > today:
        raise StillNeeded
    with transaction.atomic():
        for row in _current(person, from_date):
            if row.from_date > today:
                _give_away(row, successor, by, at)
            else:
                _pass_on(row, successor, from_date, by, at)
        Delegation.objects.filter(
            delegate=person, revoked_at__isnull=True, to_date__gte=from_date
        ).update(revoked_at=at)
        audit.record(verb="person.handed_over", object_key=f"user:{person.pk}", at=at)
        if close_account:
            deactivate(person=person, by=by, at=at)


def _pass_on(
    row: Appointment,
    successor: User | None,
    from_date: datetime.date,
    by: User,
    at: datetime.datetime,
) -> None:
    """Ends what has begun; the successor's own appointment follows it."""
    last_day = from_date - DAY
    if last_day < row.from_date:
        raise Reversed
    if successor is None and row.role == Role.SECRETARY and not another_secretary(row, last_day):
        raise NoSecretaryLeft
    substitutes, until = list(_standing_in([row], from_date)), row.to_date
    close(row, last_day, at)
    if successor is None or row.substitute_for_id:
        return
    made = appoint(
        person=successor,
        role=Role(row.role),
        agency=row.agency,
        seat=row.seat,
        from_date=from_date,
        to_date=until,
        by=by,
        at=at,
    )
    for former in substitutes:
        if former.person.is_active and former.person_id not in (successor.pk, by.pk):
            appoint_substitute(
                holder=made,
                person=former.person,
                from_date=max(former.from_date, from_date),
                to_date=former.to_date,
                by=by,
                at=at,
            )
    ahead = Meeting.objects.filter(state__in=AHEAD, starts_at__date__gte=from_date)
    for field in ("convener", "chair"):
        ahead.filter(**{field: row}).update(**{field: made})


def _give_away(row: Appointment, successor: User | None, by: User, at: datetime.datetime) -> None:
    """What has not begun becomes the successor's as it is, or does not begin."""
    key = f"appointment:{row.key}"
    if successor is None:
        for field in ("convener", "chair"):
            Meeting.objects.filter(state__in=AHEAD, **{field: row}).update(**{field: None})
        withdraw_appointment(appointment=row, by=by, at=at)
        return
    row.person, row.appointed_by, row.confirmed_by, row.confirmed_at = successor, by, None, None
    row.save()
    audit.record(verb="appointment.made", object_key=key, at=at)


def _current(person: User, day: datetime.date) -> list[Appointment]:
    """What holds on a day or begins later."""
    rows = Appointment.objects.filter(Q(to_date__isnull=True) | Q(to_date__gte=day), person=person)
    return list(rows.select_related("agency", "seat", "person"))


def _standing_in(rows: list[Appointment], day: datetime.date) -> QuerySet[Appointment]:
    substitutes = Appointment.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=day), substitute_for__in=rows
    )
    return substitutes.select_related("person", "seat")
