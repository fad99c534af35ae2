"""How somebody wants the bulletin, at their own address from their letters."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from languages.addresses import address
from outreach.actions.ask import change_preferences
from outreach.forms.subscribe import PreferencesForm
from outreach.subscriptions import subscription
from outreach.tokens import NotOurs, preferences_of, stop_token
from outreach.views.forms import public_form


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest, language: str, token: str) -> HttpResponseBase:
    try:
        subscriber_id = preferences_of(token)
    except NotOurs:
        return render(request, "outreach/preferences.html", {"missing": True}, status=404)
    known = subscription(subscriber_id)
    if known is None or not known.confirmed:
        return render(request, "outreach/preferences.html", {"over": True}, status=410)
    parts: dict[str, Any] = {"page_language": language, "today": timezone.localdate()}
    form = PreferencesForm(request.POST if request.method == "POST" else None, of=known, **parts)
    context = {"known": known, "stop": address("stop", language, token=stop_token(subscriber_id))}
    if request.method != "POST":
        return render(request, "outreach/preferences.html", context | {"form": form})
    if not form.is_valid():
        return render(request, "outreach/preferences.html", context | {"form": form}, status=422)
    change_preferences(
        subscriber_id=subscriber_id,
        language=form.cleaned_data["language"],
        unit=form.cleaned_data["unit"],
        wants_document=form.cleaned_data["wants_document"],
        paused_until=form.paused_until,
        at=timezone.now(),
    )
    saved = subscription(subscriber_id)
    assert saved, "they were there a moment ago"
    return render(
        request,
        "outreach/preferences.html",
        context | {"known": saved, "form": PreferencesForm(of=saved, **parts), "saved": True},
    )
