"""Who is there for each item, under any sequence of comings and goings."""

import datetime
import random
from dataclasses import dataclass
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from council.actions import take_attendance
from council.actions.take_attendance import Said
from council.attending import sitting
from council.models import (
    AgendaItem,
    Appointment,
    Attendance,
    AttendanceChange,
    Meeting,
    Presence,
    Recusal,
    Rule,
    Seat,
    User,
)
from council.quorum import Count, MoreVotesThanVoters, is_adopted
from tests import cast, make
from tests.council import table

pytestmark = pytest.mark.usefixtures("acting")

ROWS = 300
"""Random meetings whose rows are written directly."""
ACTED = 12
"""Random meetings that are held through the actions."""


# --- Any sequence


@dataclass
class Story:
    """What happened, told as events: the other way to know who is there."""

    meeting: Meeting
    rule: Rule
    voting: set[int]
    held: set[int]
    came_first: dict[int, str]
    then: list[tuple[AgendaItem, dict[int, str], set[int]]]
    """Item by item: whose state is new, and who stands aside."""

    def replay(self) -> list[tuple[AgendaItem, set[int]]]:
        """Who takes part in each item, by playing the events one after the other."""
        room = {seat for seat, state in self.came_first.items() if not is_away(state)}
        told = []
        for item, events, aside in self.then:
            for seat, state in events.items():
                (room.discard if is_away(state) else room.add)(seat)
            told.append((item, (room & self.held) - aside))
        return told


def is_away(state: str) -> bool:
    return state in ("excused", "absent")


def random_day(chance: random.Random, number: int) -> tuple[Meeting, Rule, list[Seat], set[int]]:
    """A day of its own, with rules, holders and an agenda of its own."""
    starts_at = datetime.datetime(2023, 1, 1, 9, tzinfo=make.TIRANE) + datetime.timedelta(number)
    meeting = make.meeting(starts_at=starts_at, number=number, state=Meeting.State.CONVENED)
    rule = Rule.objects.create(
        from_date=starts_at.date(),
        quorum_percent=chance.choice([0, 33, 50, 66, 99]),
        majority_percent=chance.choice([33, 50, 66]),
        majority_base=chance.choice(Rule.Base.values),
    )
    seats = list(Seat.objects.exclude(role="secretary"))
    held = chance.sample(seats, chance.randint(0, len(seats)))
    person, _made = User.objects.get_or_create(email="holder@example.org")
    day = {"from_date": starts_at.date(), "to_date": starts_at.date()}
    Appointment.objects.bulk_create(
        Appointment(
            person=person, role=f"{seat.role}{seat.pk}", agency=seat.agency, seat=seat, **day
        )
        for seat in held
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, order=order, open_title="Pika")
        for order in sorted(chance.sample(range(1, 30), chance.randint(1, 7)))
    )
    return meeting, rule, seats, {seat.pk for seat in held}


def random_story(chance: random.Random, number: int) -> Story:
    meeting, rule, seats, held = random_day(chance, number)
    first = {seat.pk: chance.choice(Presence.values) for seat in seats if chance.random() < 0.9}
    then = [
        (
            item,
            {seat.pk: chance.choice(Presence.values) for seat in seats if chance.random() < 0.2},
            {seat.pk for seat in seats if chance.random() < 0.1},
        )
        for item in meeting.items.all()
    ]
    voting = {seat.pk for seat in seats if seat.voting}
    return Story(meeting, rule, voting, held, first, then)


def write(story: Story, chance: random.Random) -> None:
    """The rows, in no particular order."""
    Attendance.objects.bulk_create(
        Attendance(meeting=story.meeting, seat_id=seat, state=state)
        for seat, state in story.came_first.items()
    )
    changes = [
        AttendanceChange(item=item, seat_id=seat, state=state)
        for item, events, _aside in story.then
        for seat, state in events.items()
    ]
    chance.shuffle(changes)
    AttendanceChange.objects.bulk_create(changes)
    Recusal.objects.bulk_create(
        Recusal(item=item, seat_id=seat, reason="x")
        for item, _events, aside in story.then
        for seat in aside
    )


def carries(story: Story, there: int, favour: int, against: int, abstained: int) -> bool | None:
    """Told with fractions; None: more votes than voters."""
    if favour + against + abstained > there:
        return None
    base = {
        "voting": favour + against,
        "present": there,
        "occupied": len(story.voting & story.held),
    }[story.rule.majority_base]
    share = Fraction(story.rule.majority_percent, 100)
    return favour > 0 if base == 0 else Fraction(favour, base) > share


def assert_as_told(story: Story, chance: random.Random) -> None:
    now = sitting(story.meeting)
    occupied = len(story.voting & story.held)
    for item, room in story.replay():
        voters = room & story.voting
        found = now.quorum(item)
        assert {place.seat.pk for place in now.voters(item)} == voters
        assert (found.occupied, found.present) == (occupied, len(voters))
        enough = occupied > 0 and Fraction(len(voters), occupied) > Fraction(
            story.rule.quorum_percent, 100
        )
        assert found.reached == enough
        votes = [chance.randint(0, len(voters) // 2 + 1) for _ in range(3)]
        told = carries(story, len(voters), *votes)
        if told is None:
            with pytest.raises(MoreVotesThanVoters):
                is_adopted(now.rule, Count(*votes), found)
        else:
            assert is_adopted(now.rule, Count(*votes), found) is told


def test_any_sequence_of_comings_and_goings_is_counted_as_it_is_told() -> None:
    chance = random.Random(2026)
    for number in range(1, ROWS + 1):
        story = random_story(chance, number)
        write(story, chance)
        assert_as_told(story, chance)


def test_a_sequence_that_goes_through_the_actions_ends_the_same() -> None:
    """Also in an order in which nobody would do it: later items first, and twice."""
    chance, secretary = random.Random(7), cast.secretary()
    for number in range(1, ACTED + 1):
        story = random_story(chance, number)
        Meeting.objects.filter(pk=story.meeting.pk).update(
            opened_at=make.NOW, mode=Meeting.Mode.BOTH
        )
        how = {"by": secretary, "at": make.NOW}
        ways = ("present", "remote", "excused", "absent")
        story.came_first = {seat: chance.choice(ways) for seat in story.held}
        said = {seat: Said(state) for seat, state in story.came_first.items()}
        take_attendance.take_attendance(meeting=story.meeting, said=said, **how)
        replaced = []
        for item, events, aside in chance.sample(story.then, len(story.then)):
            held = {seat: chance.choice(ways) for seat in events if seat in story.held}
            for _ in range(2):
                said = {seat: Said(state) for seat, state in held.items()}
                take_attendance.change_attendance(item=item, said=said, **how)
            for seat in aside:
                take_attendance.recuse(item=item, seat=Seat(pk=seat), reason="x", **how)
            replaced.append((item, held, aside))
        story.then = sorted(replaced, key=lambda part: part[0].order)
        assert_as_told(story, chance)


# --- In particular


def states(meeting: Meeting, code: str) -> list[str]:
    """How a seat is there: at the opening, then item by item."""
    now, seat = sitting(meeting), table.seat(code).pk
    orders = [None, *meeting.items.values_list("order", flat=True)]
    return [now.state_of(seat, order) for order in orders]


def take(meeting: Meeting, **said: str) -> None:
    take_attendance.take_attendance(
        meeting=meeting,
        said={table.seat(code).pk: Said(state) for code, state in said.items()},
        by=cast.secretary(),
        at=table.AFTER,
    )


def change(item: AgendaItem, **said: str) -> None:
    take_attendance.change_attendance(
        item=item,
        said={table.seat(code).pk: Said(state) for code, state in said.items()},
        by=cast.secretary(),
        at=table.AFTER,
    )


def test_who_came_late_and_left_is_there_in_between() -> None:
    table.seated()
    meeting = table.opened(items=4)
    first, second, third, _last = meeting.items.all()
    take(meeting, police="absent")
    change(second, police="present")
    change(third, police="excused")
    assert states(meeting, "police") == ["absent", "absent", "present", "excused", "excused"]
    assert [sitting(meeting).quorum(item).present for item in (None, first, second, third)] == [
        0, 0, 1, 0,
    ]  # fmt: skip


def test_a_change_to_what_was_before_is_no_change() -> None:
    table.seated()
    meeting = table.opened()
    second = meeting.items.get(order=2)
    take(meeting, police="present")
    change(second, police="absent")
    change(second, police="present")
    assert not AttendanceChange.objects.exists()


def test_a_vacant_seat_cannot_be_present() -> None:
    table.seated()
    meeting = table.opened()
    for act in (lambda: take(meeting, court="present"), lambda: change(meeting.items.first(), court="present")):  # type: ignore[arg-type]  # fmt: skip
        with pytest.raises(take_attendance.CannotSit):
            act()
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(("mode", "fits"), [("in_person", False), ("remote", True), ("both", True)])
def test_somebody_is_at_a_distance_only_where_the_meeting_allows_it(mode: str, fits: bool) -> None:
    table.seated()
    meeting = table.opened(mode=mode)
    if fits:
        take(meeting, police="remote")
    else:
        with pytest.raises(take_attendance.CannotSit):
            take(meeting, police="remote")


def test_a_substitute_sits_only_where_one_is_appointed_for_that_holder_that_day() -> None:
    held = table.seated()
    stand_in = table.holder("police", substitute_for=held["police"])
    meeting = table.opened()
    with pytest.raises(take_attendance.CannotSit):
        take(meeting, prosecutor="substitute")
    police = table.seat("police")
    how = {"meeting": meeting, "by": cast.secretary(), "at": table.AFTER}
    for wrong in (held["prosecutor"].pk, held["police"].pk):
        with pytest.raises(take_attendance.CannotSit):
            take_attendance.take_attendance(said={police.pk: Said("substitute", wrong)}, **how)
    take(meeting, police="substitute")
    assert Attendance.objects.get(seat=police).appointment == stand_in
    take(meeting, police="present")
    assert Attendance.objects.get(seat=police).appointment == held["police"]
    Appointment.objects.filter(pk=stand_in.pk).update(to_date=datetime.date(2024, 10, 23))
    with pytest.raises(take_attendance.CannotSit):
        take(meeting, police="substitute")


def test_what_is_refused_for_one_seat_is_taken_for_none() -> None:
    table.seated()
    meeting = table.opened()
    with pytest.raises(take_attendance.CannotSit):
        take(meeting, police="present", court="present")
    assert not Attendance.objects.exists()


def test_a_meeting_costs_the_same_queries_however_long_it_is() -> None:
    counts = []
    chance = random.Random(1)
    for number in (1, 2):
        story = random_story(chance, number)
        write(story, chance)
        with CaptureQueriesContext(connection) as asked:
            now = sitting(story.meeting)
            for item, _events, _aside in story.then:
                now.quorum(item)
        counts.append(len(asked))
    assert counts == [6, 6]
