"""Two who plan, or propose, at the same moment."""

import pytest
from django.utils import timezone

from council import agenda
from council.actions.plan_meeting import Plan, plan_meeting
from council.models import Meeting
from council.people import System, acting_as
from tests import cast
from tests.committed import at_once
from tests.council.planning import in_days, planned

pytestmark = pytest.mark.usefixtures("committed")
TEST = System("test")


def test_two_who_plan_at_once_get_two_numbers() -> None:
    with acting_as(TEST):
        by = cast.secretary()
    plan = Plan(
        kind="ordinary", mode="in_person", starts_at=in_days(30), minutes_planned=90, place="Salla"
    )

    def planning() -> int:
        with acting_as(TEST):
            return plan_meeting(plan=plan, by=by, at=timezone.now()).number

    assert sorted(at_once(*[planning] * 4)) == [1, 2, 3, 4]


def test_a_question_that_two_propose_at_once_stands_once() -> None:
    with acting_as(TEST):
        meeting, by = planned(), cast.editor()

    def proposing() -> str:
        with acting_as(TEST):
            return agenda.propose(key="question:x", title="x", text="", by=by, at=timezone.now())

    assert set(at_once(*[proposing] * 4)) == {meeting.reference}
    with acting_as(TEST):
        assert Meeting.objects.get().items.count() == 1
