"""Letters about a meeting, as a mail program and a calendar read them."""

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal
from django.test import Client
from django.utils import timezone
from icalendar import Calendar, Component

from council import notices
from council.actions.convene import cancel, convene, send_change
from council.actions.send_notices import send_notices
from council.models import Meeting, Notice, User
from council.people import Role
from tests import cast
from tests.convened import CLOSED, OPEN, browser_of, convened, planned, seated

pytestmark = pytest.mark.usefixtures("acting")
Kind = Notice.Kind
KINDS = (Kind.MEETING_CONVENED, Kind.MEETING_CHANGED, Kind.MEETING_CANCELLED, Kind.MEETING_REMINDER)


@pytest.fixture(autouse=True)
def outbox(tmp_path: Path, settings: Any) -> Iterator[Path]:
    settings.OUTBOX = tmp_path
    yield tmp_path


def sent(outbox: Path) -> dict[str, EmailMessage]:
    """What went out, by recipient; at most one letter each."""
    send_notices()
    parser = BytesParser(policy=policy.default)
    found = [parser.parsebytes(path.read_bytes()) for path in outbox.glob("notice-*.eml")]
    letters = {str(letter["To"]): letter for letter in found}
    assert len(letters) == len(found)
    return letters  # type: ignore[return-value]


def only(outbox: Path) -> EmailMessage:
    (letter,) = sent(outbox).values()
    for path in outbox.iterdir():
        path.unlink()
    return letter


def event_of(letter: EmailMessage) -> Component:
    (part,) = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    assert part.get_param("method") == str(calendar["METHOD"])
    (event,) = calendar.walk("VEVENT")
    return event


def words_of(letter: EmailMessage) -> str:
    bodies = [letter.get_body((kind,)) for kind in ("plain", "html")]
    return f"{letter['Subject']}\n" + "\n".join(body.get_content() for body in bodies if body)


def tell(kind: Notice.Kind, meeting: Meeting, person: User) -> None:
    if kind == Kind.MEETING_CANCELLED:
        facts = {"cancelled_at": timezone.now(), "cancelled_reason": CLOSED}
        Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.CANCELLED, **facts)
    notices.tell(person=person, kind=kind, about=str(meeting.pk), at=timezone.now())


# --- Its parts


def test_an_invitation_is_a_letter_an_entry_and_a_file(outbox: Path) -> None:
    convene(meeting=planned(), by=cast.secretary(), at=timezone.now())
    letter = only(outbox)
    assert letter.get_content_type() == "multipart/mixed"
    alternatives, file = letter.iter_parts()
    kinds = [part.get_content_type() for part in alternatives.iter_parts()]  # type: ignore[attr-defined]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    entry = list(alternatives.iter_parts())[2]  # type: ignore[attr-defined]
    assert entry.get_param("method") == "REQUEST"
    assert entry.get_content_charset() == "utf-8"
    assert file.get_filename() == "invite.ics"
    assert file.get_content_disposition() == "attachment"
    assert file.get_payload(decode=True) == entry.get_payload(decode=True)
    assert b"\r\n" in entry.get_payload(decode=True)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["sq", "en"])
def test_each_kind_says_when_and_where_and_leads_to_the_page(
    kind: Notice.Kind, language: str, outbox: Path
) -> None:
    meeting, person = convened(), seated("police", language=language)
    tell(kind, meeting, person)
    letter = only(outbox)
    words = words_of(letter)
    assert letter["Content-Language"] == language
    assert f"/workspace/meetings/{meeting.pk}/" in words
    assert f"{meeting.number}/{meeting.year}" in str(letter["Subject"])
    assert meeting.place in words
    assert ("/answer/" in words) == (kind != Kind.MEETING_CANCELLED)
    assert (kind == Kind.MEETING_REMINDER) == (letter.get_content_type() != "multipart/mixed")


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_of_the_agenda_or_of_a_reason_goes_out(kind: Notice.Kind, outbox: Path) -> None:
    tell(kind, convened(), seated("police"))
    letter = only(outbox)
    parts = [part.get_payload(decode=True) for part in letter.walk() if not part.is_multipart()]
    everything = b"".join(parts).decode().replace("\r\n ", "") + str(letter["Subject"])
    assert CLOSED not in everything
    assert OPEN not in everything


def test_an_observer_reads_the_same_constant_words(outbox: Path) -> None:
    member, observer = seated("police"), seated("media", role=Role.OBSERVER)
    convene(meeting=planned(), by=cast.secretary(), at=timezone.now())
    letters = sent(outbox)
    assert words_of(letters[member.email]) == words_of(letters[observer.email])
    assert words_of(letters[member.email]) == words_of(letters[cast.secretary().email])


def test_the_attendee_is_the_recipient_alone(outbox: Path) -> None:
    holder = seated("police")
    substitute = seated("police", instead_of=holder)
    convene(meeting=planned(), by=cast.secretary(), at=timezone.now())
    letters = sent(outbox)
    assert len(letters) == 3
    for address, letter in letters.items():
        attendee = event_of(letter)["ATTENDEE"]
        assert str(attendee) == f"mailto:{address}"
        optional = attendee.params["ROLE"] == "OPT-PARTICIPANT"
        assert optional == (address == substitute.email)


# --- As the meeting stands when it is sent


def test_sent_changed_and_cancelled_are_one_event(outbox: Path) -> None:
    meeting, by = planned(), cast.secretary()
    convene(meeting=meeting, by=by, at=timezone.now())
    events = [event_of(only(outbox))]
    send_change(meeting=meeting, by=by, at=timezone.now())
    events.append(event_of(only(outbox)))
    cancel(meeting=meeting, reason="Salla u mbyll.", by=by, at=timezone.now())
    last = only(outbox)
    events.append(event_of(last))
    assert len({str(event["UID"]) for event in events}) == 1
    assert [int(event["SEQUENCE"]) for event in events] == [0, 1, 2]
    assert str(events[-1]["STATUS"]) == "CANCELLED"


def test_a_letter_that_waited_carries_what_was_changed_meanwhile(outbox: Path) -> None:
    meeting, by = planned(), cast.secretary()
    convene(meeting=meeting, by=by, at=timezone.now())
    Meeting.objects.filter(pk=meeting.pk).update(place="Pallati i Kulturës")
    send_change(meeting=meeting, by=by, at=timezone.now())
    send_notices()
    parser = BytesParser(policy=policy.default)
    letters = [parser.parsebytes(path.read_bytes()) for path in outbox.glob("*.eml")]
    assert len(letters) == 2
    for letter in letters:
        event = event_of(letter)  # type: ignore[arg-type]
        assert int(event["SEQUENCE"]) == 1
        assert str(event["LOCATION"]) == "Pallati i Kulturës"


def test_an_invitation_that_was_overtaken_is_not_sent(outbox: Path) -> None:
    meeting, by = planned(), cast.secretary()
    convene(meeting=meeting, by=by, at=timezone.now())
    cancel(meeting=meeting, reason="Salla u mbyll.", by=by, at=timezone.now())
    assert str(event_of(only(outbox))["STATUS"]) == "CANCELLED"
    overtaken = Notice.objects.get(kind=Kind.MEETING_CONVENED)
    assert (overtaken.state, bool(overtaken.smtp_text)) == (Notice.State.FAILED, True)


@pytest.mark.parametrize("kind", KINDS)
def test_an_account_that_was_closed_meanwhile_gets_nothing(kind: Notice.Kind, outbox: Path) -> None:
    person = seated("police")
    tell(kind, convened(), person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert not sent(outbox)


def test_nobody_is_invited_to_or_reminded_of_what_has_begun(outbox: Path) -> None:
    meeting, person = convened(days=-0.01), seated("police")
    for kind in (Kind.MEETING_CONVENED, Kind.MEETING_CHANGED, Kind.MEETING_REMINDER):
        tell(kind, meeting, person)
    assert not sent(outbox)


def test_a_letter_about_a_meeting_that_is_gone_stops_nobody_elses(outbox: Path) -> None:
    gone, kept, person = planned(), convened(number=45), seated("police")
    tell(Kind.MEETING_REMINDER, gone, person)
    gone.delete()
    tell(Kind.MEETING_REMINDER, kept, person)
    assert f"/{kept.pk}/" in words_of(only(outbox))


# --- Its link


def test_the_link_opens_the_answer_after_login(outbox: Path) -> None:
    observer = seated("media", role=Role.OBSERVER)
    convene(meeting=planned(), by=cast.secretary(), at=timezone.now())
    text = sent(outbox)[observer.email].get_body(("plain",))
    assert text is not None
    (link,) = re.findall(r"\S+/answer/", text.get_content())
    path = link.removeprefix(portal.PORTAL_URL)
    assert Client().get(path)["Location"] == f"/workspace/login/?next={path}"
    assert browser_of(observer).get(path).status_code == 200
