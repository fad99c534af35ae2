"""Whom a meeting is sent to, and what they answered."""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Max, Q
from django.utils.timezone import localdate

from council.models import Appointment, Meeting, Notice, Rsvp, Rule, Seat, User
from council.people import Role, appointed_on, holders_on

ABOUT_MEETINGS = (
    Notice.Kind.MEETING_CONVENED,
    Notice.Kind.MEETING_CHANGED,
    Notice.Kind.MEETING_CANCELLED,
    Notice.Kind.MEETING_REMINDER,
)
_OFFICE = (Role.SECRETARY, Role.COORDINATOR)


class Part(StrEnum):
    """Why somebody is written to; who is it for several reasons is it for the first."""

    HOLDER = "holder"
    OFFICE = "office"
    SUBSTITUTE = "substitute"


@dataclass(frozen=True)
class Guest:
    """Somebody with an account to whom a meeting is sent."""

    person: User
    part: Part


@dataclass(frozen=True)
class SeatAnswer:
    """One seat, who holds it on the day of the meeting, and what they answered."""

    seat: Seat
    holder: User
    answer: str
    """"": none yet."""
    at: datetime.datetime | None
    substitute: User | None
    substitute_comes: str
    """What the substitute answered for themselves, or ""."""
    by_telephone: bool
    is_old: bool
    """Given before the last change was sent out."""


# --- Who


def day_of(meeting: Meeting) -> datetime.date:
    return localdate(meeting.starts_at)


def guests(meeting: Meeting) -> tuple[Guest, ...]:
    """Active accounts: holders of seats on its day, secretary and coordinator, and substitutes.

    One query. Substitutes get it for information.
    """
    day = day_of(meeting)
    rows = (
        appointed_on(day)
        .filter(Q(seat__isnull=False) | Q(role__in=_OFFICE), person__is_active=True)
        .filter(Q(substitute_for__isnull=True) | Q(substitute_for__in=holders_on(day)))
        .select_related("person")
        .order_by("seat__order", "pk")
    )
    parts: dict[uuid.UUID, set[Part]] = {}
    people: dict[uuid.UUID, User] = {}
    for row in rows:
        people[row.person_id] = row.person
        parts.setdefault(row.person_id, set()).add(_part(row))
    first = list(Part)
    return tuple(Guest(people[key], min(found, key=first.index)) for key, found in parts.items())


def _part(row: Appointment) -> Part:
    if row.role in _OFFICE:
        return Part.OFFICE
    return Part.HOLDER if row.substitute_for_id is None else Part.SUBSTITUTE


def is_guest(meeting: Meeting, user: User) -> bool:
    return any(guest.person.pk == user.pk for guest in guests(meeting))


def without_account(meeting: Meeting) -> list[Seat]:
    """Seats at the table that nobody holds who has an open account: they get paper."""
    reached = holders_on(day_of(meeting)).filter(person__is_active=True).values("seat")
    return list(Seat.objects.exclude(role=Role.SECRETARY).exclude(pk__in=reached))


def own_substitutes(meeting: Meeting, user: User) -> list[Appointment]:
    """Who may come in somebody's place on the day of the meeting."""
    day = day_of(meeting)
    own = holders_on(day).filter(person=user)
    return list(appointed_on(day).filter(substitute_for__in=own).select_related("person"))


def telephone_seats(meeting: Meeting) -> list[Seat]:
    """Whose holders may say on the telephone whether they come; the secretary sits there anyway."""
    held = holders_on(day_of(meeting)).filter(person__is_active=True).values("seat")
    return list(Seat.objects.filter(pk__in=held).exclude(role=Role.SECRETARY))


def substitutes_on(meeting: Meeting) -> list[Appointment]:
    """Everybody's who may come in somebody's place on the day of the meeting."""
    day = day_of(meeting)
    held = appointed_on(day).filter(substitute_for__in=holders_on(day), person__is_active=True)
    return list(held.select_related("person", "seat").order_by("seat__order", "pk"))


# --- When


def notice_days_short(meeting: Meeting, *, on: datetime.date) -> int:
    """By how many days the notice of an ordinary meeting is shorter than the rules ask."""
    if meeting.kind == Meeting.Kind.EXTRAORDINARY:
        return 0
    day = day_of(meeting)
    return max(0, Rule.on(day).notice_days - (day - on).days)


def last_change(meeting: Meeting) -> datetime.datetime | None:
    """When a change of it was last sent out."""
    changes = Notice.objects.filter(kind=Notice.Kind.MEETING_CHANGED, about=str(meeting.pk))
    found: datetime.datetime | None = changes.aggregate(last=Max("written_at"))["last"]
    return found


# --- What they answered


def offered(meeting: Meeting) -> tuple[Rsvp.Answer, ...]:
    """The ways to come, or not, that the meeting knows."""
    coming = {
        Meeting.Mode.IN_PERSON: (Rsvp.Answer.YES,),
        Meeting.Mode.BOTH: (Rsvp.Answer.YES, Rsvp.Answer.REMOTE),
        Meeting.Mode.REMOTE: (Rsvp.Answer.REMOTE,),
    }[Meeting.Mode(meeting.mode)]
    return (*coming, Rsvp.Answer.SUBSTITUTE, Rsvp.Answer.NO)


def answers_by_seat(meeting: Meeting, answers: Iterable[Rsvp]) -> list[SeatAnswer]:
    """The seats that are reached by letter, in their order; three queries beside the answers'."""
    by_person = {row.person_id: row for row in answers}
    held = holders_on(day_of(meeting)).exclude(seat__role=Role.SECRETARY)
    held = held.filter(person__is_active=True).select_related("person", "seat")
    standing_in = {
        row.pk: row.person
        for row in Appointment.objects.filter(
            pk__in=[row.substitute_id for row in by_person.values() if row.substitute_id]
        ).select_related("person")
    }
    changed = last_change(meeting)
    found = []
    for place in held.order_by("seat__order"):
        assert place.seat is not None
        row = by_person.get(place.person_id)
        substitute = standing_in.get(row.substitute_id) if row and row.substitute_id else None
        own = by_person.get(substitute.pk) if substitute else None
        found.append(
            SeatAnswer(
                seat=place.seat,
                holder=place.person,
                answer=row.answer if row else "",
                at=row.at if row else None,
                substitute=substitute,
                substitute_comes=own.answer if own else "",
                by_telephone=bool(row and row.by_telephone),
                is_old=bool(row and changed and row.at < changed),
            )
        )
    return found


def counted(rows: Iterable[SeatAnswer]) -> Counter[str]:
    """How many seats answered what; "" counts those that did not."""
    return Counter(row.answer for row in rows)
