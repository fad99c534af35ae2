"""What other parts of the portal bring to the impact page."""

import datetime
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from outreach.models import Activity, Posting, QuestionTally, SurveyCount, SurveyWave
from outreach.reach import figures
from outreach.reach.places import known_places
from tests import cast
from tests.outreach.test_boards import board, handed

FIRST, OCTOBER = datetime.date(2026, 1, 1), datetime.date(2026, 10, 1)


def test_where_nobody_has_counted_the_answer_is_not_known(acting: None) -> None:
    assert figures.questions_in_time(FIRST) is None
    assert figures.survey_answers(FIRST) is None
    assert figures.silent_places(FIRST) is None
    assert figures.participants_by_audience(OCTOBER) is None


def test_questions_in_time_are_told_of_those_that_were_answered(acting: None) -> None:
    QuestionTally.objects.create(month=OCTOBER, received=9, answered=4, in_time=3)
    assert figures.questions_in_time(FIRST) == {OCTOBER: figures.Share(3, 4)}


def test_answers_to_the_survey_stand_with_the_month_in_which_it_closed(acting: None) -> None:
    wave = SurveyWave.objects.create(
        opens_on=datetime.date(2026, 9, 20),
        closes_on=datetime.date(2026, 10, 4),
        opened_by=cast.secretary(),
    )
    for option, n in (("online", 40), ("paper", 21)):
        SurveyCount.objects.create(wave=wave, question="channel", option=option, n=n)
    SurveyCount.objects.create(wave=wave, question="fear", option="stay_in", n=33)
    assert figures.survey_answers(FIRST) == {OCTOBER: 61}


def test_an_activity_counts_for_each_of_its_audiences(acting: None) -> None:
    Activity.objects.create(
        slug="lit-street",
        unit="gjinar",
        held_on=OCTOBER,
        participants=30,
        audiences=["youth", "women"],
        published_at=timezone.now() - datetime.timedelta(days=1),
    )
    found = figures.participants_by_audience(OCTOBER)
    assert found is not None
    assert sorted(found.values()) == [30, 30]


@pytest.fixture
def posted(acting: None, settings: Settings, tmp_path: Path) -> None:
    """Of two places one hangs the sheet and reads it to twelve people; the other is silent."""
    settings.PORTAL_VAR = tmp_path
    board("Biblioteka e qytetit", unit="gjinar")
    board("Qendra shëndetësore", unit="funare")
    handed(OCTOBER)
    first = Posting.objects.filter(board__unit="gjinar")
    first.update(outcome="posted", heard=12, answered_at=timezone.now(), answered_by="contact")


def test_places_and_who_heard_come_from_what_contacts_answered(posted: None) -> None:
    issues = figures.issues(FIRST)
    assert issues[OCTOBER, "posted"].units == {"gjinar": 1, "funare": 0}
    assert issues[OCTOBER, "heard"].total == 12
    assert figures.silent_places(FIRST) == {OCTOBER: figures.Share(1, 2)}


def test_a_code_on_paper_is_a_places_of_ours_or_none(posted: None) -> None:
    code = Posting.objects.get(board__unit="gjinar").board.code
    assert known_places([code, "nobodys"]) == {code: "gjinar"}
