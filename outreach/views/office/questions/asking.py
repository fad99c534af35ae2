"""Who asks about questions, and about which one."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from council.people import User, demand
from council.published import agency_names
from languages import AUTHORITATIVE, direction
from outreach.access import (
    QuestionReader,
    may_keep_questions,
    may_see_questions,
    question_reader,
    visible_questions,
)
from outreach.forms.office.fields import units_in
from outreach.models import Question, Text
from outreach.views.office.asking import language


def asker(request: HttpRequest) -> QuestionReader:
    """Somebody who has to do with questions. Raises NotAllowed."""
    who = question_reader(cast(User, request.user), on=timezone.localdate())
    demand(may_see_questions(who))
    return who


def keeper(request: HttpRequest) -> QuestionReader:
    """Raises NotAllowed."""
    who = asker(request)
    demand(may_keep_questions(who))
    return who


def visible(who: QuestionReader, question_id: uuid.UUID) -> Question:
    """Raises Http404."""
    return get_object_or_404(visible_questions(who), pk=question_id)


def kept(request: HttpRequest, question_id: uuid.UUID) -> tuple[QuestionReader, Question]:
    """For who keeps the register. Raises Http404 for what is not theirs to see, NotAllowed."""
    who = asker(request)
    found = visible(who, question_id)
    demand(may_keep_questions(who))
    return who, found


def institution_names() -> Mapping[str, str]:
    rows = agency_names().items()
    return {code: name.get(language()) or name[AUTHORITATIVE] for code, name in rows}


def unit_names() -> Mapping[str, str]:
    return units_in(language())


def words_of(questions: Iterable[Question], field: str = "question") -> Mapping[str, str]:
    """Albanian, by the questions' keys. One query."""
    keys = [row.source_key for row in questions]
    rows = Text.objects.filter(key__in=keys, field=field, language=AUTHORITATIVE)
    return dict(rows.values_list("key", "text"))


def on_paper() -> Mapping[str, Any]:
    """The frame of a paper: Albanian, whatever language the workspace speaks (`shell`)."""
    return {
        "shell": language(),
        "language": AUTHORITATIVE,
        "direction": direction(AUTHORITATIVE),
        "city": settings.CITY.names(AUTHORITATIVE),
    }
