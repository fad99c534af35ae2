"""Planning a meeting: the list, a new one, a copy of the last, changes, and taking one away."""

import datetime
import html
import re
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council.actions import documents
from council.actions import plan_meeting as planning
from council.models import (
    Action,
    AgendaItem,
    AuditRecord,
    Document,
    Marking,
    Meeting,
    Rule,
    Series,
)
from council.people import NotAllowed, Role
from press.files import CleanFile
from tests import cast, make
from tests.council.planning import (
    CLOSED,
    browser_of,
    in_days,
    in_english,
    of,
    page,
    planned,
    secretary,
    titles,
)

pytestmark = pytest.mark.usefixtures("acting")

LIST = "/workspace/meetings/"
PLAN = "/workspace/meetings/plan/"
State = Meeting.State


def written(**changes: str) -> dict[str, Any]:
    """What the secretary fills in, in 40 days."""
    day = in_days(40)
    return {
        "kind": "ordinary",
        "mode": "in_person",
        "on_date": f"{day:%Y-%m-%d}",
        "at_time": "10:00",
        "minutes_planned": "90",
        "place": "Salla e Këshillit",
        **changes,
    }


def a_plan(**changes: Any) -> planning.Plan:
    given = {
        "kind": Meeting.Kind.ORDINARY,
        "mode": Meeting.Mode.IN_PERSON,
        "starts_at": in_days(40),
        "minutes_planned": 90,
        "place": "Salla",
    }
    return planning.Plan(**{**given, **changes})


def order_of(text: str, *parts: str) -> list[str]:
    return sorted(parts, key=text.index)


# --- The list


def test_what_comes_next_stands_first_and_what_was_is_told_by_year() -> None:
    soon, later = planned(days=5), planned(days=50)
    old = make.meeting(starts_at=make.MET_AT, number=4)
    older = make.meeting(starts_at=make.MET_AT - datetime.timedelta(days=400), number=2)
    text = page(secretary(), LIST)
    addresses = [f'href="{of(row)}"' for row in (soon, later, old, older)]
    assert order_of(text, *reversed(addresses)) == addresses
    assert re.search(r"<h2 [^>]*>2024</h2>.*<h2 [^>]*>2023</h2>", text, re.DOTALL)


def test_a_list_asks_as_often_for_thirty_meetings_as_for_three() -> None:
    client, asked = secretary(), []
    client.get(LIST)  # the first page of a session also writes that it has begun
    for count in (3, 27):
        for number in range(count):
            made = planned(days=1 + number)
            at = make.MET_AT - datetime.timedelta(days=100 * number + count)
            make.meeting(starts_at=at, number=made.number + 40)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_long_list_has_pages() -> None:
    for number in range(25):
        make.meeting(starts_at=make.MET_AT - datetime.timedelta(days=number), number=number + 1)
    client = secretary()
    first, second = page(client, LIST), page(client, f"{LIST}?page=2")
    assert len(re.findall(r'href="/workspace/meetings/[0-9a-f-]{36}/"', first)) == 20
    assert second.count('<li>\n  <div class="ledger__head">') == 5
    assert 'rel="next"' in first
    assert 'rel="prev"' in second


def test_the_table_sees_what_it_was_convened_to_and_no_plan() -> None:
    plan, told = planned(), planned(state=State.CONVENED)
    for who in (cast.observer(), cast.member()):
        text = page(browser_of(who), LIST)
        assert of(told) in text
        assert of(plan) not in text
        assert PLAN not in text
        assert browser_of(who).get(of(plan)).status_code == 404


def test_the_list_is_for_who_sits_at_the_table() -> None:
    for who in (cast.editor(), cast.translator(), cast.person(role=Role.AUDITOR)):
        told = planned(state=State.CONVENED)
        assert browser_of(who).get(LIST).status_code == 403
        assert browser_of(who).get(of(told)).status_code == 404


# --- A new one


def test_a_meeting_is_planned_with_the_next_number_of_its_year() -> None:
    before = planned(days=40)
    answer = secretary().post(PLAN, written())
    made = Meeting.objects.get(place="Salla e Këshillit")
    assert answer["Location"] == of(made)
    assert (made.year, made.number) == (before.year, before.number + 1)
    assert made.state == State.PLANNED
    assert made.starts_at == in_days(40, 10)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"on_date": "2024-02-01"}, "This moment has passed. Choose one that is still to come."),
        ({"on_date": "2999-02-01"}, "This is more than two years ahead. Check the year."),
        ({"on_date": "x"}, "Write the date as day, month and year."),
        ({"on_date": ""}, "Choose the date of the meeting."),
        ({"at_time": "25:00"}, "Write the hour as 10:00."),
        ({"minutes_planned": "601"}, "A meeting takes at most 10 hours (600 minutes)."),
        ({"minutes_planned": "0"}, "A meeting takes at least 15 minutes."),
        ({"minutes_planned": "long"}, "Write the length as a number of minutes."),
        ({"place": "  "}, "Write where the meeting takes place."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(
    changes: dict[str, str], sentence: str
) -> None:
    answer = in_english().post(PLAN, written(**changes))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count(html.escape(sentence)) == 2, "in the summary and at the field"
    for name, value in written(**changes).items():
        if name not in ("kind", "mode") and value.strip():
            assert html.escape(value) in text, name
    assert not Meeting.objects.exists()


def test_an_hour_that_the_clock_skips_is_not_taken() -> None:
    spring = next(
        day
        for day in (timezone.localdate() + datetime.timedelta(days=n) for n in range(2, 400))
        if day.month == 3 and day.weekday() == 6 and day.day > 24
    )
    answer = in_english().post(PLAN, written(on_date=spring.isoformat(), at_time="02:30"))
    assert answer.status_code == 422
    assert "The clocks change in this hour." in answer.content.decode()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECRETARY}))
def test_only_the_secretary_plans(role: Role) -> None:
    who = cast.person(role=role)
    assert browser_of(who).get(PLAN).status_code == 403
    assert browser_of(who).post(PLAN, written()).status_code == 403
    with pytest.raises(NotAllowed):
        planning.plan_meeting(plan=a_plan(), by=who, at=timezone.now())
    assert not Meeting.objects.exists()


def test_short_notice_is_said_and_not_refused() -> None:
    Rule.objects.create(from_date=timezone.localdate(), notice_days=9)
    made = planning.plan_meeting(
        plan=a_plan(starts_at=in_days(8)), by=cast.secretary(), at=timezone.now()
    )
    warning = "The rules ask for 9 days"
    assert warning in page(in_english(), of(made))
    Meeting.objects.update(kind=Meeting.Kind.EXTRAORDINARY)
    assert warning not in page(in_english(), of(made)), "an extraordinary one is called at once"
    Meeting.objects.update(kind=Meeting.Kind.ORDINARY, starts_at=in_days(9))
    assert warning not in page(in_english(), of(made))


def test_the_trail_says_who_planned_and_no_word_of_it() -> None:
    made = planning.plan_meeting(plan=a_plan(), by=cast.secretary(), at=timezone.now())
    row = AuditRecord.objects.get(verb="meeting.planned")
    assert row.object_key == f"meeting:{made.pk}"


# --- A change


def test_a_plan_is_changed_and_takes_a_number_of_its_new_year() -> None:
    made = planned(days=20)
    elsewhere = datetime.date(timezone.localdate().year + 1, 12, 30)
    answer = secretary().post(of(made, "edit/"), written(on_date=elsewhere.isoformat()))
    assert answer["Location"] == of(made)
    made.refresh_from_db()
    assert (made.year, made.place) == (elsewhere.year, "Salla e Këshillit")


def test_a_convened_meeting_stays_in_its_year() -> None:
    made = planned(days=20, state=State.CONVENED)
    year = made.year + 1
    answer = in_english().post(of(made, "edit/"), written(on_date=f"{year}-10-30"))
    assert answer.status_code == 422
    assert "Cancel it, and plan a new one." in answer.content.decode()
    made.refresh_from_db()
    assert made.year == year - 1


def test_whoever_changes_a_convened_meeting_is_told_to_send_the_change() -> None:
    made = planned(days=20, state=State.CONVENED)
    client = in_english()
    day = in_days(21)
    client.post(of(made, "edit/"), written(on_date=f"{day:%Y-%m-%d}", at_time="12:00"))
    if day.year == made.year:
        assert "send the change" in page(client, of(made))
    made.refresh_from_db()
    assert made.sequence == 0, "it grows when the change is sent"


def test_a_held_meeting_is_not_changed() -> None:
    held = make.meeting(state=State.HELD)
    client = in_english()
    answer = client.post(of(held, "edit/"), written())
    assert answer["Location"] == of(held)
    assert "Its agenda stays as it was." in page(client, of(held))
    with pytest.raises(planning.AlreadyHeld):
        planning.edit_meeting(meeting=held, plan=a_plan(), by=cast.secretary(), at=timezone.now())
    held.refresh_from_db()
    assert held.starts_at == make.MET_AT


def test_a_member_changes_nothing() -> None:
    told = planned(state=State.CONVENED)
    for who in (cast.member(), cast.observer(), cast.chair()):
        for path in ("edit/", "delete/", "copy/"):
            assert browser_of(who).get(of(told, path)).status_code == 403, path
            assert browser_of(who).post(of(told, path), written()).status_code == 403, path
    assert Meeting.objects.count() == 1


# --- Taking away


def test_a_plan_is_deleted_after_a_question_with_its_agenda_and_files() -> None:
    made = planned()
    item = make.item(meeting=made, open_title="Drita")
    paper = documents.keep_document(
        file=CleanFile("application/pdf", "pdf", b"%PDF-"),
        title="Plani",
        kind=Document.Kind.WORKING,
        by=cast.secretary(),
        at=timezone.now(),
        meeting=made,
        item=item,
    )
    client = in_english()
    assert "agenda of 1 item," in page(client, of(made, "delete/"))
    assert Meeting.objects.filter(pk=made.pk).exists()
    assert client.post(of(made, "delete/"))["Location"] == LIST
    assert not Meeting.objects.filter(pk=made.pk).exists()
    paper.refresh_from_db()
    assert paper.removed_at


def test_what_people_were_told_of_is_not_deleted() -> None:
    told = planned(state=State.CONVENED)
    answer = in_english().post(of(told, "delete/"))
    assert answer.status_code == 409
    assert "Cancel it instead" in answer.content.decode()
    assert Meeting.objects.filter(pk=told.pk).exists()


def test_a_plan_on_which_a_decision_hangs_is_not_deleted() -> None:
    made = planned()
    make.decision(meeting=made)
    assert secretary().post(of(made, "delete/")).status_code == 409
    assert Meeting.objects.filter(pk=made.pk).exists()


# --- A copy of the last one


def held_before() -> Meeting:
    """The last meeting: one standing item, one done, one left open and one closed left over."""
    before = make.meeting(starts_at=make.MET_AT - datetime.timedelta(days=90), number=3)
    make.item(meeting=before, order=1, open_title="Miratimi i procesverbalit")
    last = make.meeting(state=State.HELD, place="Pallati i Kulturës")
    done = AgendaItem.State.DONE
    make.item(meeting=last, order=1, open_title="Miratimi i Procesverbalit", state=done)
    make.item(meeting=last, order=2, open_title="Java e sigurisë", state=done)
    make.item(meeting=last, order=3, open_title="Rruga", open_text="Kush e ndërton?")
    make.item(
        meeting=last,
        order=4,
        closed_title=CLOSED,
        marking=Marking.AMBER,
        state=AgendaItem.State.CARRIED,
    )
    return last


def copied(last: Meeting, **changes: Any) -> HttpResponse:
    """The form posted as it is offered."""
    client = in_english()
    text = page(client, of(last, "copy/"))
    ticked = re.findall(r'<input type="checkbox" name="(\w+)" value="([^"]+)"[^>]*checked', text)
    given: dict[str, Any] = written()
    for name, value in ticked:
        given.setdefault(name, []).append(value)
    return client.post(of(last, "copy/"), {**given, **changes})


def test_the_last_meeting_is_offered_with_its_place_and_not_its_day() -> None:
    last = held_before()
    text = page(secretary(), of(last, "copy/"))
    assert f'href="{of(last, "copy/")}"' in page(secretary(), LIST)
    assert "Pallati i Kulturës" in text
    assert "2024-10-24" not in text


def test_what_was_left_is_carried_over_and_what_stands_on_each_agenda_returns() -> None:
    last = held_before()
    copied(last)
    made = Meeting.objects.get(place="Salla e Këshillit")
    assert titles(made) == ["Miratimi i Procesverbalit", "Rruga", CLOSED]
    minutes, road, closed = made.items.order_by("order")
    assert (road.carried_from, closed.carried_from) == (
        last.items.get(order=3),
        last.items.get(order=4),
    )
    assert road.open_text == "Kush e ndërton?"
    assert minutes.carried_from is None
    assert closed.marking == Marking.AMBER


def test_what_is_carried_over_once_is_not_offered_again() -> None:
    last = held_before()
    copied(last)
    text = page(in_english(), of(last, "copy/"))
    assert 'name="carried"' not in text
    assert "Rruga" in text, "it can still be taken by hand"


def test_nothing_is_unfinished_of_a_meeting_that_was_not_held() -> None:
    last = planned(days=5)
    make.item(meeting=last, open_title="Rruga")
    assert not planning.unfinished(last).exists()


def test_a_late_promise_comes_on_the_agenda_and_a_closed_one_stays_closed() -> None:
    last = held_before()
    late = make.action(due_date=datetime.date(2024, 9, 1))
    secret = make.action(
        serial=2,
        institution="state_police",
        due_date=datetime.date(2024, 8, 1),
        open_text="",
        closed_text=CLOSED,
        series=Series.CLOSED,
    )
    make.action(serial=3, due_date=datetime.date(2024, 8, 1), done_date=make.TODAY)
    text = page(secretary(), of(last, "copy/"))
    assert text.count('name="late"') == 2
    copied(last, late=[str(late.pk), str(secret.pk)])
    made = Meeting.objects.get(place="Salla e Këshillit")
    item = made.items.get(proposal_key=late.source_key)
    assert late.reference in item.open_title
    assert item.open_text == late.open_text
    closed = made.items.get(proposal_key=secret.source_key)
    assert (closed.open_title, closed.closed_text) == ("", CLOSED)
    assert closed.marking == Marking.AMBER_STRICT
    assert [row.code for row in closed.shared_with.all()] == ["state_police"]


def test_a_forged_tick_is_refused() -> None:
    last = held_before()
    foreign = make.item(meeting=planned(), open_title="Tjetër")
    assert copied(last, again=[str(foreign.key)]).status_code == 422
    assert not Meeting.objects.filter(place="Salla e Këshillit").exists()


def test_a_bad_copy_keeps_what_was_ticked() -> None:
    last = held_before()
    answer = copied(last, on_date="2024-01-01")
    assert answer.status_code == 422
    assert answer.content.decode().count("checked") == 3


def test_the_last_one_is_the_last_that_was_held() -> None:
    planned()
    last = held_before()
    assert planning.last_meeting() == last
    assert Action.objects.count() == 0
