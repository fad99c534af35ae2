"""Answering an invitation to a meeting."""

import datetime

from django.utils.timezone import localdate

from council import audit
from council.access import may_keep_meetings, reader
from council.convocation import day_of, is_guest, offered, own_substitutes
from council.models import Appointment, Meeting, Rsvp, Seat, User
from council.people import demand, holders_on


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
    _keep(meeting, by, choice, substitute, at, by_telephone=False)


def answer_by_telephone(
    *,
    meeting: Meeting,
    seat: Seat,
    choice: Rsvp.Answer,
    substitute: Appointment | None,
    by: User,
    at: datetime.datetime,
) -> None:
    """The secretary enters what the holder of a seat said on the telephone.

    Raises NotAllowed, and as `answer`; NotInvited where nobody with an open account holds it.
    """
    demand(may_keep_meetings(reader(by, on=localdate(at))))
    held = holders_on(day_of(meeting)).filter(seat=seat, person__is_active=True)
    holder = held.select_related("person").first()
    if holder is None:
        raise NotInvited
    _keep(meeting, holder.person, choice, substitute, at, by_telephone=True)


def _keep(
    meeting: Meeting,
    person: User,
    choice: Rsvp.Answer,
    substitute: Appointment | None,
    at: datetime.datetime,
    *,
    by_telephone: bool,
) -> None:
    if meeting.state != Meeting.State.CONVENED or meeting.starts_at <= at:
        raise TooLate
    if not is_guest(meeting, person):
        raise NotInvited
    if choice not in offered(meeting):
        raise NotOffered
    names_one = choice == Rsvp.Answer.SUBSTITUTE
    if names_one and substitute not in own_substitutes(meeting, person):
        raise NotTheirSubstitute
    Rsvp.objects.update_or_create(
        meeting=meeting,
        person=person,
        defaults={
            "answer": choice,
            "substitute": substitute if names_one else None,
            "by_telephone": by_telephone,
            "at": at,
        },
    )
    verb = "meeting.answered_by_telephone" if by_telephone else "meeting.answered"
    audit.record(verb=verb, object_key=meeting.source_key, at=at)
