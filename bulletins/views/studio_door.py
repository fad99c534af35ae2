"""The door of the studio: who comes in, and which month is meant."""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from csp.constants import NONCE
from csp.decorators import csp_update
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from bulletins.access import may_prepare
from bulletins.models import Block, Bulletin
from bulletins.views import kept_texts
from bulletins.views.asking import who
from council.people import demand

View = Callable[..., HttpResponseBase]


def for_authors(view: View) -> View:
    """Leads who is not logged in to the login; whoever writes no bulletin is told so."""

    @wraps(view)
    def guarded(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            back = request.path if request.method in ("GET", "HEAD") else _page(parts)
            kept = request.method == "POST" and kept_texts.keep(request)
            if request.headers.get("HX-Request"):
                context = {"back": back, "kept": kept, "typed": "text" in request.POST}
                page = "bulletins/studio/logged_out.html"
                return render(request, page, context, status=401)
            return redirect_to_login(back)
        demand(may_prepare(who(request), on=timezone.localdate()))
        return view(request, **parts)

    return guarded


def policy(decorator: object) -> Callable[[View], View]:
    """A decorator of django-csp, which is typed for views without parts."""
    return cast(Callable[[View], View], decorator)


with_nonce = policy(csp_update({"style-src": NONCE}))
"""The free text's editor brings a style of its own, named by the page's nonce."""


def month_of(year: int, month: int) -> Bulletin:
    """404 where nobody has begun it."""
    return get_object_or_404(Bulletin, month=datetime.date(year, month, 1))


def block_of(bulletin: Bulletin, pk: str | int) -> Block:
    """404 for a block of another month, or none."""
    if not str(pk).isdecimal() or len(str(pk)) > 18:
        pk = 0
    return get_object_or_404(bulletin.blocks.select_related("bulletin"), pk=int(pk))


def back_to(bulletin: Bulletin, anchor: str = "", show: str = "") -> HttpResponse:
    """The editor's page, at the place where somebody was and in the language that they saw."""
    query = f"?show={show}" if show else ""
    return redirect(f"{address_of(bulletin)}{query}{'#' + anchor if anchor else ''}")


def address_of(bulletin: Bulletin) -> str:
    return reverse("studio_month", kwargs=parts_of(bulletin))


def parts_of(bulletin: Bulletin) -> dict[str, int]:
    return {"year": bulletin.month.year, "month": bulletin.month.month}


def _page(parts: dict[str, Any]) -> str:
    """Where somebody goes who was logged out while they wrote."""
    month: dict[str, Any] = {name: parts[name] for name in ("year", "month") if name in parts}
    return reverse("studio_month", kwargs=month) if month else reverse("studio")
