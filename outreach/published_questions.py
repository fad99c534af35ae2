"""What residents asked and what became of it, as values. `published` is the door."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import ExtractYear
from django.utils import timezone

from languages import AUTHORITATIVE
from outreach.models import Question, QuestionTally
from outreach.published_texts import Texts, Words
from outreach.withdrawing import WITHDRAWN


@dataclass(frozen=True)
class PublicQuestion:
    """A question with what became of it, for its own page. Withdrawn ones have no words."""

    key: str
    code: str
    channel: str
    unit: str
    topic: str
    institution: str
    answered_on: datetime.date
    times_asked: int
    help_line: str
    elsewhere: str
    """Of one that is not for the Council: the number to call, the code of the agency to ask."""
    meeting: str
    decision: str
    """References that may not be public by themselves."""
    withdrawn_on: datetime.date | None
    withdrawn_reason: Texts
    question: Texts
    answer: Texts


@dataclass(frozen=True)
class Shelf:
    """How many public questions there are of a year, a topic and a unit."""

    year: int
    topic: str
    unit: str
    count: int


@dataclass(frozen=True)
class QuestionFigures:
    """Of a period: questions that came; that were answered, whenever they came; in time of these."""

    received: int
    answered: int
    in_time: int


def question_shelves() -> tuple[Shelf, ...]:
    """One query."""
    rows = _shown_questions().order_by().annotate(year=ExtractYear("answered_on"))
    counted = rows.values_list("year", "topic", "unit").annotate(count=Count("pk"))
    return tuple(Shelf(*row) for row in counted.order_by("-year", "topic", "unit"))


def questions_answered(
    *, year: int, topic: str = "", unit: str = "", begin: int = 0, most: int = 20
) -> tuple[PublicQuestion, ...]:
    """The latest first, from the `begin`th. Two queries."""
    rows = _shown_questions().filter(answered_on__year=year)
    rows = rows.filter(topic=topic) if topic else rows
    rows = rows.filter(unit=unit) if unit else rows
    found = list(rows.order_by("-answered_on", "code")[begin : begin + most])
    words = Words(row.source_key for row in found)
    return tuple(_public_question(row, words) for row in found)


def questions_in(first: datetime.date, after: datetime.date) -> QuestionFigures:
    """Of whole months: the half-open period of days [first, after). One query."""
    rows = QuestionTally.objects.filter(month__gte=first, month__lt=after)
    names = ("received", "answered", "in_time")
    told = rows.aggregate(**{name: Sum(name, default=0) for name in names})
    return QuestionFigures(**told)


def _shown_questions() -> QuerySet[Question]:
    """Public now, or once public and taken back since."""
    return Question.objects.filter(published_at__lte=timezone.now(), answered_on__isnull=False)


def _reason(row: Question, words: Words) -> Texts:
    """In Albanian alone where it was withdrawn before reasons were asked for in each language."""
    return words(row.source_key, WITHDRAWN) or {AUTHORITATIVE: row.withdrawn_reason}


def _public_question(row: Question, words: Words) -> PublicQuestion:
    key, withdrawn = row.source_key, row.withdrawn_at
    assert row.answered_on is not None  # as the database has it
    return PublicQuestion(
        key=key,
        code=row.code,
        channel=row.channel,
        unit=row.unit,
        topic=row.topic,
        institution=row.institution if row.state == Question.State.ANSWERED else "",
        answered_on=row.answered_on,
        times_asked=row.times_asked,
        help_line=row.help_line,
        elsewhere=row.elsewhere,
        meeting=row.meeting,
        decision=row.decision,
        withdrawn_on=timezone.localdate(withdrawn) if withdrawn else None,
        withdrawn_reason=_reason(row, words) if withdrawn else {},
        question={} if withdrawn else words(key, "question"),
        answer={} if withdrawn else words(key, "answer"),
    )
