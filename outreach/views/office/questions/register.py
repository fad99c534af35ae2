"""The register of questions: what waits longest first, what is done latest first."""

import datetime
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from outreach.access import QuestionReader, visible_questions
from outreach.forms.office.questions import names
from outreach.forms.office.questions.acts import FilterForm
from outreach.forms.question_names import CHANNELS, TOPICS
from outreach.models import Question
from outreach.views.office.asking import language
from outreach.views.office.questions.asking import (
    asker,
    institution_names,
    unit_names,
    words_of,
)

State = Question.State
ROWS: Final = 25
OPEN: Final = Q(answered_on__isnull=True)
UNFINISHED: Final = Q(published_at__isnull=True)
DONE: Final = (State.ANSWERED, State.NOT_FOR_US, "public", "withdrawn")


@require_safe
@login_required
def register(request: HttpRequest) -> HttpResponse:
    """Six queries, whatever is in it."""
    who = asker(request)
    form = FilterForm(request.GET, language=language())
    sought = form.sought
    rows = filtered(visible_questions(who), who, sought)
    backwards = sought.get("state") in DONE
    shown, older = _page(rows, request.GET.get("after", ""), backwards=backwards)
    kept = request.GET.copy()
    kept["after"] = older
    context = {
        "form": form,
        "filtered": any(sought.values()),
        "rows": _told(shown, who),
        "older": f"?{kept.urlencode()}" if older else "",
        "who": who,
    }
    return render(
        request,
        "outreach/office/questions/register.html",
        context,
        status=422 if form.errors else 200,
    )


def filtered(rows: QuerySet[Question], who: QuestionReader, sought: Any) -> QuerySet[Question]:
    rows = rows.filter(merged_into__isnull=True).filter(_in_state(sought.get("state", "")))
    if sought.get("topic"):
        rows = rows.filter(topic=sought["topic"])
    if sought.get("unit"):
        rows = rows.filter(unit=sought["unit"])
    if sought.get("late"):
        rows = rows.filter(OPEN, due_on__lt=who.on)
    if sought.get("mine"):
        rows = rows.filter(waits_for(who))
    return rows


def waits_for(who: QuestionReader) -> Q:
    """What somebody has to do: answer, prepare, approve."""
    waits = Q(pk__in=())
    if who.agencies:
        waits |= OPEN & Q(institution__in=who.agencies)
    if who.keeps:
        own_words = Q(state__in=(State.ANSWERED, State.NOT_FOR_US), submitted_at__isnull=True)
        waits |= UNFINISHED & (Q(state=State.RECEIVED) | own_words)
    if who.reads_all:
        waits |= UNFINISHED & Q(submitted_at__isnull=False) & ~Q(submitted_by=who.user)
    return waits


def _in_state(state: str) -> Q:
    if state == "public":
        return Q(published_at__isnull=False, withdrawn_at__isnull=True)
    if state == "withdrawn":
        return Q(withdrawn_at__isnull=False)
    return Q(state=state) if state else UNFINISHED


def _page(rows: QuerySet[Question], after: str, *, backwards: bool) -> tuple[list[Question], str]:
    """A page that begins after a row. Raises Http404 where `after` is not one of ours."""
    order = ("-due_on", "-code") if backwards else ("due_on", "code")
    if after:
        day, code = _mark(after)
        then = "lt" if backwards else "gt"
        rows = rows.filter(Q(**{f"due_on__{then}": day}) | Q(due_on=day, **{f"code__{then}": code}))
    found = list(rows.order_by(*order)[: ROWS + 1])
    last = found[ROWS - 1] if len(found) > ROWS else None
    return found[:ROWS], f"{last.due_on}~{last.code}" if last else ""


def _mark(after: str) -> tuple[datetime.date, str]:
    day, _, code = after.partition("~")
    try:
        return datetime.date.fromisoformat(day), code.replace("\x00", "")
    except ValueError:
        raise Http404 from None


def _told(rows: list[Question], who: QuestionReader) -> list[dict[str, Any]]:
    words, agencies, units = words_of(rows), institution_names(), unit_names()
    return [
        {
            "row": row,
            "words": words.get(row.source_key, ""),
            "state": names.STATES[State(row.state)],
            "late": row.is_open and row.due_on < who.on,
            "institution": agencies.get(row.institution, row.institution),
            "unit": units.get(row.unit, ""),
            "channel": CHANNELS[Question.Channel(row.channel)],
            "topic": TOPICS[Question.Topic(row.topic)],
        }
        for row in rows
    ]
