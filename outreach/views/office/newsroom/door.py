"""The door of the newsroom: who comes in, and which manuscript is meant."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from council.people import Allowed, User, demand
from outreach.access import may_approve_news, may_keep_calendar, may_see_newsroom, may_write_news
from outreach.models import Manuscript
from outreach.newsroom.kinds import Kind

View = Callable[..., HttpResponseBase]
PATHS = {"news": Kind.NEWS, "events": Kind.EVENT, "activities": Kind.ACTIVITY}


class KindPath:
    """`events`, as the kind of what is listed there."""

    regex = "|".join(PATHS)

    def to_python(self, value: str) -> str:
        return PATHS[value]

    def to_url(self, value: str) -> str:
        return next(path for path, kind in PATHS.items() if kind == value)


@dataclass(frozen=True)
class Asked:
    user: User
    at: datetime.datetime

    @property
    def today(self) -> datetime.date:
        return timezone.localdate(self.at)

    @property
    def writes(self) -> bool:
        return isinstance(may_write_news(self.user, on=self.today), Allowed)

    @property
    def keeps_calendar(self) -> bool:
        return isinstance(may_keep_calendar(self.user, on=self.today), Allowed)

    def may_approve(self, manuscript: Manuscript) -> bool:
        return isinstance(may_approve_news(self.user, manuscript, on=self.today), Allowed)


def asked(request: HttpRequest) -> Asked:
    return Asked(cast(User, request.user), timezone.now())


def for_newsroom(view: View) -> View:
    """Leads who is not logged in to the login; who has nothing to do here is told so."""

    @wraps(view)
    def guarded(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            back = request.path if request.method in ("GET", "HEAD") else _page(parts)
            if request.headers.get("HX-Request"):
                page = "outreach/office/newsroom/logged_out.html"
                return render(request, page, {"back": back}, status=401)
            return redirect_to_login(back)
        it = asked(request)
        demand(may_see_newsroom(it.user, on=it.today))
        return view(request, **parts)

    return guarded


def for_writers(view: View) -> View:
    """Of those, who writes."""

    @wraps(view)
    def guarded(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        it = asked(request)
        demand(may_write_news(it.user, on=it.today))
        return view(request, **parts)

    return for_newsroom(guarded)


def _page(parts: dict[str, Any]) -> str:
    """Where somebody goes who was logged out while they wrote."""
    if {"kind", "pk"} <= parts.keys():
        return reverse("newsroom_item", kwargs={"kind": parts["kind"], "pk": parts["pk"]})
    return reverse("newsroom")


def manuscript_of(kind: str, pk: uuid.UUID) -> Manuscript:
    """404 for one of another kind, or none."""
    rows = Manuscript.objects.select_related("author", "submitted_by", "approved_by")
    return get_object_or_404(rows, kind=kind, pk=pk)


def back_to(manuscript: Manuscript, anchor: str = "", show: str = "") -> HttpResponse:
    """Its page, at the place where somebody was and in the language that they saw."""
    query = f"?show={show}" if show else ""
    return redirect(f"{address_of(manuscript)}{query}{'#' + anchor if anchor else ''}")


def address_of(manuscript: Manuscript, page: str = "newsroom_item") -> str:
    return reverse(page, kwargs={"kind": manuscript.kind, "pk": manuscript.pk})
