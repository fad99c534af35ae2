"""Leaving the bulletin: one button for a person, one POST for a mail program (RFC 8058)."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from outreach.actions.subscribers import leave
from outreach.tokens import NotOurs, subscriber_of
from outreach.views.forms import public_form


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, language: str, token: str) -> HttpResponseBase:
    """A GET changes nothing. The answer says the same whoever asks, and how often."""
    try:
        subscriber_id = subscriber_of(token)
    except NotOurs:
        return render(request, "outreach/stop.html", {"missing": True}, status=404)
    # A mail program posts from nowhere in particular: RFC 8058 wants neither cookie nor origin.
    if request.method == "POST":
        if request.POST.get("List-Unsubscribe") == "One-Click":
            leave(subscriber_id=subscriber_id, way="one_click", at=timezone.now())
            return render(request, "outreach/stopped.html")
        return _by_button(request, subscriber_id=subscriber_id)
    return render(request, "outreach/stop.html")


@public_form
def _by_button(request: HttpRequest, *, subscriber_id) -> HttpResponse:  # type: ignore[no-untyped-def]
    leave(subscriber_id=subscriber_id, way="button", at=timezone.now())
    return render(request, "outreach/stopped.html")
