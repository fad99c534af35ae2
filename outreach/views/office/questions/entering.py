"""Questions come in: one by itself, or a batch of paper slips on one screen."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from outreach.actions.questions.enter import enter_question, enter_questions, entered_in
from outreach.forms.office.questions.entering import BatchForm, QuestionForm
from outreach.views.office.asking import language
from outreach.views.office.questions.asking import keeper, on_paper, unit_names, words_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def enter(request: HttpRequest) -> HttpResponse:
    who = keeper(request)
    form = QuestionForm(request.POST if request.method == "POST" else None, language=language())
    if form.is_valid():
        entered = enter_question(heard=form.heard, by=who.user, at=timezone.now())
        if entered.again:
            messages.info(request, _("This question was known in the same words: counted there."))
        else:
            messages.success(request, _("The question is in the register."))
        return redirect("question", question_id=entered.question.pk)
    status = 422 if form.errors else 200
    context = {"form": form}
    return render(request, "outreach/office/questions/enter.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def slips(request: HttpRequest) -> HttpResponse:
    """Enter in a row's field sends the form by its first button, which adds rows."""
    who = keeper(request)
    if request.method != "POST":
        return _slips(request, BatchForm(language=language()), status=200)
    form = BatchForm(request.POST, language=language())
    if request.POST.get("act") == "rows":
        return _slips(request, form, status=200, adding=True)
    if not form.is_valid():
        return _slips(request, form, status=422)
    batch = form.cleaned_data["batch"]
    enter_questions(heard=form.heard, by=who.user, at=timezone.now(), batch=batch)
    return redirect("question_slips_entered", batch=batch)


@require_safe
@login_required
def slips_entered(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    keeper(request)
    entered = entered_in(batch)
    if not entered:
        raise Http404
    words, units = words_of(one.question for one in entered), unit_names()
    rows = [
        {
            "question": one.question,
            "again": one.again,
            "words": words.get(one.question.source_key, ""),
            "unit": units.get(one.question.unit, ""),
        }
        for one in entered
    ]
    return render(request, "outreach/office/questions/entered.html", {"rows": rows})


@require_safe
@login_required
def slip(request: HttpRequest) -> HttpResponse:
    """The paper slip for unit offices and notice boards: four on a sheet, in Albanian."""
    keeper(request)
    return render(
        request, "outreach/office/questions/slip.html", {"copies": range(4), **on_paper()}
    )


def _slips(
    request: HttpRequest, form: BatchForm, *, status: int, adding: bool = False
) -> HttpResponse:
    wrong = status == 422
    rows = [
        {
            "form": row,
            "number": number,
            "next": number - 1 == form.first_empty,
            "errors": row.errors if wrong else {},
        }
        for number, row in enumerate(form.rows, 1)
    ]
    context = {"form": form, "rows": rows, "wrong": wrong, "adding": adding}
    return render(request, "outreach/office/questions/slips.html", context, status=status)
