"""A clock on every answer: a reminder before its deadline, a letter the day after.

A call finds by itself what is due. Each letter is written once for a deadline.
"""

import datetime
from typing import Final

from django.utils.timezone import localdate

from council.people import Role, User, current_principal
from outreach.actions.questions import letters
from outreach.actions.questions.bring import follow_agendas
from outreach.actions.questions.count import count_questions
from outreach.actions.questions.trail import Verb, step
from outreach.models import Question, QuestionStep

REMINDER: Final = datetime.timedelta(days=5)
"""Before the deadline: a week's work less its weekend."""


def run_clock(*, at: datetime.datetime) -> None:
    """Safe to run at any time and as often as one likes."""
    current_principal()
    follow_agendas(at=at)
    today = localdate(at)
    waiting = Question.objects.filter(
        answered_on__isnull=True, merged_into__isnull=True, due_on__lte=today + REMINDER
    )
    secretaries = letters.in_role(Role.SECRETARY, at=at)
    for question in waiting.select_for_update(skip_locked=True):
        _look(question, secretaries, today, at)
    count_questions()


def _look(
    question: Question, secretaries: list[User], today: datetime.date, at: datetime.datetime
) -> None:
    late = question.due_on < today
    which = f"{question.due_on}:{'late' if late else 'due'}"
    asked = letters.liaisons(question.institution, on=today) if question.institution else []
    people = [*asked, *(person for person in secretaries if person not in asked)]
    kind = letters.LATE if late else letters.DUE
    letters.tell(people, kind, question, at=at, which=which)
    if not QuestionStep.objects.filter(
        question=question, verb=Verb.REMINDED, detail=which
    ).exists():
        step(question, Verb.REMINDED, at=at, detail=which)
