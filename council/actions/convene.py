"""A meeting is sent out: convened, sent again when it changed, cancelled."""

import datetime
from collections.abc import Iterable

from django.utils.timezone import localdate

from council import audit, notices
from council.access import may_keep_meetings, reader
from council.convocation import guests, notice_days_short
from council.models import Appointment, Meeting, Notice, User
from council.people import Role, appointed_on, demand

_Kind = Notice.Kind


class NotPlanned(Exception):
    """The meeting was convened already, or cancelled."""


class NotConvened(Exception):
    """Only a meeting that was convened, and not yet held, is sent again or called off."""


class NoAgenda(Exception):
    """A meeting is convened to at least one item."""


class InThePast(Exception):
    """Nobody can come to a meeting that has begun."""


class ShortNotice(Exception):
    """The rules ask for a longer notice; who knows it may convene all the same."""


class NoReason(Exception):
    """A meeting is cancelled for a reason that everybody reads."""


def convene(
    *, meeting: Meeting, by: User, at: datetime.datetime, all_the_same: bool = False
) -> int:
    """Sends the meeting to everybody whom it concerns; how many letters were written.

    Raises NotAllowed, NotPlanned, NoAgenda, InThePast, or ShortNotice without `all_the_same`.
    """
    today = localdate(at)
    demand(may_keep_meetings(reader(by, on=today)))
    held = as_it_stands(meeting)
    if held.state != Meeting.State.PLANNED:
        raise NotPlanned
    if not held.items.exists():
        raise NoAgenda
    if held.starts_at <= at:
        raise InThePast
    if notice_days_short(held, on=today) and not all_the_same:
        raise ShortNotice
    held.state, held.convened_at, held.sequence = Meeting.State.CONVENED, at, 0
    held.convener = _convener(by, today)
    held.save(update_fields=["state", "convened_at", "sequence", "convener", "edited_at"])
    audit.record(verb="meeting.convened", object_key=held.source_key, at=at)
    return _write(held, _Kind.MEETING_CONVENED, _guests_of(held), at)


def send_change(*, meeting: Meeting, by: User, at: datetime.datetime) -> int:
    """Sends a convened meeting again as it stands now; how many letters were written.

    Raises NotAllowed, NotConvened or InThePast.
    """
    demand(may_keep_meetings(reader(by, on=localdate(at))))
    held = as_it_stands(meeting)
    if held.state != Meeting.State.CONVENED:
        raise NotConvened
    if held.starts_at <= at:
        raise InThePast
    held.sequence += 1
    held.save(update_fields=["sequence", "edited_at"])
    audit.record(verb="meeting.changed", object_key=held.source_key, at=at)
    return _write(held, _Kind.MEETING_CHANGED, _guests_of(held), at)


def cancel(*, meeting: Meeting, reason: str, by: User, at: datetime.datetime) -> int:
    """Calls a meeting off; how many letters were written: none of a plan that nobody knew.

    Whoever was written to before is told, also who would not be invited today.
    Raises NotAllowed, NotConvened or NoReason.
    """
    demand(may_keep_meetings(reader(by, on=localdate(at))))
    if not reason.strip():
        raise NoReason
    held = as_it_stands(meeting)
    if held.state not in (Meeting.State.PLANNED, Meeting.State.CONVENED):
        raise NotConvened
    was_sent = held.state == Meeting.State.CONVENED
    held.state, held.cancelled_at, held.cancelled_reason = Meeting.State.CANCELLED, at, reason
    held.sequence += 1
    held.save(update_fields=["state", "cancelled_at", "cancelled_reason", "sequence", "edited_at"])
    audit.record(verb="meeting.cancelled", object_key=held.source_key, at=at)
    if not was_sent:
        return 0
    told = {person.pk: person for person in (*_guests_of(held), *_written_to(held))}
    return _write(held, _Kind.MEETING_CANCELLED, told.values(), at)


def as_it_stands(meeting: Meeting) -> Meeting:
    """As it stands, until the transaction ends: two secretaries convene once."""
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def _convener(by: User, day: datetime.date) -> Appointment | None:
    """The chair, in whose name it is convened; without one, who does it."""
    held = appointed_on(day)
    chair = held.filter(role=Role.CHAIR, substitute_for__isnull=True).first()
    return chair or held.filter(role=Role.SECRETARY, person=by).first()


def _guests_of(meeting: Meeting) -> list[User]:
    return [guest.person for guest in guests(meeting)]


def _written_to(meeting: Meeting) -> Iterable[User]:
    sent = Notice.objects.filter(
        about=str(meeting.pk), kind__in=(_Kind.MEETING_CONVENED, _Kind.MEETING_CHANGED)
    )
    return User.objects.filter(pk__in=sent.values("person"), is_active=True)


def _write(
    meeting: Meeting, kind: Notice.Kind, people: Iterable[User], at: datetime.datetime
) -> int:
    written = 0
    for person in people:
        notices.tell(person=person, kind=kind, about=str(meeting.pk), at=at)
        written += 1
    return written
