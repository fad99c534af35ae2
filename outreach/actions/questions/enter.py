"""A question comes in: by telephone, from a paper slip, through somebody who carries it."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F
from django.utils.timezone import localdate

from council import working_days
from council.people import User, demand
from languages import AUTHORITATIVE
from languages.folding import fold
from outreach.access import may_keep_questions, question_reader
from outreach.actions.questions.count import count_questions
from outreach.actions.questions.trail import Verb, as_it_stands, step
from outreach.actions.questions.words import HEARD, passages, put_text
from outreach.models import AnswerTime, Question, QuestionStep, Text
from outreach.models.publishable import new_code

LONGEST_AGO = datetime.timedelta(days=366)


class NotThatDay(Exception):
    """The day is still to come, or more than a year ago."""


class Personal(Exception):
    """The words tell of a person; `passages` says where."""

    def __init__(self, passages: Sequence[str]) -> None:
        super().__init__(", ".join(passages))
        self.passages = passages


@dataclass(frozen=True)
class Heard:
    """A question as it came. `harmed`: a community that it names was harmed, or is who asks."""

    words: str
    channel: str
    received_on: datetime.date
    unit: str = ""
    topic: str = Question.Topic.OTHER
    times: int = 1
    place: str = ""
    harmed: bool = False


@dataclass(frozen=True)
class Entered:
    question: Question
    again: bool
    """It was known in the same words and is counted there."""


def enter_question(*, heard: Heard, by: User, at: datetime.datetime) -> Entered:
    """Raises NotAllowed, NotThatDay, Personal."""
    (entered,) = enter_questions(heard=[heard], by=by, at=at, batch=uuid.uuid4())
    return entered


def enter_questions(
    *, heard: Iterable[Heard], by: User, at: datetime.datetime, batch: uuid.UUID
) -> list[Entered]:
    """Several at once, all or none; a batch that was taken before changes nothing.

    Raises NotAllowed, NotThatDay, Personal.
    """
    demand(may_keep_questions(question_reader(by, on=localdate(at))))
    all_heard = list(heard)
    for one in all_heard:
        _check(one, at)
    if taken := entered_in(batch):
        return taken
    found = [_enter(one, by=by, at=at, batch=batch) for one in all_heard]
    count_questions()
    return found


def entered_in(batch: uuid.UUID) -> list[Entered]:
    """What came of a batch."""
    steps = QuestionStep.objects.filter(batch=batch).select_related("question")
    return [Entered(row.question, row.verb == Verb.ASKED_AGAIN) for row in steps]


def due_on(received_on: datetime.date) -> datetime.date:
    """The last day for an answer; where a year's holidays are not known, by weeks of five days."""
    days = AnswerTime.on(received_on)
    try:
        return working_days.after(received_on, days) - working_days.A_DAY
    except working_days.YearNotListed:
        return received_on + datetime.timedelta(days=-(-days * 7 // 5))


def _check(heard: Heard, at: datetime.datetime) -> None:
    today = localdate(at)
    if not today - LONGEST_AGO <= heard.received_on <= today:
        raise NotThatDay
    must_go, peoples = passages(heard.words)
    if must_go or (peoples and not heard.harmed):
        raise Personal([*must_go, *peoples])
    if in_place := passages(heard.place)[0]:
        raise Personal(in_place)


def _enter(heard: Heard, *, by: User, at: datetime.datetime, batch: uuid.UUID) -> Entered:
    if known := _known(heard):
        question = as_it_stands(known)
        Question.objects.filter(pk=question.pk).update(times_asked=F("times_asked") + heard.times)
        step(question, Verb.ASKED_AGAIN, by=by, at=at, detail=heard.place, batch=batch)
        return Entered(question, again=True)
    code = new_code()
    question = Question.objects.create(
        code=code,
        slug=f"q-{code}",
        channel=heard.channel,
        unit=heard.unit,
        topic=heard.topic,
        received_on=heard.received_on,
        due_on=due_on(heard.received_on),
        times_asked=heard.times,
    )
    step(question, Verb.RECEIVED, at=at, by=by, detail=heard.place, batch=batch)
    for field in (HEARD, "question"):
        put_text(
            question=question,
            field=field,
            language=AUTHORITATIVE,
            text=heard.words,
            by=by,
            at=at,
        )
    return Entered(question, again=False)


def _known(heard: Heard) -> Question | None:
    """One that waits for its answer, from the same unit and in the same words."""
    waiting = Question.objects.filter(
        unit=heard.unit, answered_on__isnull=True, merged_into__isnull=True
    )
    by_key = {row.source_key: row for row in waiting}
    texts = Text.objects.filter(key__in=by_key, field=HEARD, language=AUTHORITATIVE)
    wanted = _folded(heard.words)
    return next((by_key[row.key] for row in texts if _folded(row.text) == wanted), None)


def _folded(words: str) -> str:
    return "".join(one for one in fold(words) if one.isalnum())
