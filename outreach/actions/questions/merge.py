"""The same question, asked twice: one of them counts both."""

import datetime

from django.db.models import F
from django.utils.timezone import localdate

from council.people import User, demand
from outreach.access import may_keep_questions, question_reader
from outreach.actions.questions.count import count_questions
from outreach.actions.questions.trail import NotOpen, Verb, as_it_stands, step
from outreach.models import Question


class Same(Exception):
    """A question is not merged into itself."""


def merge_question(*, question: Question, into: Question, by: User, at: datetime.datetime) -> None:
    """`into` may be answered already, and public. Raises NotAllowed, Same, NotOpen."""
    demand(may_keep_questions(question_reader(by, on=localdate(at))))
    if question.pk == into.pk:
        raise Same
    # Always in the same order: of two who merge each into the other one waits.
    rows = {
        row.pk: row
        for row in Question.objects.filter(pk__in=(question.pk, into.pk))
        .order_by("pk")
        .select_for_update()
    }
    one, other = rows[question.pk], rows[into.pk]
    if not one.is_open or other.merged_into_id:
        raise NotOpen
    Question.objects.filter(pk=other.pk).update(
        times_asked=F("times_asked") + one.times_asked,
        received_on=min(one.received_on, other.received_on),
        due_on=min(one.due_on, other.due_on) if other.is_open else other.due_on,
    )
    one.merged_into = other
    one.save(update_fields=["merged_into"])
    Question.objects.filter(merged_into=one).update(merged_into=other)
    step(one, Verb.MERGED, at=at, by=by, detail=other.code)
    step(as_it_stands(other), Verb.ASKED_AGAIN, at=at, by=by)
    count_questions()
