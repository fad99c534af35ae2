"""What tests of residents' questions share: the register's people, and questions on their way."""

import datetime
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from outreach.actions.questions.answer import answer_question
from outreach.actions.questions.enter import Heard, enter_question
from outreach.actions.questions.hand_over import hand_over
from outreach.actions.questions.publish import publish_question, submit_question
from outreach.actions.questions.words import digest_of, texts_of
from outreach.models import Question, Text
from tests import cast
from tests.council.browsers import in_english

REGISTER = "/workspace/questions/"
WORDS = "Kur ndriçohet rruga e shkollës në Gjinar?"
ANSWER = "Bashkia vendos 7 drita në rrugën e shkollës në Gjinar."
PEOPLE = "A e dini se zoti Agim Hoxha e ka bllokuar rrugën?"


def secretary() -> Client:
    return in_english(cast.secretary())


def editor() -> Client:
    return in_english(cast.editor())


def chair() -> Client:
    return in_english(cast.chair())


def liaison(agency: str = "state_police") -> Client:
    return in_english(cast.liaison(agency))


def today() -> datetime.date:
    return timezone.localdate()


def heard(**changes: Any) -> Heard:
    given = {"words": WORDS, "channel": "paper", "received_on": today(), "unit": "gjinar"}
    return Heard(**{**given, **changes})


def received(**changes: Any) -> Question:
    entered = enter_question(heard=heard(**changes), by=cast.secretary(), at=timezone.now())
    return entered.question


def handed(institution: str = "state_police", **changes: Any) -> Question:
    question = received(**changes)
    hand_over(question=question, institution=institution, by=cast.secretary(), at=timezone.now())
    return again(question)


def answered(**changes: Any) -> Question:
    question = handed(**changes)
    answer_question(question=question, text=ANSWER, by=cast.secretary(), at=timezone.now())
    return again(question)


def public(**changes: Any) -> Question:
    return published(answered(**changes))


def published(question: Question) -> Question:
    """An hour ago: row-level security asks for what was public when the transaction began."""
    submit_question(question=question, by=cast.secretary(), at=timezone.now())
    seen = digest_of(texts_of(question))
    at = timezone.now() - datetime.timedelta(hours=1)
    publish_question(question=question, seen=seen, by=cast.chair(), at=at)
    return again(question)


def again(question: Question) -> Question:
    return Question.objects.get(pk=question.pk)


def text(question: Question, field: str, language: str = "sq") -> str:
    row = Text.objects.filter(key=question.source_key, field=field, language=language).first()
    return row.text if row else ""


def page(question: Question, act: str = "") -> str:
    return f"{REGISTER}{question.pk}/{act}"


def words(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())
