"""What every act on a question shares: the row as it stands now, and its step on the way."""

import datetime
import uuid

from council import audit
from council.people import User
from outreach.models import Question, QuestionStep

Verb = QuestionStep.Verb


class NotOpen(Exception):
    """It was answered, merged or sent elsewhere meanwhile."""


class IsPublic(Exception):
    """It is public: its Albanian words and its answer stay until it is withdrawn."""


def as_it_stands(question: Question) -> Question:
    """Locked until the transaction ends: of two who act at once the second sees the first."""
    return Question.objects.select_for_update().get(pk=question.pk)


def open_one(question: Question) -> Question:
    """Raises NotOpen."""
    found = as_it_stands(question)
    if not found.is_open:
        raise NotOpen
    return found


def step(
    question: Question,
    verb: Verb,
    *,
    at: datetime.datetime,
    by: User | None = None,
    detail: str = "",
    batch: uuid.UUID | None = None,
) -> None:
    QuestionStep.objects.create(
        question=question, verb=verb, at=at, by=by, detail=detail[:120], batch=batch
    )
    audit.record(verb=f"question.{verb}", object_key=f"question:{question.code}", at=at)
