"""A clock on every answer, and the month's counts that come of it."""

import datetime

import pytest
from django.utils import timezone

from council.models import Notice
from council.people import Public, become
from outreach import published
from outreach.actions.questions.run_clock import run_clock
from outreach.models import Question, QuestionStep
from tests import cast
from tests.outreach import asking

pytestmark = pytest.mark.usefixtures("acting")
DAY = datetime.timedelta(days=1)


def at(question: Question, days: int) -> datetime.datetime:
    """Noon, so many days after its deadline."""
    day = question.due_on + days * DAY
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("person__email", flat=True))


def test_the_liaison_and_the_secretary_are_reminded_once_before_and_once_after() -> None:
    police, secretary = cast.liaison(), cast.secretary()
    question = asking.handed()
    run_clock(at=at(question, -6))
    assert not told("question_due")
    for days in (-5, -4, 0):
        run_clock(at=at(question, days))
    assert told("question_due") == {police.email, secretary.email}
    assert not told("question_late")
    for days in (1, 2, 30):
        run_clock(at=at(question, days))
    assert told("question_late") == {police.email, secretary.email}
    counted = Notice.objects.filter(kind__in=("question_due", "question_late")).count()
    assert counted == 4
    assert QuestionStep.objects.filter(verb="reminded").count() == 2


def test_as_long_as_nobody_was_asked_the_secretary_alone_is_reminded() -> None:
    cast.liaison()
    run_clock(at=at(asking.received(), 1))
    assert told("question_late") == {cast.secretary().email}


def test_the_clock_stops_with_the_answer_and_with_another_place() -> None:
    question = asking.answered()
    other = asking.received(words="Kush e pastron borën në Zavalinë?")
    Question.objects.filter(pk=other.pk).update(merged_into=question)
    run_clock(at=at(question, 9))
    assert not told("question_late")


def test_a_month_counts_what_came_what_was_answered_and_what_was_in_time() -> None:
    today = asking.today()
    first = today.replace(day=1)
    after = (first + 32 * DAY).replace(day=1)
    asking.received(words="Kush e pastron borën në Zavalinë?")
    asking.answered()
    late = asking.handed(words="Kur hapet biblioteka?", received_on=today - 70 * DAY)
    Question.objects.filter(pk=late.pk).update(state="answered", answered_on=today)
    run_clock(at=timezone.now())
    figures = published.questions_in(first, after)
    assert (figures.received, figures.answered, figures.in_time) == (2, 2, 1)
    whole = published.questions_in(first - 366 * DAY, after)
    assert (whole.received, whole.answered, whole.in_time) == (3, 2, 1)
    become(Public())
    assert published.questions_in(first, after) == figures
    empty = published.questions_in(after, after + 31 * DAY)
    assert (empty.received, empty.answered, empty.in_time) == (0, 0, 0)
