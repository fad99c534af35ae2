"""Entries of calendars: the same event updated and called off, at the right hour, without a word."""

import datetime

import pytest
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext
from icalendar import Calendar, Component

from council import calendars
from council.actions.convene import cancel, convene, send_change
from council.models import Meeting
from languages.dates import TIRANE
from tests import cast
from tests.convened import CLOSED, OPEN, PLACE, planned

pytestmark = pytest.mark.usefixtures("acting")
UTC = datetime.UTC
HOUR = datetime.timedelta(hours=1)


def entry(
    meeting: Meeting, *, language: str = "sq", recipient: str = "member@example.org"
) -> bytes:
    meeting.refresh_from_db()
    return calendars.invitation(
        meeting, recipient=recipient, optional=False, language=language, at=timezone.now()
    )


def parsed(data: bytes) -> tuple[Component, Component]:
    """The calendar and its only event."""
    calendar = Calendar.from_ical(data)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_the_same_event_is_sent_changed_and_called_off() -> None:
    meeting, by = planned(), cast.secretary()
    convene(meeting=meeting, by=by, at=timezone.now())
    sent = [parsed(entry(meeting))]
    send_change(meeting=meeting, by=by, at=timezone.now())
    sent.append(parsed(entry(meeting)))
    cancel(meeting=meeting, reason="Salla u mbyll.", by=by, at=timezone.now())
    sent.append(parsed(entry(meeting)))
    assert [str(calendar["METHOD"]) for calendar, _ in sent] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [int(event["SEQUENCE"]) for _, event in sent] == [0, 1, 2]
    assert {str(event["UID"]) for _, event in sent} == {
        f"meeting-{meeting.pk}@{settings.CITY.domain}"
    }
    assert [str(event["STATUS"]) for _, event in sent] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    stamps = [event["DTSTAMP"].dt for _, event in sent]
    assert stamps == sorted(stamps)


def test_what_an_entry_says() -> None:
    meeting = planned(number=4)
    _, event = parsed(entry(meeting))
    year = meeting.year
    with translation.override("sq"):
        words = gettext("Meeting of the Council, no. %(number)s") % {"number": f"4/{year}"}
    assert str(event["SUMMARY"]) == words
    assert str(event["LOCATION"]) == PLACE
    page = f"{settings.PORTAL_URL}/workspace/meetings/{meeting.pk}/"
    assert str(event["URL"]) == page
    assert page in str(event["DESCRIPTION"])
    assert str(event["ORGANIZER"]) == f"mailto:{settings.CITY.email}"
    assert event["ORGANIZER"].params["CN"] == settings.CITY.council_name["sq"]
    assert "SENT-BY" not in event["ORGANIZER"].params


def test_the_one_attendee_is_the_recipient_who_is_asked_to_answer() -> None:
    _, event = parsed(entry(planned(), recipient="somebody@example.org"))
    attendee = event["ATTENDEE"]
    assert str(attendee) == "mailto:somebody@example.org"
    assert attendee.params["RSVP"] == "TRUE"
    assert attendee.params["ROLE"] == "REQ-PARTICIPANT"


def test_words_are_the_recipients_language() -> None:
    meeting = planned()
    organizers = {str(parsed(entry(meeting, language=code))[1]["ORGANIZER"].params["CN"])
                  for code in ("sq", "en")}  # fmt: skip
    assert len(organizers) == 2


@pytest.mark.parametrize("language", ["sq", "en"])
def test_nothing_of_an_item_comes_in(language: str) -> None:
    meeting = planned(state=Meeting.State.CONVENED)
    for data in (entry(meeting, language=language), calendars.feed([meeting], language=language)):
        text = data.replace(b"\r\n ", b"").decode()
        assert OPEN not in text
        assert CLOSED not in text


def test_lines_are_folded_between_letters_and_end_in_crlf() -> None:
    place = "Salla e Këshillit Bashkiak, çdo katëshe përballë, " * 3 + "ëëëëëëëëëëëëëëëçççççç"
    data = entry(planned(place=place))
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in lines:
        assert len(line) <= 75
        line.decode()
    assert str(parsed(data)[1]["LOCATION"]) == place


# --- Hours


@pytest.mark.parametrize(
    ("starts_at", "offset"),
    [
        ("2027-03-27T10:00", 1),  # the day before summer time
        ("2027-03-28T10:00", 2),  # the day of the change
        ("2027-10-30T10:00", 2),
        ("2027-10-31T10:00", 1),
        ("2026-07-01T10:00", 2),
        ("2026-12-15T10:00", 1),
    ],
)
def test_a_meeting_at_ten_is_at_ten_on_both_sides_of_a_change(starts_at: str, offset: int) -> None:
    start = datetime.datetime.fromisoformat(starts_at).replace(tzinfo=TIRANE)
    meeting = planned(starts_at=start)
    data = entry(meeting)
    _, event = parsed(data)
    assert f"DTSTART;TZID=Europe/Tirane:{start:%Y%m%dT%H%M%S}".encode() in data
    assert event["DTSTART"].dt.utcoffset() == offset * HOUR
    assert event["DTSTART"].dt == start


def test_a_meeting_across_a_change_lasts_as_long_as_planned() -> None:
    start = datetime.datetime(2027, 10, 31, 1, 0, tzinfo=TIRANE)
    _, event = parsed(entry(planned(starts_at=start, minutes_planned=240)))
    assert event["DTEND"].dt.strftime("%H:%M") == "04:00"  # 5 o'clock on a clock not turned back
    lasted = event["DTEND"].dt.astimezone(UTC) - event["DTSTART"].dt.astimezone(UTC)
    assert lasted == 4 * HOUR


def test_the_time_zone_in_the_file_is_that_of_the_city_hour_by_hour() -> None:
    """For programs that read the rules in the file instead of their own."""
    (zone,) = Calendar.from_ical(entry(planned())).walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/Tirane"
    rules = zone.to_tz(lookup_tzid=False)
    moment = datetime.datetime(2026, 1, 1, tzinfo=UTC)
    changes = 0
    while moment.year < 2029:
        ours, right = moment.astimezone(rules), moment.astimezone(TIRANE)
        assert ours.utcoffset() == right.utcoffset(), moment
        changes += (moment - HOUR).astimezone(TIRANE).utcoffset() != right.utcoffset()
        moment += HOUR
    assert changes == 6


# --- The feed as a file


def test_a_feed_publishes_events_with_nobody_in_them() -> None:
    kept = planned(state=Meeting.State.CONVENED)
    off = planned(
        number=45, state=Meeting.State.CANCELLED, cancelled_at=timezone.now(), cancelled_reason="x"
    )
    data = calendars.feed([kept, off], language="sq")
    calendar = Calendar.from_ical(data)
    assert str(calendar["METHOD"]) == "PUBLISH"
    states = {str(event["UID"])[8:44]: str(event["STATUS"]) for event in calendar.walk("VEVENT")}
    assert states == {str(kept.pk): "CONFIRMED", str(off.pk): "CANCELLED"}
    assert b"ATTENDEE" not in data
    assert data == calendars.feed([kept, off], language="sq")
