"""What becomes of a question: handed over, answered, brought before the Council, sent elsewhere."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council.agenda import NoMeetingPlanned
from council.people import demand
from council.published import agency_names
from outreach.access import may_answer_question, may_bring_question, visible_questions
from outreach.actions.questions.answer import NotThatDay, answer_question
from outreach.actions.questions.bring import bring_before_council
from outreach.actions.questions.hand_over import hand_over as hand
from outreach.actions.questions.merge import merge_question
from outreach.actions.questions.send_elsewhere import send_elsewhere
from outreach.actions.questions.trail import NotOpen
from outreach.actions.questions.words import texts_of
from outreach.forms.office.fields import units_in
from outreach.forms.office.questions.acts import (
    AnswerForm,
    ElsewhereForm,
    HandOverForm,
    MergeForm,
)
from outreach.models import Question
from outreach.views.office.asking import language
from outreach.views.office.questions.asking import (
    asker,
    kept,
    on_paper,
    visible,
    words_of,
)

FOUND_SAME = 30


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hand_over(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    who, question = kept(request, question_id)
    initial = {"institution": question.institution}
    form = HandOverForm(_posted(request), initial=initial, language=language())
    if not form.is_valid():
        return _form(request, question, form, "hand_over")
    code = form.cleaned_data["institution"]
    try:
        reached = hand(question=question, institution=code, by=who.user, at=timezone.now())
    except NotOpen:
        return _too_late(request, question)
    if reached:
        messages.success(request, _("The institution's liaison was written to."))
        return _back(question)
    messages.warning(request, _("Nobody there has an account: print the letter and send it."))
    return redirect("question_letter", question_id=question.pk)


@require_safe
@login_required
def letter(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    """On paper, in Albanian, for an institution without an account."""
    _who, question = kept(request, question_id)
    words = texts_of(question).get(("question", "sq"))
    agencies, units = agency_names(), units_in("sq")
    context = {
        "question": question,
        "words": words.text if words else "",
        "institution": agencies.get(question.institution, {}).get("sq", ""),
        "unit": units.get(question.unit, ""),
        "today": timezone.localdate(),
        **on_paper(),
    }
    return render(request, "outreach/office/questions/letter.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    """The institution's own liaison; who keeps the register for one without an account."""
    who = asker(request)
    question = visible(who, question_id)
    demand(may_answer_question(who, question))
    given = texts_of(question)
    before = given.get(("answer", "sq"))
    initial = {"text": before.text if before else ""}
    if question.answered_on:
        initial |= {"answered_on": question.answered_on}  # type: ignore[dict-item]
    if not question.institution:
        messages.warning(request, _("First say which institution answers."))
        return redirect("question_hand_over", question_id=question.pk)
    form = AnswerForm(_posted(request), initial=initial, keeps=who.keeps)
    words = given.get(("question", "sq"))
    more = {"words": words.text if words else ""}
    if not form.is_valid():
        return _form(request, question, form, "answer", **more)
    try:
        answer_question(question=question, **form.cleaned_data, by=who.user, at=timezone.now())
    except NotThatDay:
        form.add_error("answered_on", _("Choose a day from when the question came until today."))
        return _form(request, question, form, "answer", **more)
    except NotOpen:
        return _too_late(request, question)
    messages.success(request, _("The answer is in the register."))
    return _back(question)


@require_POST
@login_required
def bring(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    who = asker(request)
    question = visible(who, question_id)
    demand(may_bring_question(who))
    try:
        meeting = bring_before_council(question=question, by=who.user, at=timezone.now())
    except NoMeetingPlanned:
        messages.error(request, _("No meeting is planned. Plan one, then put it on its agenda."))
    except NotOpen:
        return _too_late(request, question)
    else:
        told = {"number": meeting}
        messages.success(request, _("It stands on the agenda of meeting %(number)s.") % told)
    return _back(question)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def elsewhere(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    who, question = kept(request, question_id)
    form = ElsewhereForm(_posted(request), language=language())
    if not form.is_valid():
        return _form(request, question, form, "elsewhere")
    try:
        send_elsewhere(question=question, **form.cleaned_data, by=who.user, at=timezone.now())
    except NotOpen:
        return _too_late(request, question)
    messages.success(request, _("Kept, with where to go."))
    return _back(question)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def merge(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    """With one of the latest questions of the same topic or unit."""
    who, question = kept(request, question_id)
    others = visible_questions(who).exclude(pk=question.pk).filter(merged_into__isnull=True)
    same = others.filter(topic=question.topic) | others.filter(unit=question.unit)
    rows = list(same.order_by("-received_on", "code")[:FOUND_SAME])
    words = words_of(rows)
    choices = [(str(row.pk), words.get(row.source_key, row.code)) for row in rows]
    form = MergeForm(_posted(request), choices=choices)
    if not form.is_valid():
        return _form(request, question, form, "merge", own=words_of([question]))
    into = Question.objects.get(pk=form.cleaned_data["into"])
    try:
        merge_question(question=question, into=into, by=who.user, at=timezone.now())
    except NotOpen:
        return _too_late(request, question)
    messages.success(request, _("Counted together from now on."))
    return _back(into)


def _posted(request: HttpRequest):  # type: ignore[no-untyped-def]
    return request.POST if request.method == "POST" else None


def _back(question: Question) -> HttpResponse:
    return redirect("question", question_id=question.pk)


def _too_late(request: HttpRequest, question: Question) -> HttpResponse:
    messages.warning(request, _("Somebody was quicker: look at how the question stands now."))
    return _back(question)


def _form(
    request: HttpRequest, question: Question, form: Form, name: str, **more: object
) -> HttpResponse:
    context = {"question": question, "form": form, **more}
    template = f"outreach/office/questions/{name}.html"
    return render(request, template, context, status=422 if form.errors else 200)
