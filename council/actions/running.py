"""Whether a meeting may be written to now. What is refused here is refused with its own name."""

import datetime

from django.utils.timezone import localdate

from council.access import may_keep_meetings, reader
from council.models import Meeting, User
from council.people import demand


class NotNow(Exception):
    """The meeting is not at the point where this is done."""


class MinutesLocked(NotNow):
    """The minutes are approved: nothing of the meeting changes any more."""


class NotConvened(NotNow):
    """Nobody has been invited to it yet, or it was cancelled."""


class NotOpened(NotNow):
    """It has not begun."""


class AlreadyClosed(NotNow):
    """It is over: only its minutes are still written."""


def convened(*, meeting: Meeting, by: User, at: datetime.datetime) -> Meeting:
    """The meeting, held by this transaction, while it is convened. Raises NotAllowed or NotNow."""
    found = writable(meeting=meeting, by=by, at=at)
    if found.state != Meeting.State.CONVENED:
        raise AlreadyClosed
    return found


def opened(*, meeting: Meeting, by: User, at: datetime.datetime) -> Meeting:
    """As `convened`, and it has begun."""
    found = convened(meeting=meeting, by=by, at=at)
    if found.opened_at is None:
        raise NotOpened
    return found


def writable(*, meeting: Meeting, by: User, at: datetime.datetime) -> Meeting:
    """As `convened`, and later too, until its minutes are approved."""
    demand(may_keep_meetings(reader(by, on=localdate(at))))
    found = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if found.is_locked:
        raise MinutesLocked
    if found.state in (Meeting.State.PLANNED, Meeting.State.CANCELLED):
        raise NotConvened
    return found
