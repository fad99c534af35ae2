"""The survey, one group of questions a screen; nothing is kept between them but in the form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from outreach import survey_results
from outreach.actions.survey.answer import NothingOpen, answer_survey, open_wave
from outreach.forms.survey import SurveyForm, screen_of
from outreach.pages import cacheable
from outreach.subscriptions import HOUR, TooOften, count_form
from outreach.survey import SCREENS
from outreach.views.forms import client_of, public_form, too_often


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, language: str) -> HttpResponseBase:
    if request.method == "POST":
        return _answer(request, language)
    return _look(request, language)


@require_safe
@cacheable
def results(request: HttpRequest, language: str) -> HttpResponse:
    waves = survey_results.released(language)
    return render(request, "outreach/survey/results.html", {"waves": waves})


@cacheable
def _look(request: HttpRequest, language: str) -> HttpResponse:
    try:
        wave = open_wave(timezone.localdate())
    except NothingOpen:
        return _closed(request)
    parts = {"wave": wave, "lasts": True}
    return _screen(request, SurveyForm(language=language), 1, parts)


@never_cache
def _answer(request: HttpRequest, language: str) -> HttpResponse:
    try:
        open_wave(timezone.localdate())
    except NothingOpen:
        return _closed(request, status=410)
    form = SurveyForm(request.POST, language=language)
    screen = screen_of(request.POST.get("screen", ""))
    if not form.is_valid():
        return _screen(request, form, screen, {}, status=422)
    go = request.POST.get("go", "next")
    if go == "send":
        return _send(request, form, language)
    to = {"back": screen - 1}.get(go, screen + 1)
    if go.isdigit():
        to = screen_of(go)
    if to > SCREENS:
        return _check(request, form)
    return _screen(request, form, max(to, 1), {})


def _send(request: HttpRequest, form: SurveyForm, language: str) -> HttpResponse:
    if not form.answers:
        form.add_error(None, _("Choose at least one answer."))
        return _screen(request, form, 1, {}, status=422)
    if not form.by_a_program:
        now = timezone.now()
        try:
            count_form(client=client_of(request), at=now)
        except TooOften as error:
            form.add_error(None, too_often(error))
            response = _check(request, form, status=429)
            response["Retry-After"] = str(HOUR)
            return response
        answer_survey(slip=form.new_slip, answers=form.answers, language=language, at=now)
    return render(request, "outreach/survey/sent.html")


def _screen(
    request: HttpRequest, form: SurveyForm, screen: int, parts: dict[str, Any], status: int = 200
) -> HttpResponse:
    slip = form.new_slip if form.is_bound and "slip" in form.cleaned_data else ""
    parts = {
        "form": form,
        "screen": screen,
        "screens": SCREENS,
        "fields": form.of_screen(screen),
        "others": form.of_others(screen),
        "slip": slip,
        **parts,
    }
    return render(request, "outreach/survey/screen.html", parts, status=status)


def _check(request: HttpRequest, form: SurveyForm, status: int = 200) -> HttpResponse:
    parts = {"form": form, "told": form.told, "others": form.of_others(0), "slip": form.new_slip}
    return render(request, "outreach/survey/check.html", parts, status=status)


def _closed(request: HttpRequest, status: int = 200) -> HttpResponse:
    return render(request, "outreach/survey/closed.html", status=status)
