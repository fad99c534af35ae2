"""The answer: of the institution itself, or entered for one that answered on paper or by telephone."""

import datetime

from django.utils.timezone import localdate

from council.people import Role, User, demand
from languages import AUTHORITATIVE
from outreach.access import QuestionReader, may_answer_question, question_reader
from outreach.actions.questions import letters
from outreach.actions.questions.count import count_questions
from outreach.actions.questions.enter import Personal
from outreach.actions.questions.trail import NotOpen, Verb, as_it_stands, step
from outreach.actions.questions.words import passages, put_text
from outreach.models import Question

State = Question.State


class NobodyAsked(Exception):
    """No institution was asked: it is not said whose answer it is."""


class NotThatDay(Exception):
    """The answer's day is still to come, or before the question came."""


def answer_question(
    *,
    question: Question,
    text: str,
    by: User,
    at: datetime.datetime,
    answered_on: datetime.date | None = None,
) -> None:
    """An Albanian answer; until it is submitted for publication it can be given anew.

    `answered_on`: of who enters it for an institution, the day on its letter; of others today.
    Raises NotAllowed, NotOpen, NobodyAsked, NotThatDay, Personal.
    """
    today = localdate(at)
    who = question_reader(by, on=today)
    found = as_it_stands(question)
    demand(may_answer_question(who, found))
    if found.merged_into_id or found.state == State.NOT_FOR_US or found.submitted_at:
        raise NotOpen
    if found.published_at:
        raise NotOpen
    if not found.institution:
        raise NobodyAsked
    day = _day(who, found, answered_on, today)
    if must_go := passages(text)[0]:
        raise Personal(must_go)
    first = found.answered_on is None
    if first or (who.keeps and answered_on):
        found.answered_on = day
    found.state = State.ANSWERED
    found.save(update_fields=["answered_on", "state"])
    put_text(question=found, field="answer", language=AUTHORITATIVE, text=text, by=by, at=at)
    if first:
        step(found, Verb.ANSWERED, at=at, by=by, detail=found.institution)
    if first and not who.keeps:
        keepers = letters.in_role(Role.SECRETARY, at=at)
        letters.tell(keepers, letters.ANSWERED, found, at=at)
    count_questions()


def _day(
    who: QuestionReader,
    question: Question,
    answered_on: datetime.date | None,
    today: datetime.date,
) -> datetime.date:
    day = answered_on if who.keeps and answered_on else today
    if not question.received_on <= day <= today:
        raise NotThatDay
    return day
