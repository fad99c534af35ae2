"""Asking for the bulletin. The answer never tells whether an address is known to us."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from outreach.actions.ask import ask_to_subscribe
from outreach.forms.subscribe import SubscribeForm
from outreach.pages import cacheable
from outreach.subscriptions import HOUR, TooOften, count_form
from outreach.views.forms import client_of, public_form, too_often


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest, language: str) -> HttpResponseBase:
    if request.method == "POST":
        return _ask(request, language)
    return _look(request, language)


def consent() -> str:
    """What somebody agrees to by the button, in the language of the page; it is kept with them."""
    return _("I want the Council's monthly bulletin by e-mail. I can stop it at any time.")


@cacheable
def _look(request: HttpRequest, language: str) -> HttpResponse:
    return _page(request, SubscribeForm(page_language=language))


@never_cache
def _ask(request: HttpRequest, language: str) -> HttpResponse:
    form = SubscribeForm(request.POST, page_language=language)
    if not form.is_valid():
        return _page(request, form, status=422)
    said = form.cleaned_data
    if not form.by_a_program:
        now = timezone.now()
        try:
            count_form(client=client_of(request), at=now)
        except TooOften as error:
            return _too_often(request, form, error)
        ask_to_subscribe(
            address=said["address"],
            language=said["language"],
            unit=said["unit"],
            wants_document=said["wants_document"],
            wants_current=said["wants_current"],
            way=said["way"],
            consent=consent(),
            at=now,
        )
    return render(request, "outreach/subscribe_sent.html", {"said": said})


def _too_often(request: HttpRequest, form: SubscribeForm, error: TooOften) -> HttpResponse:
    form.add_error(None, too_often(error))
    response = _page(request, form, status=429)
    response["Retry-After"] = str(HOUR)
    return response


def _page(request: HttpRequest, form: SubscribeForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "consent": consent()}
    return render(request, "outreach/subscribe.html", context, status=status)
