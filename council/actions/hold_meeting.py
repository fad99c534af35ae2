"""A meeting is opened, goes from item to item, and is closed."""

import datetime

from django.utils.timezone import localdate

from council import audit
from council.actions.numbering import close_gaps
from council.actions.running import NotNow, convened, opened, writable
from council.actions.tell_of_actions import tell_of_actions
from council.models import AgendaItem, Appointment, Meeting, User
from council.people import appointed_on


class TooEarly(NotNow):
    """The day of the meeting has not come."""


class AlreadyOpen(NotNow):
    """It has begun."""


class CannotChair(Exception):
    """The appointment does not hold on the day of the meeting."""


class NotClosed(NotNow):
    """Only a meeting that was just closed can go on."""


def open_meeting(
    *, meeting: Meeting, chair: Appointment, by: User, at: datetime.datetime
) -> Meeting:
    """From now on it is held, chaired by this appointment. Raises NotAllowed, NotNow, CannotChair."""
    found = convened(meeting=meeting, by=by, at=at)
    day = localdate(found.starts_at)
    if found.opened_at is not None:
        raise AlreadyOpen
    if localdate(at) < day:
        raise TooEarly
    if not appointed_on(day).filter(pk=chair.pk).exists():
        raise CannotChair
    found.opened_at, found.chair = at, chair
    found.current_item = found.items.first()
    found.save(update_fields=["opened_at", "chair", "current_item", "edited_at"])
    audit.record(verb="meeting.opened", object_key=f"meeting:{found.pk}", at=at)
    return found


def move_to(*, item: AgendaItem, by: User, at: datetime.datetime) -> None:
    """The item is being dealt with now. Raises NotAllowed or NotNow."""
    meeting = opened(meeting=item.meeting, by=by, at=at)
    meeting.current_item = item
    meeting.save(update_fields=["current_item", "edited_at"])
    audit.record(verb="item.begun", object_key=f"item:{item.key}", at=at)


def finish_item(*, item: AgendaItem, by: User, at: datetime.datetime) -> None:
    """Nothing is left to do about it. Raises NotAllowed or NotNow."""
    opened(meeting=item.meeting, by=by, at=at)
    AgendaItem.objects.filter(pk=item.pk).update(state=AgendaItem.State.DONE)
    audit.record(verb="item.done", object_key=f"item:{item.key}", at=at)


def take_up_again(*, item: AgendaItem, by: User, at: datetime.datetime) -> None:
    """A finished item is open after all. Raises NotAllowed or NotNow."""
    opened(meeting=item.meeting, by=by, at=at)
    AgendaItem.objects.filter(pk=item.pk).update(state=AgendaItem.State.OPEN)
    audit.record(verb="item.taken_up", object_key=f"item:{item.key}", at=at)


def close_meeting(*, meeting: Meeting, by: User, at: datetime.datetime) -> Meeting:
    """It is over; items that are still open are carried over. Raises NotAllowed or NotNow."""
    found = opened(meeting=meeting, by=by, at=at)
    close_gaps(found)
    found.items.filter(state=AgendaItem.State.OPEN).update(state=AgendaItem.State.CARRIED)
    found.state, found.ended_at, found.current_item = Meeting.State.HELD, at, None
    found.save(update_fields=["state", "ended_at", "current_item", "edited_at"])
    tell_of_actions(meeting=found, at=at)
    audit.record(verb="meeting.closed", object_key=f"meeting:{found.pk}", at=at)
    return found


def reopen_meeting(*, meeting: Meeting, by: User, at: datetime.datetime) -> Meeting:
    """It was closed too soon, and nothing has come of that yet. Raises NotAllowed or NotNow."""
    found = writable(meeting=meeting, by=by, at=at)
    if found.state != Meeting.State.HELD or found.opened_at is None:
        raise NotClosed
    # What another meeting has taken over stays with it.
    carried = found.items.filter(state=AgendaItem.State.CARRIED, carried_to__isnull=True)
    current = carried.first()
    carried.update(state=AgendaItem.State.OPEN)
    found.state, found.ended_at, found.current_item = Meeting.State.CONVENED, None, current
    found.save(update_fields=["state", "ended_at", "current_item", "edited_at"])
    audit.record(verb="meeting.reopened", object_key=f"meeting:{found.pk}", at=at)
    return found
