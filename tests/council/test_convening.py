"""Convening a meeting, sending its changes, calling it off: who may, when, and to whom."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council.actions import convene as convening
from council.actions.convene import cancel, convene, send_change
from council.actions.remind import remind
from council.convocation import Part, guests, without_account
from council.models import AuditRecord, Meeting, Notice, Rsvp, Rule, User
from council.people import NotAllowed, Role
from tests import cast
from tests.convened import (
    CLOSED,
    OPEN,
    agency_person,
    browser_of,
    convened,
    planned,
    seated,
)

pytestmark = pytest.mark.usefixtures("acting")
Kind = Notice.Kind


def now() -> datetime.datetime:
    return timezone.now()


def letters(kind: Notice.Kind) -> set[str]:
    rows = list(Notice.objects.filter(kind=kind).values_list("address", flat=True))
    assert len(rows) == len(set(rows)), "somebody was written to twice"
    return set(rows)


def address(meeting: Meeting, what: str = "invite") -> str:
    return f"/workspace/meetings/{meeting.pk}/{what}/"


# --- To whom


def test_it_goes_to_holders_substitutes_secretary_and_coordinator() -> None:
    holder = seated("police")
    substitute = seated("police", instead_of=holder)
    observer = seated("media", role=Role.OBSERVER)
    coordinator = agency_person(Role.COORDINATOR)
    for nobody in (Role.EDITOR, Role.AUDITOR, Role.LIAISON, Role.ADMINISTRATOR):
        agency_person(nobody)
    meeting = planned()
    assert convene(meeting=meeting, by=cast.secretary(), at=now()) == 5
    expected = {holder, substitute, observer, coordinator, cast.secretary()}
    assert letters(Kind.MEETING_CONVENED) == {person.email for person in expected}
    parts = {guest.person: guest.part for guest in guests(meeting)}
    assert parts[substitute] is Part.SUBSTITUTE
    assert parts[holder] is Part.HOLDER


def test_the_day_of_the_meeting_decides_who_holds_a_seat() -> None:
    meeting = planned(days=20)
    day = timezone.localdate() + datetime.timedelta(days=10)
    leaver = seated("police", until=day)
    leavers_substitute = seated("police", instead_of=leaver)
    successor = seated("police", since=day + datetime.timedelta(days=1))
    found = {guest.person for guest in guests(meeting)}
    assert successor in found
    assert not found & {leaver, leavers_substitute}


def test_a_closed_account_gets_no_letter_and_its_seat_gets_paper() -> None:
    holder = seated("police")
    User.objects.filter(pk=holder.pk).update(is_active=False)
    meeting = planned()
    convene(meeting=meeting, by=cast.secretary(), at=now())
    assert holder.email not in letters(Kind.MEETING_CONVENED)
    paper = {seat.code for seat in without_account(meeting)}
    assert "police" in paper
    assert "secretary" not in paper


# --- Convening


def test_convening_sets_the_state_the_sequence_and_the_convener() -> None:
    chair = seated("chair", role=Role.CHAIR)
    meeting, at = planned(), now()
    convene(meeting=meeting, by=cast.secretary(), at=at)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence) == (Meeting.State.CONVENED, 0)
    assert meeting.convened_at == at
    assert meeting.convener is not None
    assert meeting.convener.person == chair
    assert AuditRecord.objects.filter(verb="meeting.convened").count() == 1


def test_without_a_chair_the_secretary_convenes_in_their_own_name() -> None:
    meeting = planned()
    convene(meeting=meeting, by=cast.secretary(), at=now())
    meeting.refresh_from_db()
    assert meeting.convener is not None
    assert meeting.convener.person == cast.secretary()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECRETARY}))
def test_only_the_secretary_convenes_changes_cancels_and_reminds(role: Role) -> None:
    meeting, by = planned(), agency_person(role)
    for act in (
        lambda: convene(meeting=meeting, by=by, at=now()),
        lambda: send_change(meeting=meeting, by=by, at=now()),
        lambda: cancel(meeting=meeting, reason="Salla u mbyll", by=by, at=now()),
        lambda: remind(meeting=meeting, by=by, at=now()),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not Notice.objects.exists()


def test_a_meeting_is_convened_once() -> None:
    meeting = planned()
    convene(meeting=meeting, by=cast.secretary(), at=now())
    with pytest.raises(convening.NotPlanned):
        convene(meeting=meeting, by=cast.secretary(), at=now())
    assert letters(Kind.MEETING_CONVENED) == {cast.secretary().email}


def test_a_meeting_without_items_is_not_convened() -> None:
    with pytest.raises(convening.NoAgenda):
        convene(meeting=planned(items=False), by=cast.secretary(), at=now())


def test_a_meeting_in_the_past_is_not_convened() -> None:
    with pytest.raises(convening.InThePast):
        convene(meeting=planned(days=-1), by=cast.secretary(), at=now())


def test_a_short_notice_is_convened_only_all_the_same() -> None:
    meeting = planned(days=3)
    with pytest.raises(convening.ShortNotice):
        convene(meeting=meeting, by=cast.secretary(), at=now())
    convene(meeting=meeting, by=cast.secretary(), at=now(), all_the_same=True)
    assert Notice.objects.exists()


def test_the_rules_of_the_day_say_how_short_is_short() -> None:
    meeting = planned(days=3)
    Rule.objects.create(from_date=timezone.localdate(), notice_days=2)
    convene(meeting=meeting, by=cast.secretary(), at=now())


def test_an_extraordinary_meeting_has_no_notice() -> None:
    meeting = planned(days=0.5, kind=Meeting.Kind.EXTRAORDINARY)
    convene(meeting=meeting, by=cast.secretary(), at=now())


# --- Changes


def test_each_change_that_is_sent_counts_on() -> None:
    meeting = planned()
    convene(meeting=meeting, by=cast.secretary(), at=now())
    for sequence in (1, 2):
        send_change(meeting=meeting, by=cast.secretary(), at=now())
        meeting.refresh_from_db()
        assert meeting.sequence == sequence
    assert Notice.objects.filter(kind=Kind.MEETING_CHANGED).count() == 2


@pytest.mark.parametrize("state", ["planned", "held", "published"])
def test_only_a_convened_meeting_is_sent_again(state: str) -> None:
    meeting = planned(state=state)
    with pytest.raises(convening.NotConvened):
        send_change(meeting=meeting, by=cast.secretary(), at=now())
    with pytest.raises(convening.NotConvened):
        remind(meeting=meeting, by=cast.secretary(), at=now())
    assert not Notice.objects.exists()


# --- Cancelling


def test_cancelling_tells_also_who_would_not_be_invited_today() -> None:
    holder = seated("police")
    meeting = planned()
    convene(meeting=meeting, by=cast.secretary(), at=now())
    holder.appointments.update(to_date=timezone.localdate())
    newcomer = seated("police", since=timezone.localdate() + datetime.timedelta(days=1))
    cancel(meeting=meeting, reason="Salla u mbyll.", by=cast.secretary(), at=now())
    told = {holder.email, newcomer.email, cast.secretary().email}
    assert letters(Kind.MEETING_CANCELLED) == told
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence) == (Meeting.State.CANCELLED, 1)
    assert meeting.cancelled_reason == "Salla u mbyll."


def test_a_plan_is_cancelled_without_letters() -> None:
    meeting = planned()
    assert cancel(meeting=meeting, reason="Salla u mbyll.", by=cast.secretary(), at=now()) == 0
    assert not Notice.objects.exists()


def test_nothing_is_cancelled_without_a_reason_or_twice() -> None:
    meeting = planned()
    with pytest.raises(convening.NoReason):
        cancel(meeting=meeting, reason="  ", by=cast.secretary(), at=now())
    cancel(meeting=meeting, reason="Salla u mbyll.", by=cast.secretary(), at=now())
    with pytest.raises(convening.NotConvened):
        cancel(meeting=meeting, reason="Përsëri.", by=cast.secretary(), at=now())


# --- Reminding by hand


def test_a_reminder_by_hand_goes_once_a_day_to_who_has_not_answered() -> None:
    silent, coming = seated("police"), seated("court")
    meeting = planned()
    convene(meeting=meeting, by=cast.secretary(), at=now())
    Rsvp.objects.create(meeting=meeting, person=coming, answer="yes", at=now())
    assert remind(meeting=meeting, by=cast.secretary(), at=now()) == 1
    assert remind(meeting=meeting, by=cast.secretary(), at=now()) == 0
    assert letters(Kind.MEETING_REMINDER) == {silent.email}


def test_who_came_to_a_seat_since_gets_the_invitation_itself() -> None:
    meeting = planned()
    convene(meeting=meeting, by=cast.secretary(), at=now())
    newcomer = seated("police")
    remind(meeting=meeting, by=cast.secretary(), at=now())
    assert newcomer.email in letters(Kind.MEETING_CONVENED)
    assert not letters(Kind.MEETING_REMINDER)


# --- The page


def test_the_secretary_sees_whom_it_goes_to_and_convenes() -> None:
    holder, meeting = seated("police"), planned()
    browser = browser_of(cast.secretary())
    before = browser.get(f"{address(meeting)}?language=en").content.decode()
    assert holder.title in before
    assert "Convene the meeting" in before
    assert "17 seats without an account" in before
    answer = browser.post(address(meeting, "convene"), follow=True)
    assert answer.redirect_chain == [(address(meeting), 302)]
    page = answer.content.decode()
    assert "2 letters are on their way." in page
    assert "Convene the meeting" not in page
    assert "Send the change" in page


def test_a_short_notice_is_explained_at_its_field() -> None:
    meeting, browser = planned(days=3), browser_of(cast.secretary())
    answer = browser.post(f"{address(meeting, 'convene')}?language=en")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Tick this to convene with a short notice.") == 2
    assert "The rules ask for 7 days" in page
    assert not Notice.objects.exists()
    assert browser.post(address(meeting, "convene"), {"all_the_same": "on"}).status_code == 302
    assert Notice.objects.count() == 1


@pytest.mark.parametrize(("days", "items"), [(-1, True), (20, False)])
def test_what_cannot_be_convened_says_why(days: int, items: bool) -> None:
    meeting, browser = planned(days=days, items=items), browser_of(cast.secretary())
    page = browser.get(f"{address(meeting)}?language=en").content.decode()
    assert "cannot be convened yet" in page
    assert browser.post(address(meeting, "convene")).status_code == 422
    assert not Notice.objects.exists()


def test_cancelling_needs_a_reason_and_shows_it() -> None:
    meeting, browser = convened(), browser_of(cast.secretary())
    refused = browser.post(address(meeting, "cancel"), {"reason": ""})
    assert refused.status_code == 422
    reason = "Salla është e mbyllur për punime"
    assert browser.post(address(meeting, "cancel"), {"reason": reason}).status_code == 302
    assert reason in browser.get(address(meeting)).content.decode()
    again = browser.post(f"{address(meeting, 'cancel')}?language=en", {"reason": "x"}, follow=True)
    assert "cannot be cancelled" in again.content.decode()


def test_a_reason_that_is_too_long_is_kept_in_the_field() -> None:
    meeting, reason = convened(), "ë" * 301
    answer = browser_of(cast.secretary()).post(address(meeting, "cancel"), {"reason": reason})
    assert answer.status_code == 422
    assert reason in answer.content.decode()


def test_changes_and_reminders_are_sent_from_the_page() -> None:
    seated("police")
    meeting, browser = convened(), browser_of(cast.secretary())
    browser.post(address(meeting, "change"))
    browser.post(address(meeting, "remind"))
    assert Notice.objects.filter(kind=Kind.MEETING_CHANGED).count() == 2
    assert Notice.objects.filter(kind=Kind.MEETING_REMINDER).count() == 1


def test_the_page_tells_each_seats_answer() -> None:
    holder = seated("police")
    substitute = seated("police", instead_of=holder)
    seated("court")
    meeting = convened()
    Rsvp.objects.create(
        meeting=meeting,
        person=holder,
        answer="substitute",
        substitute=substitute.appointments.get(),
        at=now(),
    )
    Rsvp.objects.create(meeting=meeting, person=substitute, answer="no", at=now())
    browser = browser_of(cast.secretary())
    page = browser.get(f"{address(meeting)}?language=en").content.decode()
    assert "Sends a substitute" in page
    tally = re.findall(r'<li class="tag"><b>(\d+)</b> ([^<]+)</li>', page)
    assert tally == [("1", "Sends a substitute"), ("1", "No answer yet"), ("16", "on paper")]
    assert substitute.title in page
    assert "who cannot come" in page
    assert "before the change" not in page
    send_change(meeting=meeting, by=cast.secretary(), at=now())
    assert "before the change" in browser.get(address(meeting)).content.decode()


def test_the_page_asks_as_often_for_many_answers_as_for_few() -> None:
    meeting, browser = convened(), browser_of(cast.secretary())
    browser.get(address(meeting))  # the first page of a session also writes that it has begun
    asked = []
    for code in ("police", "court", "media"):
        person = seated(code)
        Rsvp.objects.create(meeting=meeting, person=person, answer="yes", at=now())
        with CaptureQueriesContext(connection) as captured:
            browser.get(address(meeting))
        asked.append(len(captured))
    assert len(set(asked)) == 1


@pytest.mark.parametrize("role", [Role.CHAIR, Role.COORDINATOR])
def test_the_other_keepers_read_and_send_nothing(role: Role) -> None:
    seated("police")
    meeting, browser = convened(), browser_of(agency_person(role))
    page = browser.get(f"{address(meeting)}?language=en").content.decode()
    assert "Answers by seat" in page
    assert "<button" not in page.partition("<main")[2].partition("</main")[0]
    for what in ("convene", "change", "remind", "cancel"):
        assert browser.post(address(meeting, what), {"reason": "x"}).status_code == 403, what
    assert browser.post(address(meeting, "cancel")).status_code == 403
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("role", "agency", "status"),
    [
        (Role.OBSERVER, "local_media", 403),
        (Role.MEMBER, "social_services", 403),
        (Role.EDITOR, "municipality", 404),
        (Role.AUDITOR, "municipality", 404),
    ],
)
def test_nobody_else_sees_who_was_invited(role: Role, agency: str, status: int) -> None:
    seated("police")
    meeting, plan = convened(), planned(number=45)
    browser = browser_of(agency_person(role, agency))
    answer = browser.get(address(meeting))
    assert answer.status_code == status
    assert "Posti police" not in answer.content.decode()
    for what in ("convene", "change", "remind", "cancel"):
        assert browser.post(address(meeting, what), {"reason": "x"}).status_code == status
        assert browser.post(address(plan, what), {"reason": "x"}).status_code == 404
    assert browser.get(address(plan)).status_code == 404
    assert not Notice.objects.exists()


def test_no_word_of_the_agenda_stands_on_the_page() -> None:
    page = browser_of(cast.secretary()).get(address(planned())).content.decode()
    assert CLOSED not in page
    assert OPEN not in page
