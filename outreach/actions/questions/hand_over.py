"""An institution is asked: its liaison on a page of their own, one without an account by letter."""

import datetime

from django.utils.timezone import localdate

from council.people import User, demand
from council.published import agency_names
from outreach.access import may_keep_questions, question_reader
from outreach.actions.questions import letters
from outreach.actions.questions.trail import Verb, open_one, step
from outreach.models import Question


class NoSuchInstitution(Exception):
    """No agency has this code."""


def hand_over(*, question: Question, institution: str, by: User, at: datetime.datetime) -> bool:
    """Whether somebody of the institution was written to; otherwise it takes a letter on paper.

    Asking another institution takes the question from the former one.
    Raises NotAllowed, NotOpen, NoSuchInstitution.
    """
    demand(may_keep_questions(question_reader(by, on=localdate(at))))
    found = open_one(question)
    if institution not in agency_names():
        raise NoSuchInstitution
    people = letters.liaisons(institution, on=localdate(at))
    if found.institution == institution and found.state == Question.State.WITH_INSTITUTION:
        return bool(people)
    found.institution = institution
    if found.state == Question.State.RECEIVED:
        found.state = Question.State.WITH_INSTITUTION
    found.save(update_fields=["institution", "state"])
    step(found, Verb.HANDED, at=at, by=by, detail=institution)
    letters.tell(people, letters.HANDED, found, at=at)
    return bool(people)
