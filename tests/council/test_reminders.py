"""Reminders of a meeting: seven days and one day before, once each, and nothing after the start."""

import datetime

import pytest
from django.utils import timezone

from council import notices
from council.actions.convene import cancel, convene, send_change
from council.actions.remind import remind_of_meetings
from council.models import AuditRecord, Meeting, Notice, Rsvp, User
from council.tasks import reminders
from elbasan_council.celery import app
from tests import cast
from tests.convened import convened, planned, seated

pytestmark = pytest.mark.usefixtures("acting")
DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)


@pytest.fixture
def person() -> User:
    return seated("police")


@pytest.fixture
def meeting(person: User) -> Meeting:
    """In twenty days, convened now; `person` was written to, and the letter counts for nothing."""
    meeting = convened()
    notices.tell(
        person=person,
        kind=Notice.Kind.MEETING_CONVENED,
        about=str(meeting.pk),
        at=timezone.now(),
    )
    return meeting


def reminded(meeting: Meeting, *moments: datetime.timedelta) -> list[int]:
    """How many letters are written at each of these times before the meeting."""
    return [remind_of_meetings(at=meeting.starts_at - before) for before in moments]


def addresses() -> set[str]:
    rows = Notice.objects.filter(kind=Notice.Kind.MEETING_REMINDER)
    return set(rows.values_list("address", flat=True))


def test_a_member_is_reminded_seven_days_and_one_day_before(meeting: Meeting) -> None:
    times = (8 * DAY, 7 * DAY + HOUR, 7 * DAY, 6 * DAY, DAY + HOUR, DAY, HOUR)
    assert reminded(meeting, *times) == [0, 0, 1, 0, 0, 1, 0]


def test_two_ticks_write_one_letter(meeting: Meeting) -> None:
    assert reminded(meeting, DAY, DAY, DAY) == [1, 0, 0]


def test_two_ticks_at_the_same_time_write_one_letter(meeting: Meeting, person: User) -> None:
    """The key is the same, and the database keeps it once."""
    reminded(meeting, 7 * DAY)
    key = Notice.objects.get(kind=Notice.Kind.MEETING_REMINDER).once_key
    for _ in range(2):
        notices.put(
            kind=Notice.Kind.MEETING_REMINDER,
            address=person.email,
            language="sq",
            about=str(meeting.pk),
            at=timezone.now(),
            person=person,
            once_key=key,
        )
    assert Notice.objects.filter(kind=Notice.Kind.MEETING_REMINDER).count() == 1


def test_after_an_outage_one_letter_catches_up(meeting: Meeting) -> None:
    assert reminded(meeting, 5 * DAY, 5 * DAY - HOUR) == [1, 0]


def test_after_a_long_outage_it_is_not_two_at_once(meeting: Meeting) -> None:
    assert reminded(meeting, 12 * HOUR, 11 * HOUR) == [1, 0]


def test_nobody_is_reminded_after_the_start(meeting: Meeting) -> None:
    assert reminded(meeting, 0 * DAY, -HOUR, -8 * DAY) == [0, 0, 0]


def test_who_cannot_come_is_left_in_peace_and_who_comes_is_not(
    meeting: Meeting, person: User
) -> None:
    coming = seated("court")
    Rsvp.objects.create(meeting=meeting, person=person, answer="no", at=timezone.now())
    Rsvp.objects.create(meeting=meeting, person=coming, answer="yes", at=timezone.now())
    reminded(meeting, DAY)
    assert addresses() == {coming.email}


def test_of_substitutes_only_those_who_were_asked_are_reminded(
    meeting: Meeting, person: User
) -> None:
    asked = seated("police", instead_of=person)
    seated("police", instead_of=person)
    substitute = asked.appointments.get()
    Rsvp.objects.create(
        meeting=meeting,
        person=person,
        answer="substitute",
        substitute=substitute,
        at=timezone.now(),
    )
    reminded(meeting, DAY)
    assert addresses() == {person.email, asked.email}


def test_a_cancelled_meeting_and_a_plan_remind_nobody(meeting: Meeting, person: User) -> None:
    planned(number=45, days=20)
    cancel(meeting=meeting, reason="Salla u mbyll.", by=cast.secretary(), at=timezone.now())
    assert reminded(meeting, 7 * DAY, DAY) == [0, 0]


def test_a_closed_account_is_not_reminded(meeting: Meeting, person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert reminded(meeting, 7 * DAY, DAY) == [0, 0]


def test_who_was_invited_three_days_before_is_reminded_the_day_before(person: User) -> None:
    meeting, at = planned(days=3), timezone.now()
    convene(meeting=meeting, by=cast.secretary(), at=at, all_the_same=True)
    assert remind_of_meetings(at=at + HOUR) == 0
    assert reminded(meeting, DAY) == [2]


def test_a_meeting_that_was_moved_is_reminded_of_anew(meeting: Meeting) -> None:
    assert reminded(meeting, 7 * DAY) == [1]
    later = meeting.starts_at + 14 * DAY
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=later)
    send_change(meeting=meeting, by=cast.secretary(), at=meeting.starts_at - 6 * DAY)
    meeting.refresh_from_db()
    # The secretary too, who was added with the change.
    assert reminded(meeting, 8 * DAY, 7 * DAY, 6 * DAY) == [0, 2, 0]


def test_who_was_told_of_a_change_this_week_needs_no_reminder_of_the_week(person: User) -> None:
    meeting = convened(days=5)
    send_change(meeting=meeting, by=cast.secretary(), at=timezone.now())
    assert remind_of_meetings(at=timezone.now()) == 0


def test_the_timetable_calls_it() -> None:
    assert "council.reminders" in {row["task"] for row in app.conf.beat_schedule.values()}
    meeting = convened(days=6)
    person = seated("police")
    for _ in range(2):
        reminders.apply()
    (letter,) = Notice.objects.filter(kind=Notice.Kind.MEETING_REMINDER)
    assert (letter.address, letter.about) == (person.email, str(meeting.pk))
    assert not AuditRecord.objects.exists()
