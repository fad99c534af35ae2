"""Reminders of convened meetings: by the timetable, and by the secretary's hand."""

import datetime
from collections.abc import Collection, Mapping

from django.utils.timezone import localdate

from council import audit, notices
from council.access import may_keep_meetings, reader
from council.actions.convene import InThePast, NotConvened, as_it_stands
from council.convocation import ABOUT_MEETINGS, Guest, Part, guests
from council.models import Meeting, Notice, Rsvp, User
from council.people import current_principal, demand

DAYS_BEFORE = (7, 1)
_REMINDER = Notice.Kind.MEETING_REMINDER


def remind_of_meetings(*, at: datetime.datetime) -> int:
    """Writes the reminders that are due; how many. Safe to run twice and at the same time.

    After an outage only the nearest of those that were missed is written. Whoever got any letter
    about the meeting since the reminder was due needs none.
    """
    current_principal()
    soon = at + datetime.timedelta(days=max(DAYS_BEFORE))
    convened = Meeting.objects.filter(
        state=Meeting.State.CONVENED, starts_at__gt=at, starts_at__lte=soon
    )
    return sum(_remind(meeting, at) for meeting in convened)


def remind(*, meeting: Meeting, by: User, at: datetime.datetime) -> int:
    """The secretary reminds who has not answered; how many letters were written.

    Once a day each; who came to a seat since the meeting was sent out gets the invitation itself.
    Raises NotAllowed, NotConvened or InThePast.
    """
    demand(may_keep_meetings(reader(by, on=localdate(at))))
    meeting = as_it_stands(meeting)
    if meeting.state != Meeting.State.CONVENED:
        raise NotConvened
    if meeting.starts_at <= at:
        raise InThePast
    answered = _answers(meeting)
    known = set(_last_letters(meeting))
    written = 0
    for guest in guests(meeting):
        if guest.person.pk not in known:
            kind = Notice.Kind.MEETING_CONVENED
            notices.tell(person=guest.person, kind=kind, about=str(meeting.pk), at=at)
            written += 1
        elif guest.part is Part.HOLDER and guest.person.pk not in answered:
            written += _put(meeting, guest.person, f"{localdate(at)}", at)
    audit.record(verb="meeting.reminded", object_key=meeting.source_key, at=at)
    return written


def _remind(meeting: Meeting, at: datetime.datetime) -> int:
    days, due = _nearest(meeting, at)
    # The day stands in the key: a meeting that was moved is reminded of anew.
    which = f"{days}d:{localdate(meeting.starts_at)}"
    last = _last_letters(meeting)
    return sum(
        _put(meeting, person, which, at)
        for person in _to_remind(meeting)
        if person.pk not in last or last[person.pk] < due
    )


def _nearest(meeting: Meeting, at: datetime.datetime) -> tuple[int, datetime.datetime]:
    """The last reminder whose time has come: its days before the meeting, and its moment."""
    moments = [(days, meeting.starts_at - datetime.timedelta(days=days)) for days in DAYS_BEFORE]
    return max(((days, due) for days, due in moments if due <= at), key=lambda pair: pair[1])


def _to_remind(meeting: Meeting) -> list[User]:
    """Guests who did not say no; of the substitutes those who were asked to come, or said so."""
    answers = _answers(meeting)
    asked = set(
        Rsvp.objects.filter(meeting=meeting, answer=Rsvp.Answer.SUBSTITUTE).values_list(
            "substitute__person", flat=True
        )
    )
    return [guest.person for guest in guests(meeting) if _is_reminded(guest, answers, asked)]


def _is_reminded(guest: Guest, answers: Mapping[object, str], asked: Collection[object]) -> bool:
    answer = answers.get(guest.person.pk, "")
    if answer == Rsvp.Answer.NO:
        return False
    return guest.part is not Part.SUBSTITUTE or bool(answer) or guest.person.pk in asked


def _answers(meeting: Meeting) -> dict[object, str]:
    return dict(Rsvp.objects.filter(meeting=meeting).values_list("person", "answer"))


def _last_letters(meeting: Meeting) -> dict[object, datetime.datetime]:
    """When each person was last written to about it."""
    sent = Notice.objects.filter(about=str(meeting.pk), kind__in=ABOUT_MEETINGS)
    return dict(sent.order_by("written_at").values_list("person", "written_at"))


def _put(meeting: Meeting, person: User, which: str, at: datetime.datetime) -> bool:
    """Whether it was written now."""
    once_key = f"{_REMINDER}:{meeting.pk}:{person.pk}:{which}"
    if Notice.objects.filter(once_key=once_key).exists():
        return False
    notices.put(
        kind=_REMINDER,
        address=person.email,
        language=person.language,
        about=str(meeting.pk),
        at=at,
        person=person,
        once_key=once_key,
    )
    return True
