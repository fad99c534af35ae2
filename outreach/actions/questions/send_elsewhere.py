"""A question that is not for the Council: who asked learns where to go."""

import datetime
from collections.abc import Collection

from django.utils.timezone import localdate

from council.people import User, demand
from council.published import agency_names
from languages import AUTHORITATIVE
from outreach.access import may_keep_questions, question_reader
from outreach.actions.questions.count import count_questions
from outreach.actions.questions.enter import Personal
from outreach.actions.questions.trail import Verb, open_one, step
from outreach.actions.questions.words import passages, put_text
from outreach.models import HelpLine, Question


class NoWayThere(Exception):
    """Neither a help line nor an institution that we know."""


def send_elsewhere(
    *,
    question: Question,
    help_line: str,
    institution: str,
    text: str,
    by: User,
    at: datetime.datetime,
) -> None:
    """`text`: the Albanian sentence that residents read. Raises NotAllowed, NotOpen, NoWayThere,
    Personal."""
    demand(may_keep_questions(question_reader(by, on=localdate(at))))
    found = open_one(question)
    _check_way(help_line, institution, agency_names())
    if must_go := passages(text)[0]:
        raise Personal(must_go)
    found.state, found.answered_on = Question.State.NOT_FOR_US, localdate(at)
    found.help_line, found.elsewhere = help_line, institution
    found.save(update_fields=["state", "answered_on", "help_line", "elsewhere"])
    put_text(question=found, field="answer", language=AUTHORITATIVE, text=text, by=by, at=at)
    step(found, Verb.NOT_FOR_US, at=at, by=by, detail=help_line or institution)
    count_questions()


def _check_way(help_line: str, institution: str, agencies: Collection[str]) -> None:
    known = not help_line or HelpLine.objects.in_force().filter(number=help_line).exists()
    if not (help_line or institution) or not known:
        raise NoWayThere
    if institution and institution not in agencies:
        raise NoWayThere
