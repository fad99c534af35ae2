"""A meeting is opened, goes from item to item, and is closed; nobody but the secretary does it."""

import datetime
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from council.actions import hold_meeting, running, take_attendance
from council.models import (
    AgendaItem,
    Appointment,
    Attendance,
    AttendanceChange,
    AuditRecord,
    LockedMinutes,
    Marking,
    Meeting,
    Recusal,
    User,
)
from council.people import Role
from tests import cast, make
from tests.council import table

pytestmark = pytest.mark.usefixtures("acting")


@pytest.fixture
def secretary() -> Client:
    return table.browser(cast.secretary())


def chair_id() -> int:
    return cast.chair().appointments.get(role=Role.CHAIR).pk


# --- Opening and closing


def test_opening_notes_the_hour_the_chair_and_the_first_item(secretary: Client) -> None:
    table.seated()
    meeting = table.convened()
    page = secretary.get(table.hold_url(meeting)).content.decode()
    assert f'value="{chair_id()}" selected' in page
    answer = secretary.post(table.hold_url(meeting, "open/"), {"chair": chair_id()})
    assert answer.status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.CONVENED
    assert meeting.opened_at is not None
    assert meeting.chair_id == chair_id()
    assert meeting.current_item == meeting.items.get(order=1)
    assert AuditRecord.objects.filter(verb="meeting.opened").count() == 1


def test_whoever_stands_in_may_chair_and_a_stranger_may_not(secretary: Client) -> None:
    held = table.seated()
    meeting = table.convened()
    editor = cast.editor().appointments.get()
    answer = secretary.post(table.hold_url(meeting, "open/"), {"chair": editor.pk})
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode() or 'role="alert"' in answer.content.decode()
    secretary.post(table.hold_url(meeting, "open/"), {"chair": held["police"].pk})
    meeting.refresh_from_db()
    assert meeting.chair == held["police"]


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (Meeting.State.PLANNED, running.NotConvened),
        (Meeting.State.HELD, running.AlreadyClosed),
        (Meeting.State.APPROVED, running.MinutesLocked),
    ],
)
def test_only_a_convened_meeting_is_opened(state: str, why: type[Exception]) -> None:
    table.seated()
    meeting = table.convened(state=state)
    with pytest.raises(why):
        hold_meeting.open_meeting(
            meeting=meeting,
            chair=cast.chair().appointments.get(role=Role.CHAIR),
            by=cast.secretary(),
            at=table.AFTER,
        )


def test_a_meeting_is_not_opened_before_its_day_and_not_twice() -> None:
    table.seated()
    meeting = table.convened()
    how = {"chair": cast.chair().appointments.get(role=Role.CHAIR), "by": cast.secretary()}
    with pytest.raises(hold_meeting.TooEarly):
        hold_meeting.open_meeting(
            meeting=meeting, at=make.MET_AT - datetime.timedelta(days=1), **how
        )
    hold_meeting.open_meeting(meeting=meeting, at=make.MET_AT, **how)
    with pytest.raises(hold_meeting.AlreadyOpen):
        hold_meeting.open_meeting(meeting=meeting, at=make.MET_AT, **how)


def test_closing_carries_over_what_is_still_open(secretary: Client) -> None:
    table.seated()
    meeting = table.opened(items=2)
    first, second = meeting.items.all()
    done = {"done": str(first.key)}
    assert secretary.post(table.item_url(second, "move/"), done).status_code == 302
    assert "1 item is still open" in english(secretary, table.hold_url(meeting))
    secretary.post(table.hold_url(meeting, "close/"))
    meeting.refresh_from_db()
    assert (meeting.state, meeting.current_item) == (Meeting.State.HELD, None)
    assert meeting.ended_at is not None
    states = list(meeting.items.values_list("state", flat=True))
    assert states == [AgendaItem.State.DONE, AgendaItem.State.CARRIED]


def test_a_meeting_that_was_closed_too_soon_goes_on(secretary: Client) -> None:
    table.seated()
    meeting = table.opened(items=2)
    secretary.post(table.hold_url(meeting, "close/"))
    secretary.post(table.hold_url(meeting, "reopen/"))
    meeting.refresh_from_db()
    assert (meeting.state, meeting.ended_at) == (Meeting.State.CONVENED, None)
    assert meeting.current_item == meeting.items.get(order=1)
    secretary.post(table.hold_url(meeting, "close/"))
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.DRAFTED)
    answer = secretary.post(table.hold_url(meeting, "reopen/"), follow=True)
    assert "callout--danger" in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.DRAFTED


def test_nothing_is_recorded_before_it_is_opened_or_after_it_is_closed(secretary: Client) -> None:
    table.seated()
    meeting = table.convened()
    item = meeting.items.get(order=1)
    police = table.seat("police")
    change = {f"seat-{police.pk}": "absent"}
    assert secretary.post(table.item_url(item, "attendance/"), change).status_code == 409
    Meeting.objects.filter(pk=meeting.pk).update(opened_at=make.NOW, state=Meeting.State.HELD)
    assert secretary.post(table.item_url(item, "attendance/"), change).status_code == 409
    assert secretary.post(table.hold_url(meeting, "attendance/"), change).status_code == 409
    assert not Attendance.objects.exists()
    assert not AttendanceChange.objects.exists()


def test_after_approval_a_sentence_says_so_and_the_database_refuses_too(secretary: Client) -> None:
    held = table.seated()
    meeting = table.opened()
    item = meeting.items.get(order=1)
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.APPROVED)
    LockedMinutes.objects.create(
        meeting=meeting,
        content="{}",
        sha256="0" * 64,
        approved_by=cast.chair(),
        approved_at=make.NOW,
    )
    answer = secretary.post(
        table.hold_url(meeting, "attendance/"),
        {f"seat-{held['police'].seat_id}": "present"},
        headers={"HX-Request": "true", "Accept-Language": "en"},
    )
    assert answer.status_code == 409
    said = english(secretary, table.hold_url(meeting))
    assert "The minutes are approved: nothing changes any more." in said
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(meeting=meeting, seat=held["police"].seat, state="present")
    with pytest.raises(IntegrityError), transaction.atomic():
        Recusal.objects.create(item=item, seat=held["police"].seat, reason="x")


# --- Attendance by taps


def test_a_tap_records_one_seat_and_the_line_follows(secretary: Client) -> None:
    table.seated()
    meeting = table.opened()
    address = table.hold_url(meeting, "attendance/?language=en")
    lines = []
    for code in table.VOTING[:4]:
        tap = {f"seat-{table.seat(code).pk}": "present"}
        answer = secretary.post(address, tap, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        lines.append(" ".join(answer.content.decode().split()))
    assert "No quorum: 1 of 6 voting seats, 4 needed" in lines[0]
    assert "4 of 6 voting seats are present; 4 needed" in lines[3]
    assert Attendance.objects.count() == 4
    assert "<html" not in lines[0]


def test_without_javascript_one_button_saves_all_and_another_fills_in_the_rest(
    secretary: Client,
) -> None:
    table.seated()
    meeting = table.opened()
    police, chair = table.seat("police").pk, table.seat("chair").pk
    said = {f"seat-{police}": "absent", f"seat-{chair}": "present"}
    answer = secretary.post(table.hold_url(meeting, "attendance/"), said)
    assert answer["Location"] == table.hold_url(meeting)
    secretary.post(table.hold_url(meeting, "attendance/"), {"rest": "present"})
    assert dict(Attendance.objects.values_list("seat_id", "state")) == {
        **{table.seat(code).pk: "present" for code in table.VOTING},
        police: "absent",
    }


def test_what_does_not_fit_a_seat_is_said_at_the_seat_and_nothing_is_lost(
    secretary: Client,
) -> None:
    table.seated()
    meeting = table.opened()
    police, chair = table.seat("police").pk, table.seat("chair").pk
    said = {f"seat-{police}": "remote", f"seat-{chair}": "excused"}
    answer = secretary.post(table.hold_url(meeting, "attendance/"), said)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'href="#id_seat-{police}_0"' in page
    assert f'value="excused" id="id_seat-{chair}_1" checked' in page
    assert not Attendance.objects.exists()


def test_a_vacant_seat_is_shown_as_vacant_and_has_no_buttons(secretary: Client) -> None:
    table.seated()
    meeting = table.opened()
    page = english(secretary, table.hold_url(meeting))
    assert "Vacant seat" in page
    assert f'name="seat-{table.seat("court").pk}"' not in page
    assert f'name="seat-{table.seat("police").pk}"' in page


def test_somebody_comes_late_and_somebody_stands_aside_at_an_item(secretary: Client) -> None:
    table.seated()
    meeting = table.opened()
    secretary.post(table.hold_url(meeting, "attendance/"), {"rest": "present"})
    second = meeting.items.get(order=2)
    police = table.seat("police")
    secretary.post(table.item_url(second, "attendance/"), {f"seat-{police.pk}": "excused"})
    assert AttendanceChange.objects.get().state == "excused"
    chair = table.seat("chair")
    without = secretary.post(table.item_url(second, "recuse/"), {"seat": chair.pk, "reason": " "})
    assert without.status_code == 422
    assert not Recusal.objects.exists()
    secretary.post(table.item_url(second, "recuse/"), {"seat": chair.pk, "reason": "Interes."})
    page = english(secretary, table.item_url(second))
    assert "4 of 6 voting seats are present" in page
    assert "Interes." in page
    secretary.post(table.item_url(second, "take-part/"), {"seat": "chair"})
    assert "5 of 6 voting seats are present" in english(secretary, table.item_url(second))
    third = meeting.items.get(order=3)
    assert "5 of 6 voting seats are present" in english(secretary, table.item_url(third))


# --- Observers leave


@pytest.fixture
def with_closed_item() -> Meeting:
    """Six voting seats, of which one is not cleared, and an observer; the second item is closed."""
    table.seated()
    table.holder("media")
    meeting = table.opened(items=1)
    make.item(meeting=meeting, order=2, closed_title="Rasti", marking=Marking.GREEN)
    return meeting


def test_before_the_first_closed_item_it_says_who_leaves_and_whether_a_quorum_stays(
    secretary: Client, with_closed_item: Meeting
) -> None:
    address = table.hold_url(with_closed_item)
    secretary.post(f"{address}attendance/", {"rest": "present"})
    page = english(secretary, address)
    assert "The next item is closed: observers leave first" in page
    leave, stay = (
        page.split(f"<b>{word}</b>")[1].split("</p>")[0] for word in ("Leave:", "May stay:")
    )
    assert ("Local media" in leave, "Transport" in leave) == (True, True)
    assert ("Chair (Mayor)" in stay, "media" in stay) == (True, False)
    assert "5 of 6 voting seats are present; 4 needed" in page.split("<b>Without them:</b>")[1]


def test_once_they_have_left_nobody_is_asked_to(
    secretary: Client, with_closed_item: Meeting
) -> None:
    secretary.post(table.hold_url(with_closed_item, "attendance/"), {"rest": "present"})
    closed = with_closed_item.items.get(order=2)
    secretary.post(table.item_url(closed, "leave/"))
    left = set(AttendanceChange.objects.values_list("seat__code", "state"))
    assert left == {("media", "excused"), ("transport", "excused")}
    assert "observers leave" not in english(secretary, table.hold_url(with_closed_item)).lower()


def test_amber_is_for_the_agencies_that_share_it(
    secretary: Client, with_closed_item: Meeting
) -> None:
    closed = with_closed_item.items.get(order=2)
    AgendaItem.objects.filter(pk=closed.pk).update(marking=Marking.AMBER)
    closed.shared_with.add(table.seat("police").agency)
    secretary.post(table.hold_url(with_closed_item, "attendance/"), {"rest": "present"})
    page = english(secretary, table.item_url(closed))
    assert "Observers leave the room now" in page
    assert "No quorum: 2 of 6" in page.split("<b>Without them:</b>")[1]


def test_a_substitute_stays_on_their_own_confirmed_clearance_alone(
    secretary: Client, with_closed_item: Meeting
) -> None:
    holder = table.seat("police").appointments.get()
    stand_in = table.holder("police", substitute_for=holder)
    stand_in_sits = {"rest": "present", f"seat-{holder.seat_id}": f"substitute:{stand_in.pk}"}
    secretary.post(table.hold_url(with_closed_item, "attendance/"), stand_in_sits)
    closed = with_closed_item.items.get(order=2)

    def leave() -> str:
        page = english(secretary, table.item_url(closed))
        return page.split("<b>Leave:</b>")[1].split("</p>")[0]

    assert "Police" not in leave()
    Appointment.objects.filter(pk=stand_in.pk).update(confirmed_at=None, confirmed_by=None)
    assert "Police" in leave()
    prosecutor = table.seat("prosecutor").appointments.all()
    assert "rosecutor" not in leave()
    prosecutor.update(confirmed_at=None, confirmed_by=None)
    assert "rosecutor" in leave()
    secretary.post(table.item_url(closed, "leave/"))
    left = AttendanceChange.objects.filter(item=closed, state="excused")
    assert {"police", "prosecutor"} <= set(left.values_list("seat__code", flat=True))


# --- Who may


def english(client: Client, address: str) -> str:
    answer = client.get(f"{address}?language=en")
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


POSTS = ("open/", "close/", "reopen/", "attendance/")
ITEM_POSTS = (
    "settle/", "editing/", "move/", "finish/", "attendance/", "leave/", "recuse/", "take-part/",
    "decisions/", "actions/",
)  # fmt: skip


def addresses(meeting: Meeting) -> list[str]:
    item = meeting.items.get(order=1)
    return [table.hold_url(meeting, rest) for rest in POSTS] + [
        table.item_url(item, rest) for rest in ("", *ITEM_POSTS)
    ]


@pytest.mark.parametrize("role", [Role.CHAIR, Role.COORDINATOR])
def test_chair_and_coordinator_look_and_change_nothing(role: Role) -> None:
    table.seated()
    meeting = table.opened()
    client = table.browser(cast.person(role=role))
    item = meeting.items.get(order=1)
    for address in (table.hold_url(meeting), table.item_url(item)):
        page = client.get(address)
        assert page.status_code == 200
        assert page.content.decode().count("<form") == 1  # signing out
    acts = AuditRecord.objects.exclude(verb__startswith="access.")
    before = acts.count()
    for address in addresses(meeting):
        answer = client.post(address, {"version": 0, "closed_text": "x", "seat": "chair"})
        assert answer.status_code == 403, address
    assert acts.count() == before


@pytest.mark.parametrize(
    ("who", "status"),
    [(cast.observer, 403), (cast.member, 403), (cast.editor, 404), (cast.translator, 404)],
)
def test_who_must_see_nothing_gets_nothing(who: Callable[[], User], status: int) -> None:
    table.seated()
    meeting = table.opened()
    item = meeting.items.get(order=1)
    client = table.browser(who())
    for address in (table.hold_url(meeting), table.item_url(item)):
        assert client.get(address).status_code == status
    for address in addresses(meeting):
        assert client.post(address, {}).status_code == status, address
    assert not Attendance.objects.exists()


def test_a_plan_does_not_exist_for_who_was_not_convened_to_it() -> None:
    meeting = table.convened(state=Meeting.State.PLANNED)
    Meeting.objects.filter(pk=meeting.pk).update(convened_at=None)
    assert table.browser(cast.member()).get(table.hold_url(meeting)).status_code == 404
    page = table.browser(cast.secretary()).get(table.hold_url(meeting))
    assert page.status_code == 200
    assert "meeting_open" not in page.content.decode()


def test_who_is_not_signed_in_comes_back_to_the_page_they_were_on() -> None:
    meeting = table.convened()
    answer = Client().post(table.hold_url(meeting, "open/"))
    assert answer["Location"] == f"/workspace/login/?next={table.hold_url(meeting)}"


def test_a_vote_keeps_the_voters_with_whom_it_was_taken() -> None:
    from council.actions import decide
    from council.models import Vote

    table.seated()
    meeting = table.opened()
    secretary, police = cast.secretary(), table.seat("police")
    how = {"by": secretary, "at": table.AFTER}
    here = take_attendance.Said("present")
    everybody = dict.fromkeys((table.seat(code).pk for code in table.VOTING), here)
    take_attendance.take_attendance(meeting=meeting, said=everybody, **how)
    first, second, _third = meeting.items.all()
    proposal = decide.Proposal("procedural", make.agency(), open_text="Rendi i ditës.")
    decision = decide.propose(item=first, proposal=proposal, **how)
    decide.take_vote(decision=decision, ballot=decide.Ballot(Vote.Method.CONSENSUS), **how)
    gone = {police.pk: take_attendance.Said("absent")}
    for late in (
        lambda: take_attendance.take_attendance(meeting=meeting, said=gone, **how),
        lambda: take_attendance.change_attendance(item=first, said=gone, **how),
        lambda: take_attendance.recuse(item=first, seat=police, reason="x", **how),
    ):
        with pytest.raises(take_attendance.VoteStands):
            late()
    assert Attendance.objects.get(seat=police).state == "present"
    take_attendance.change_attendance(item=second, said=gone, **how)
