"""Confirming by the link in a letter: one button. A GET changes nothing, as programs follow links."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from languages.addresses import address
from outreach.actions.ask import confirm as confirm_subscription
from outreach.actions.carry_out import UNCONFIRMED
from outreach.subscriptions import Subscription, subscription
from outreach.tokens import Asked, NotOurs, asked_of, preferences_token
from outreach.views.forms import public_form


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, language: str, token: str) -> HttpResponseBase:
    try:
        asked = asked_of(token)
    except NotOurs:
        return render(request, "outreach/confirm.html", {"state": "unknown"}, status=404)
    now = timezone.now()
    known = subscription(asked.subscriber_id)
    if known and known.confirmed:
        return _confirmed(request, language, asked)
    if known is None or now - asked.at > UNCONFIRMED or _is_over(asked, known):
        return render(request, "outreach/confirm.html", {"state": "over"}, status=410)
    if request.method == "POST":
        confirm_subscription(subscriber_id=asked.subscriber_id, asked_at=asked.at, at=now)
        return _confirmed(request, language, asked)
    return render(request, "outreach/confirm.html", {"state": "asked"})


def _is_over(asked: Asked, known: Subscription) -> bool:
    """They left after this letter was written: an old letter brings nobody back."""
    return known.left_at is not None and known.left_at >= asked.at


def _confirmed(request: HttpRequest, language: str, asked: Asked) -> HttpResponse:
    own = address("preferences", language, token=preferences_token(asked.subscriber_id))
    return render(request, "outreach/confirmed.html", {"preferences": own})
