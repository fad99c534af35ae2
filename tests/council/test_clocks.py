"""Reminders before a deadline, letters after it, then the chair and the next agenda."""

import datetime
from typing import Any

import pytest

from council.actions.run_clocks import run_clocks
from council.actions.send_notices import _words
from council.actions.tell_of_actions import tell_of_actions
from council.models import Action, Appointment, Meeting, Notice, User
from council.people import Role
from tests import cast, make
from tests.council.registry import CANARY, cleared, registry
from tests.make import TIRANE

pytestmark = pytest.mark.usefixtures("acting")

DUE = datetime.date(2024, 11, 30)
GIVEN = datetime.date(2024, 7, 25)


def promised(**fields: Any) -> Action:
    return make.action(institution="social_services", given_date=GIVEN, due_date=DUE, **fields)


def run(day: datetime.date, hour: int = 9, minute: int = 0) -> None:
    at = datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=TIRANE)
    run_clocks(at=at.astimezone(datetime.UTC))


def from_due(days: int) -> datetime.date:
    return DUE + datetime.timedelta(days=days)


def told(person: User | None = None) -> list[tuple[str, str]]:
    """(kind, which one of it) of each letter, as they were written."""
    rows = Notice.objects.order_by("written_at", "kind")
    if person:
        rows = rows.filter(person=person)
    return [(row.kind, row.about.rpartition(":")[2]) for row in rows]


# --- Before


def test_reminders_come_14_and_3_days_before_and_once() -> None:
    member, _ = cast.member(), promised()
    for days in range(-40, 1):
        for hour in (7, 19):
            run(from_due(days), hour)
    assert told() == [("action_due", "14"), ("action_due", "3")]
    first, second = Notice.objects.order_by("written_at")
    assert (first.person, second.person) == (member, member)
    assert first.written_at.date() == from_due(-14)
    assert second.written_at.date() == from_due(-3)


def test_the_day_is_that_of_the_council() -> None:
    cast.member()
    promised()
    run(from_due(-15), 23, 59)
    assert told() == []
    run(from_due(-14), 0, 0)  # in UTC it is still the day before
    assert told() == [("action_due", "14")]


def test_after_an_outage_the_nearer_reminder_comes_alone() -> None:
    cast.member()
    promised()
    run(from_due(-2))
    run(from_due(-1))
    assert told() == [("action_due", "3")]


def test_a_reminder_that_was_due_before_the_action_was_given_is_left_out() -> None:
    cast.member()
    make.action(institution="social_services", given_date=from_due(-5), due_date=DUE)
    run(from_due(-5))
    assert told() == []
    run(from_due(-3))
    assert told() == [("action_due", "3")]


def test_a_new_deadline_starts_anew() -> None:
    cast.member()
    action = promised()
    run(from_due(-3))
    Action.objects.update(new_due_date=from_due(30))
    run(from_due(1))
    run(from_due(16))
    assert told() == [("action_due", "3"), ("action_due", "14")]
    assert action.pk


# --- After


def test_the_day_after_the_institution_and_the_secretary_are_told() -> None:
    member, secretary, chair = cast.member(), cast.secretary(), cast.chair()
    promised()
    run(DUE, 23, 59)
    assert ("action_late", "late") not in told()
    for days in (1, 2, 6):
        run(from_due(days))
    assert told(member)[-1] == ("action_late", "late")
    assert told(secretary) == [("action_late", "late")]
    assert told(chair) == []


def planned(number: int = 5, day: int = 60) -> Meeting:
    at = datetime.datetime.combine(from_due(day), datetime.time(10), TIRANE)
    return make.meeting(starts_at=at, number=number, state=Meeting.State.PLANNED)


def test_after_a_week_the_chair_is_told_and_the_next_agenda_has_it() -> None:
    chair = cast.chair()
    action = promised(closed_text=CANARY)
    later, meeting = planned(number=6, day=90), planned()
    run(from_due(6))
    assert not meeting.items.exists()
    for _ in range(3):
        run(from_due(7))
    assert told(chair) == [("action_late", "chair")]
    item = meeting.items.get()
    assert item.proposal_key == "late:social_services"
    assert item.open_title == f"Detyrime të vonuara: {make.agency(code='social_services').name_sq}"
    assert CANARY not in item.open_title + item.closed_title + item.open_text + item.closed_text
    action.refresh_from_db()
    assert action.escalated_at
    assert not later.items.exists()


def test_an_institution_has_one_item_and_another_its_own() -> None:
    cast.chair()
    meeting = planned()
    promised()
    promised(serial=2)
    make.action(serial=3, given_date=GIVEN, due_date=DUE, institution="education")
    run(from_due(8))
    keys = set(meeting.items.values_list("proposal_key", flat=True))
    assert keys == {"late:social_services", "late:education"}
    assert meeting.items.count() == 2


def test_an_item_that_was_taken_off_the_agenda_stays_off() -> None:
    cast.chair()
    meeting = planned()
    promised()
    run(from_due(8))
    meeting.items.all().delete()
    run(from_due(9))
    assert not meeting.items.exists()


def test_without_a_planned_meeting_it_waits_for_one() -> None:
    chair = cast.chair()
    action = promised()
    make.meeting(number=7, state=Meeting.State.CONVENED)
    run(from_due(8))
    action.refresh_from_db()
    assert action.escalated_at is None
    meeting = planned()
    run(from_due(20))
    assert meeting.items.count() == 1
    assert told(chair) == [("action_late", "chair")]


def test_the_item_stands_before_the_closed_ones() -> None:
    meeting = planned()
    make.item(meeting=meeting, order=1, open_title="E hapur")
    make.item(meeting=meeting, order=2, closed_title="E mbyllur")
    make.item(meeting=meeting, order=3, closed_title="Edhe kjo")
    promised()
    run(from_due(8))
    titles = [item.open_title or item.closed_title for item in meeting.items.order_by("order")]
    assert titles[0] == "E hapur"
    assert titles[1].startswith("Detyrime të vonuara")
    assert titles[2:] == ["E mbyllur", "Edhe kjo"]


def test_a_closed_action_gives_a_closed_item() -> None:
    made, meeting = registry(), planned()
    Action.objects.filter(pk=made.open_action.pk).update(done_date=DUE)
    run(from_due(30))
    item = meeting.items.get()
    assert (item.open_title, item.marking) == ("", "amber_strict")
    assert list(item.shared_with.all()) == [make.agency(code="social_services")]


# --- Whom


def test_what_is_done_is_over() -> None:
    cast.member()
    cast.chair()
    meeting = planned()
    promised(done_date=from_due(-20))
    for days in (-14, -3, 1, 7, 30):
        run(from_due(days))
    assert told() == []
    assert not meeting.items.exists()


def test_former_members_closed_accounts_observers_and_others_are_not_told() -> None:
    former = cast.member()
    Appointment.objects.filter(person=former).update(to_date=from_due(-20))
    closed = cast.person(role=Role.LIAISON, agency="social_services")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    cast.person(role=Role.OBSERVER, agency="social_services")
    cast.person(role=Role.MEMBER, agency="education")
    promised()
    run(from_due(-3))
    assert told() == []


def test_of_a_closed_action_the_cleared_alone_are_told() -> None:
    made = registry()
    Action.objects.filter(pk=made.open_action.pk).update(done_date=DUE)
    cast.person(role=Role.LIAISON, agency="social_services")
    member = cleared("social_services")
    run(from_due(-3))
    tell_of_actions(meeting=made.meeting, at=make.NOW)
    assert set(Notice.objects.values_list("person", flat=True)) == {member.pk}


def test_institutions_are_told_once_what_a_meeting_gave_them() -> None:
    made = registry()
    member = cast.person(role=Role.MEMBER, agency="municipality")
    for _ in range(2):
        tell_of_actions(meeting=made.meeting, at=make.NOW)
    (notice,) = Notice.objects.all()
    assert (notice.kind, notice.person) == ("action_given", member)
    assert notice.about == str(made.open_action.pk)


# --- The letters


@pytest.mark.parametrize("language", ["sq", "en"])
@pytest.mark.parametrize("kind", ["action_given", "action_due", "action_late", "reply_arrived"])
def test_a_letter_says_nothing_of_the_action_and_leads_to_it(kind: str, language: str) -> None:
    made = registry()
    about = f"{made.closed_action.pk}:{DUE}:late"
    notice = Notice(kind=kind, about=about, language=language, address="a@example.org")
    for part in _words(notice, None):
        assert CANARY not in part
        assert made.open_action.open_text not in part
    link = f"/workspace/actions/{made.closed_action.pk}/"
    subject, text, html = _words(notice, None)
    assert link in text
    assert link in html
    assert "\n" not in subject
