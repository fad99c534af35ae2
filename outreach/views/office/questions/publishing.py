"""The words in three languages, their review, and how a question becomes public or goes again."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from council.people import demand
from languages import LANGUAGES, direction, own_name
from languages.gate import RefusedByTheGate
from outreach.access import may_approve_question, may_set_answer_time, may_withdraw_question
from outreach.actions.questions import publish as acts
from outreach.actions.questions.set_answer_time import set_answer_time
from outreach.actions.questions.trail import IsPublic
from outreach.actions.questions.words import (
    FIELDS,
    Faulty,
    Incomplete,
    NotTheSame,
    review_text,
    texts_of,
    write_texts,
)
from outreach.forms.office.questions.acts import AnswerTimeForm, TextsForm, WithdrawForm
from outreach.models import AnswerTime, Question
from outreach.views.office.questions.asking import asker, keeper, kept, visible

IN_THE_WAY = (Incomplete, Faulty, NotTheSame)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def texts(request: HttpRequest, question_id: uuid.UUID, language: str) -> HttpResponse:
    who, question = kept(request, question_id)
    if language not in LANGUAGES:
        raise Http404
    found = texts_of(question)
    written = {field: found[field, language].text for field in FIELDS if (field, language) in found}
    data = request.POST if request.method == "POST" else None
    form = TextsForm(data, written=written, language=language)
    if form.is_valid():
        try:
            write_texts(
                question=question,
                language=language,
                texts=form.cleaned_data,
                by=who.user,
                at=timezone.now(),
            )
        except IsPublic:
            messages.error(request, _("It is public: withdraw it before its words change."))
        else:
            messages.success(request, _("Saved."))
        return redirect("question", question_id=question.pk)
    context = {
        "question": question,
        "form": form,
        "own_name": own_name(language),
        "albanian": [found.get((field, "sq")) for field in FIELDS] if language != "sq" else [],
        "direction_of": direction(language),
    }
    template = "outreach/office/questions/texts.html"
    return render(request, template, context, status=422 if form.errors else 200)


@require_POST
@login_required
def review(request: HttpRequest, question_id: uuid.UUID, field: str, language: str) -> HttpResponse:
    who = asker(request)
    question = visible(who, question_id)
    seen = request.POST.get("seen", "")
    try:
        review_text(
            question=question,
            field=field,
            language=language,
            seen=seen,
            by=who.user,
            at=timezone.now(),
        )
    except IN_THE_WAY as why:
        _say_why(request, why)
    else:
        messages.success(request, _("Reviewed."))
    return _back(question)


@require_POST
@login_required
def submit(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    who, question = kept(request, question_id)
    try:
        acts.submit_question(question=question, by=who.user, at=timezone.now())
    except (*IN_THE_WAY, acts.NotAnswered, IsPublic) as why:
        _say_why(request, why)
    else:
        messages.success(request, _("Sent to a second person, who publishes it."))
    return _back(question)


@require_POST
@login_required
def publish(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    who = asker(request)
    question = visible(who, question_id)
    demand(may_approve_question(who, question))
    seen = request.POST.get("seen", "")
    try:
        acts.publish_question(question=question, seen=seen, by=who.user, at=timezone.now())
    except (*IN_THE_WAY, acts.NotSubmitted) as why:
        _say_why(request, why)
    else:
        messages.success(request, _("Public now."))
    return _back(question)


@require_POST
@login_required
def give_back(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    who = asker(request)
    question = visible(who, question_id)
    try:
        acts.return_question(question=question, by=who.user, at=timezone.now())
    except acts.NotSubmitted as why:
        _say_why(request, why)
    else:
        messages.success(request, _("Given back to who keeps the register."))
    return _back(question)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    who = asker(request)
    question = visible(who, question_id)
    demand(may_withdraw_question(who))
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        at = timezone.now()
        try:
            acts.withdraw_question(question=question, reasons=form.cleaned_data, by=who.user, at=at)
        except RefusedByTheGate as refused:
            form.tell(refused)
        except acts.NotPublic as why:
            _say_why(request, why)
            return _back(question)
        else:
            messages.success(request, _("Taken back. The reason stands in its place."))
            return _back(question)
    context = {"question": question, "form": form}
    template = "outreach/office/questions/withdraw.html"
    return render(request, template, context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer_time(request: HttpRequest) -> HttpResponse:
    who = keeper(request)
    demand(may_set_answer_time(who))
    now = AnswerTime.on(who.on)
    initial = {"from_date": who.on, "working_days": now}
    form = AnswerTimeForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        set_answer_time(**form.cleaned_data, by=who.user, at=timezone.now())
        messages.success(request, _("Set."))
        return redirect("question_register")
    context = {"form": form, "now": now, "rows": AnswerTime.objects.all()}
    template = "outreach/office/questions/answer_time.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _back(question: Question) -> HttpResponse:
    return redirect("question", question_id=question.pk)


def _say_why(request: HttpRequest, why: Exception) -> None:
    words = {
        Incomplete: _("The question or the answer is missing in Albanian."),
        NotTheSame: _("The words have changed since you looked. Read them again."),
        acts.NotAnswered: _("It waits for its answer."),
        acts.NotSubmitted: _("Nobody asks for its publication any more. Read it again."),
        acts.NotPublic: _("It is not public."),
        IsPublic: _("It is public already."),
    }
    if isinstance(why, Faulty):
        told = "; ".join(f"{one.said(_)} “{one.excerpt}”" for one in why.findings[:3])
        messages.error(request, _("The checks find errors: %(errors)s") % {"errors": told})
        return
    messages.error(request, words[type(why)])
