"""Answering an invitation: one's own answer, until the meeting begins, read by those who keep."""

import re
from collections.abc import Mapping

import pytest
from django.http import HttpResponse
from django.utils import timezone

from council import access
from council.actions import answer as answering
from council.actions.answer import answer
from council.actions.convene import send_change
from council.models import AuditRecord, Meeting, Rsvp, User
from council.people import Role
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
A = Rsvp.Answer


def address(meeting: Meeting, what: str = "answer") -> str:
    return f"/workspace/meetings/{meeting.pk}/{what}/"


def post(user: User, meeting: Meeting, given: Mapping[str, object]) -> HttpResponse:
    return browser_of(user).post(f"{address(meeting, 'rsvp')}?language=en", given)  # type: ignore[return-value]


def said(meeting: Meeting) -> dict[str, str]:
    return dict(Rsvp.objects.filter(meeting=meeting).values_list("person__email", "answer"))


@pytest.mark.parametrize(
    ("mode", "offered"),
    [
        (Meeting.Mode.IN_PERSON, {"yes", "no"}),
        (Meeting.Mode.REMOTE, {"remote", "no"}),
        (Meeting.Mode.BOTH, {"yes", "remote", "no"}),
    ],
)
def test_the_answers_are_those_that_the_meeting_knows(mode: str, offered: set[str]) -> None:
    person, meeting = seated("media", role=Role.OBSERVER), convened(mode=mode)
    browser = browser_of(person)
    page = browser.get(address(meeting)).content.decode()
    for choice in A.values:
        assert (f'value="{choice}"' in page) == (choice in offered)
        status = browser.post(address(meeting, "rsvp"), {"answer": choice}).status_code
        assert status == (302 if choice in offered else 422), choice


def test_who_asks_the_action_itself_gets_no_further() -> None:
    person, meeting = seated("police"), convened()
    with pytest.raises(answering.NotOffered):
        answer(meeting=meeting, by=person, choice=A.REMOTE, substitute=None, at=timezone.now())


def test_an_answer_can_be_changed_and_the_last_one_counts() -> None:
    person, meeting = seated("media", role=Role.OBSERVER), convened()
    assert post(person, meeting, {"answer": "yes"}).status_code == 302
    assert post(person, meeting, {"answer": "no"}).status_code == 302
    assert said(meeting) == {person.email: "no"}
    page = browser_of(person).get(address(meeting)).content.decode()
    (checked,) = re.findall(r'<input type="radio"[^>]*checked>', page)
    assert 'value="no"' in checked
    assert AuditRecord.objects.filter(verb="meeting.answered").count() == 2


def test_ones_own_substitute_comes_in_ones_place_and_nobody_else() -> None:
    holder, other = seated("police"), seated("court")
    own = seated("police", instead_of=holder).appointments.get()
    strange = seated("court", instead_of=other).appointments.get()
    meeting = convened()
    refused = post(holder, meeting, {"answer": "substitute", "substitute": strange.pk})
    assert refused.status_code == 422
    assert "Choose one of your own substitutes." in refused.content.decode()
    unsaid = post(holder, meeting, {"answer": "substitute", "substitute": ""})
    assert unsaid.status_code == 422
    assert unsaid.content.decode().count("Choose who comes in your place.") == 2
    assert not Rsvp.objects.exists()
    assert post(holder, meeting, {"answer": "substitute", "substitute": own.pk}).status_code == 302
    assert Rsvp.objects.get().substitute == own
    with pytest.raises(answering.NotTheirSubstitute):
        at = timezone.now()
        answer(meeting=meeting, by=holder, choice=A.SUBSTITUTE, substitute=strange, at=at)


def test_a_substitute_is_forgotten_when_one_comes_after_all() -> None:
    holder = seated("police")
    own = seated("police", instead_of=holder).appointments.get()
    meeting = convened()
    post(holder, meeting, {"answer": "substitute", "substitute": own.pk})
    post(holder, meeting, {"answer": "yes", "substitute": own.pk})
    assert Rsvp.objects.get().substitute is None


def test_who_was_asked_to_stand_in_reads_it() -> None:
    holder = seated("media", role=Role.OBSERVER)
    substitute = seated("media", role=Role.OBSERVER, instead_of=holder)
    meeting, own = convened(), substitute.appointments.get()
    post(holder, meeting, {"answer": "substitute", "substitute": own.pk})
    page = browser_of(substitute).get(f"{address(meeting)}?language=en").content.decode()
    assert f"in place of: {holder.title}" in page
    assert post(substitute, meeting, {"answer": "yes"}).status_code == 302


@pytest.mark.parametrize(
    "fields",
    [
        {"days": -0.01},
        {"state": Meeting.State.HELD},
        {
            "state": Meeting.State.CANCELLED,
            "cancelled_at": timezone.now(),
            "cancelled_reason": "Salla u mbyll.",
        },
    ],
)
def test_answers_end_with_the_beginning_and_with_a_cancellation(fields: dict[str, object]) -> None:
    person, meeting = seated("media", role=Role.OBSERVER), convened(**fields)
    assert post(person, meeting, {"answer": "yes"}).status_code == 302
    assert not said(meeting)
    page = browser_of(person).get(f"{address(meeting)}?language=en").content.decode()
    assert "Answers end when the meeting begins or is cancelled." in page
    assert "<input" not in page.partition("<main")[2]


def test_an_answer_from_before_a_change_is_called_old() -> None:
    person, meeting = seated("media", role=Role.OBSERVER), convened()
    post(person, meeting, {"answer": "yes"})
    browser = browser_of(person)
    assert (
        "has changed since" not in browser.get(f"{address(meeting)}?language=en").content.decode()
    )
    send_change(meeting=meeting, by=cast.secretary(), at=timezone.now())
    assert "has changed since" in browser.get(address(meeting)).content.decode()
    post(person, meeting, {"answer": "yes"})
    assert "has changed since" not in browser.get(address(meeting)).content.decode()


def test_nothing_typed_answers_nothing() -> None:
    person, meeting = seated("media", role=Role.OBSERVER), convened()
    refused = post(person, meeting, {})
    assert refused.status_code == 422
    assert refused.content.decode().count("Choose an answer.") == 2


# --- By telephone


def by_telephone(user: User, meeting: Meeting, given: Mapping[str, object]) -> HttpResponse:
    page = f"{address(meeting, 'answer-by-telephone')}?language=en"
    return browser_of(user).post(page, given)  # type: ignore[return-value]


def test_the_secretary_enters_what_was_said_by_telephone_and_it_is_marked() -> None:
    holder = seated("police")
    own = seated("police", instead_of=holder).appointments.get()
    meeting, secretary = convened(), cast.secretary()
    invite = f"{address(meeting, 'invite')}?language=en"
    assert "by telephone</span>" not in browser_of(secretary).get(invite).content.decode()
    told = {"seat": "police", "answer": "substitute", "substitute": own.pk}
    assert by_telephone(secretary, meeting, told).status_code == 302
    kept = Rsvp.objects.get(person=holder)
    assert (kept.answer, kept.substitute, kept.by_telephone) == ("substitute", own, True)
    page = browser_of(secretary).get(invite).content.decode()
    assert "by telephone</span>" in page
    assert AuditRecord.objects.filter(verb="meeting.answered_by_telephone").count() == 1
    post(holder, meeting, {"answer": "yes"})
    kept.refresh_from_db()
    assert (kept.answer, kept.by_telephone) == ("yes", False)


def test_what_does_not_fit_by_telephone_is_said_and_nothing_is_lost() -> None:
    holder, other = seated("police"), seated("court")
    strange = seated("court", instead_of=other).appointments.get()
    meeting, secretary = convened(), cast.secretary()
    for given, said_so in (
        ({}, "Choose who called."),
        ({"seat": "police"}, "Choose an answer."),
        ({"seat": "police", "answer": "substitute"}, "Choose who comes in their place."),
        (
            {"seat": "police", "answer": "substitute", "substitute": strange.pk},
            "Choose a substitute of this seat.",
        ),
        ({"seat": "media", "answer": "yes"}, "Nobody with an account holds this seat"),
    ):
        refused = by_telephone(secretary, meeting, given)
        assert refused.status_code == 422
        page = refused.content.decode()
        assert said_so in page
        if given.get("seat") == "police":
            assert '<option value="police" selected>' in page
    assert not Rsvp.objects.exists()
    assert holder.is_active


def test_nobody_but_the_secretary_enters_answers_of_others() -> None:
    seated("police")
    meeting, told = convened(), {"seat": "police", "answer": "yes"}
    for role in (Role.CHAIR, Role.COORDINATOR):
        assert by_telephone(agency_person(role), meeting, told).status_code == 403
    assert by_telephone(seated("court"), meeting, told).status_code == 403
    assert by_telephone(cast.editor(), meeting, told).status_code == 404
    assert not Rsvp.objects.exists()


# --- Who reads what


def test_keepers_read_every_answer_and_everybody_else_their_own() -> None:
    first, second, meeting = seated("police"), seated("court"), convened()
    for person in (first, second):
        Rsvp.objects.create(meeting=meeting, person=person, answer="yes", at=timezone.now())
    today = timezone.localdate()
    for role in (Role.SECRETARY, Role.CHAIR, Role.COORDINATOR):
        who = access.reader(agency_person(role), on=today)
        assert access.visible_answers(who).count() == 2
    (own,) = access.visible_answers(access.reader(first, on=today))
    assert own.person == first
    page = browser_of(first).get(address(meeting)).content.decode()
    assert second.title not in page


def test_who_sits_at_the_table_but_was_not_invited_does_not_answer() -> None:
    liaison, meeting = agency_person(Role.LIAISON, "social_services"), convened()
    page = browser_of(liaison).get(f"{address(meeting)}?language=en").content.decode()
    assert "there is nothing to answer" in page
    assert post(liaison, meeting, {"answer": "yes"}).status_code == 403
    assert not said(meeting)


def test_nobody_else_finds_the_meeting_and_nobody_a_plan() -> None:
    observer, editor = seated("media", role=Role.OBSERVER), agency_person(Role.EDITOR)
    meeting, plan = convened(), planned(number=45)
    for user, which in ((editor, meeting), (editor, plan), (observer, plan)):
        assert browser_of(user).get(address(which)).status_code == 404
        assert post(user, which, {"answer": "yes"}).status_code == 404
    assert not Rsvp.objects.exists()


def test_no_word_of_the_agenda_stands_on_the_page() -> None:
    observer, meeting = seated("media", role=Role.OBSERVER), convened()
    page = browser_of(observer).get(address(meeting)).content.decode()
    assert CLOSED not in page
    assert OPEN not in page
