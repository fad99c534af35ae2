"""The survey in the office: opening it, answers from paper, its results and their release."""

import uuid
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council.people import Allowed, User, demand
from outreach.access import may_keep_survey, may_release_survey, may_see_survey
from outreach.actions.survey.answer import NothingOpen, enter_answers
from outreach.actions.survey.keep import (
    FEWEST,
    SAME,
    NotProposed,
    Overlaps,
    StillOpen,
    TooFew,
    answers_of,
    open_survey,
    propose_results,
    release_results,
    results_of,
)
from outreach.forms.office.survey import PaperAnswersForm, WaveForm
from outreach.models import SurveyWave
from outreach.survey_results import of_wave
from outreach.views.office.asking import language


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def survey(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    today = timezone.localdate()
    demand(may_see_survey(user, on=today))
    form = WaveForm(request.POST if request.method == "POST" else None, today=today)
    if request.method == "POST":
        demand(may_keep_survey(user, on=today))
        if form.is_valid():
            try:
                open_survey(**form.cleaned_data, by=user, at=timezone.now())
            except Overlaps:
                form.add_error(None, _("Another survey is open on one of these days."))
            else:
                messages.success(request, _("The survey is planned."))
                return redirect("survey")
    parts: dict[str, Any] = {
        "form": form,
        "waves": SurveyWave.objects.all(),
        "today": today,
        "keeps": isinstance(may_keep_survey(user, on=today), Allowed),
    }
    status = 422 if form.errors else 200
    return render(request, "outreach/office/survey/survey.html", parts, status=status)


@require_safe
@login_required
def wave(request: HttpRequest, wave_id: uuid.UUID) -> HttpResponse:
    """The results as they would be public: nobody sees finer ones."""
    user = cast(User, request.user)
    today = timezone.localdate()
    demand(may_see_survey(user, on=today))
    it = get_object_or_404(SurveyWave, pk=wave_id)
    answers = answers_of(it)
    enough = answers >= FEWEST
    results = it.results or (results_of(it) if enough else {})
    release = may_release_survey(user, on=today)
    if isinstance(release, Allowed) and it.proposed_by_id == user.pk:
        release = SAME
    parts = {
        "wave": it,
        "over": it.closes_on < today,
        "answers": answers,
        "fewest": FEWEST,
        "enough": enough,
        "results": of_wave(it, results, language()) if results else None,
        "keeps": isinstance(may_keep_survey(user, on=today), Allowed),
        "releases": isinstance(release, Allowed),
        "why_not": getattr(release, "reason", ""),
    }
    return render(request, "outreach/office/survey/wave.html", parts)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    demand(may_keep_survey(user, on=timezone.localdate()))
    data = request.POST if request.method == "POST" else None
    form = PaperAnswersForm(data, language=language())
    if request.method == "POST" and form.is_valid():
        try:
            enter_answers(slip=form.new_slip, answers=form.answers, by=user, at=timezone.now())
        except NothingOpen:
            form.add_error(None, _("No survey takes answers from paper now."))
        else:
            messages.success(request, _("Entered. The next sheet, please."))
            return redirect("survey_paper")
    slip = data.get("slip", "") if data is not None else uuid.uuid4()
    status = 422 if form.errors else 200
    parts = {
        "form": form,
        "slip": slip,
        "fields": [f for n in (1, 2, 3) for f in form.of_screen(n)],
    }
    return render(request, "outreach/office/survey/paper.html", parts, status=status)


@require_POST
@login_required
def propose(request: HttpRequest, wave_id: uuid.UUID) -> HttpResponse:
    return _act(request, wave_id, propose_results, _("The results are proposed."))


@require_POST
@login_required
def release(request: HttpRequest, wave_id: uuid.UUID) -> HttpResponse:
    return _act(request, wave_id, release_results, _("The results are public."))


def _act(
    request: HttpRequest, wave_id: uuid.UUID, act: Callable[..., SurveyWave], done: str
) -> HttpResponse:
    user = cast(User, request.user)
    demand(may_see_survey(user, on=timezone.localdate()))
    get_object_or_404(SurveyWave, pk=wave_id)
    try:
        act(wave_id=wave_id, by=user, at=timezone.now())
    except StillOpen:
        messages.error(request, _("The survey is not over yet."))
    except TooFew as few:
        messages.error(
            request,
            _("%(n)s people answered. Below %(fewest)s no result is published.")
            % {"n": few.n, "fewest": FEWEST},
        )
    except NotProposed:
        messages.error(request, _("These results were released already, or nobody proposed them."))
    else:
        messages.success(request, done)
    return redirect("survey_wave", wave_id=wave_id)
