"""A mistake in this text: readers say so here, and see what was corrected because they did."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from languages.addresses import language_of
from outreach.actions.mistakes.report import report_mistake
from outreach.corrections import corrections
from outreach.forms.mistake import MistakeForm, is_page
from outreach.pages import cacheable, titles
from outreach.subscriptions import HOUR, TooOften, count_form
from outreach.views.forms import client_of, public_form, too_often


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def mistake(request: HttpRequest, language: str) -> HttpResponseBase:
    if request.method == "POST":
        return _report(request, language)
    return _look(request, language)


@cacheable
def _look(request: HttpRequest, language: str) -> HttpResponse:
    page = request.GET.get("page", "")
    known = page if len(page) <= 200 and is_page(page) else ""
    return _page(request, MistakeForm(initial={"page": known}), language, known)


@never_cache
def _report(request: HttpRequest, language: str) -> HttpResponse:
    form = MistakeForm(request.POST)
    if not form.is_valid():
        return _page(request, form, language, _page_of(form), status=422)
    if not form.by_a_program:
        now = timezone.now()
        try:
            count_form(client=client_of(request), at=now)
        except TooOften as error:
            return _too_often(request, form, language, error)
        said = form.cleaned_data
        report_mistake(
            page=said["page"],
            language=language_of(said["page"]) if said["page"] else language,
            kind=said["kind"],
            text=said["text"],
            suggestion=said["suggestion"],
            at=now,
        )
    return render(request, "outreach/mistakes/sent.html", {"page": _page_of(form)})


def _page_of(form: MistakeForm) -> str:
    return str(form.cleaned_data.get("page", ""))


def _too_often(
    request: HttpRequest, form: MistakeForm, language: str, error: TooOften
) -> HttpResponse:
    form.add_error(None, too_often(error))
    response = _page(request, form, language, _page_of(form), status=429)
    response["Retry-After"] = str(HOUR)
    return response


def _page(
    request: HttpRequest, form: MistakeForm, language: str, page: str, status: int = 200
) -> HttpResponse:
    parts: dict[str, Any] = {
        "form": form,
        "page": page,
        "called": titles([page]).get(page, page) if page else "",
        "corrections": corrections(language),
    }
    return render(request, "outreach/mistakes/mistake.html", parts, status=status)
