"""Answering an invitation to a meeting."""

import datetime

from council import audit
from council.convocation import is_guest, offered, own_substitutes
from council.models import Appointment, Meeting, Rsvp, User


class NotInvited(Exception):
    """Who was not invited does not answer."""


class TooLate(Exception):
    """The meeting has begun, was cancelled, or was never convened: attendance is recorded there."""


class NotOffered(Exception):
    """This meeting does not know this way to come."""


class NotTheirSubstitute(Exception):
    """Only one's own substitute comes in one's place, and one of them must be named."""


def answer(
    *,
    meeting: Meeting,
    by: User,
    choice: Rsvp.Answer,
    substitute: Appointment | None,
    at: datetime.datetime,
) -> None:
    """Keeps somebody's last word about a meeting; it may change until the meeting begins.

    Raises NotInvited, TooLate, NotOffered or NotTheirSubstitute.
    """
    if meeting.state != Meeting.State.CONVENED or meeting.starts_at <= at:
        raise TooLate
    if not is_guest(meeting, by):
        raise NotInvited
    if choice not in offered(meeting):
        raise NotOffered
    names_one = choice == Rsvp.Answer.SUBSTITUTE
    if names_one and substitute not in own_substitutes(meeting, by):
        raise NotTheirSubstitute
    Rsvp.objects.update_or_create(
        meeting=meeting,
        person=by,
        defaults={"answer": choice, "substitute": substitute if names_one else None, "at": at},
    )
    audit.record(verb="meeting.answered", object_key=meeting.source_key, at=at)
