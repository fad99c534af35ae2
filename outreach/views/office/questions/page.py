"""One question: as it was heard, what is said in public, who has it, and its way so far."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from council import agenda
from council.people import Allowed
from languages import AUTHORITATIVE, LANGUAGES, direction, own_name
from languages.addresses import address
from languages.texts import digest
from outreach.access import (
    QuestionReader,
    may_answer_question,
    may_approve_question,
    may_bring_question,
    may_review_question,
    may_withdraw_question,
)
from outreach.actions.questions.words import FIELDS, HEARD, digest_of, findings_of, texts_of
from outreach.forms.office.questions import names
from outreach.forms.question_names import CHANNELS, TOPICS
from outreach.models import Question, QuestionStep, Text
from outreach.views.office.asking import language
from outreach.views.office.questions.asking import (
    asker,
    institution_names,
    unit_names,
    visible,
)

Texts = Mapping[tuple[str, str], Text]


@require_safe
@login_required
def question(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    who = asker(request)
    found = visible(who, question_id)
    texts = texts_of(found)
    agencies = institution_names()
    heard = texts.get((HEARD, AUTHORITATIVE))
    context = {
        "question": found,
        "state": names.STATES[Question.State(found.state)],
        "late": found.is_open and found.due_on < who.on,
        "heard": heard.text if heard and who.reads_all else "",
        "answers": _words(found, texts, who) if who.reads_all else [],
        "albanian": {field: _text(texts, field) for field in FIELDS},
        "institution": agencies.get(found.institution, found.institution),
        "elsewhere": agencies.get(found.elsewhere, ""),
        "unit": unit_names().get(found.unit, ""),
        "channel": CHANNELS[Question.Channel(found.channel)],
        "topic": TOPICS[Question.Topic(found.topic)],
        "place": agenda.place_of(found.source_key) if found.meeting and who.reads_all else None,
        "steps": _steps(found, agencies),
        "seen": digest_of(texts),
        "public_url": _public_url(found),
        "who": who,
        **_may(who, found),
    }
    return render(request, "outreach/office/questions/question.html", context)


def _may(who: QuestionReader, question: Question) -> dict[str, Any]:
    settled = question.submitted_at is not None or question.published_at is not None
    gone = question.merged_into_id is not None or question.state == Question.State.NOT_FOR_US
    answers = isinstance(may_answer_question(who, question), Allowed)
    approves = isinstance(may_approve_question(who, question), Allowed)
    waits = question.submitted_at is not None and question.published_at is None
    return {
        "may_keep": who.keeps and not question.merged_into_id,
        "may_hand_over": who.keeps and question.is_open,
        "may_answer": answers and bool(question.institution) and not settled and not gone,
        "may_bring": isinstance(may_bring_question(who), Allowed) and question.is_open,
        "may_submit": who.keeps and question.answered_on is not None and not settled,
        "may_approve": approves and waits,
        "waits": waits,
        "may_withdraw": isinstance(may_withdraw_question(who), Allowed) and question.is_public,
    }


def _text(texts: Texts, field: str) -> str:
    row = texts.get((field, AUTHORITATIVE))
    return row.text if row else ""


def _words(question: Question, texts: Texts, who: QuestionReader) -> list[dict[str, Any]]:
    """Each language with its texts: how far they are, and what the checks say."""
    return [
        {
            "code": code,
            "name": own_name(code),
            "direction": direction(code),
            "fields": [_field(question, texts, who, field, code) for field in FIELDS],
            "fixed": code == AUTHORITATIVE and question.is_public,
        }
        for code in LANGUAGES
    ]


def _field(
    question: Question, texts: Texts, who: QuestionReader, field: str, code: str
) -> dict[str, Any]:
    row = texts.get((field, code))
    source = texts.get((field, AUTHORITATIVE))
    outdated = bool(row and source and row.is_outdated(source.text))
    reviews = isinstance(may_review_question(who, question, f"{field}:{code}"), Allowed)
    return {
        "name": field,
        "label": names.FIELDS[field],
        "text": row.text if row else "",
        "state": _state(row, outdated=outdated),
        "reviewed": bool(row and row.is_reviewed),
        "findings": [
            {
                "error": one.severity == "error",
                "message": one.said(_),
                "excerpt": one.excerpt,
            }
            for one in findings_of(texts, field, code)
        ],
        "may_review": bool(
            row and not row.is_reviewed and not outdated and code != AUTHORITATIVE and reviews
        ),
        "digest": digest(row.text) if row else "",
    }


def _state(row: Text | None, *, outdated: bool) -> str:
    if row is None:
        return _("missing")
    if outdated:
        return _("outdated: the Albanian has changed")
    return _("reviewed") if row.is_reviewed else _("needs review")


def _steps(question: Question, agencies: Mapping[str, str]) -> list[dict[str, Any]]:
    rows = QuestionStep.objects.filter(question=question).select_related("by")
    return [
        {
            "row": row,
            "what": names.STEPS[QuestionStep.Verb(row.verb)],
            "detail": _detail(row, agencies),
        }
        for row in rows
    ]


def _detail(row: QuestionStep, agencies: Mapping[str, str]) -> str:
    if row.verb in (names.Verb.WROTE, names.Verb.REVIEWED):
        field, _colon, code = row.detail.partition(":")
        return f"{names.FIELDS.get(field, _('As heard'))}, {own_name(code)}"
    if row.verb == names.Verb.REMINDED:
        return ""
    return agencies.get(row.detail, row.detail)


def _public_url(question: Question) -> str:
    if not question.is_public or question.answered_on is None:
        return ""
    page = address("questions", language())
    return f"{page}?year={question.answered_on.year}#q-{question.code}"
