"""Error pages. 500 and 503 are files: they need no database, no session and no language."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from elbasan_council.middleware.workspace import in_workspace


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, _for(request, "403.html"), {"reason": str(exception or "")}, status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was opened too long ago, or not with us."""
    again = _("Go back and try again. If it happens again, tell us.")
    return render(request, _for(request, "403.html"), {"reason": again}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """One answer for what does not exist and for what is not yours: the same bytes."""
    return render(request, _for(request, "404.html"), status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_page("500.html"), status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_page("503.html"), status=503, headers={"Retry-After": "60"})


def _for(request: HttpRequest, name: str) -> str:
    """Members who are logged in stay in the workspace; everybody else gets the public page."""
    user = getattr(request, "user", None)
    member = user is not None and in_workspace(request) and user.is_authenticated
    return f"workspace/{name}" if member else name


@cache
def _page(name: str) -> str:
    return (settings.BASE_DIR / "templates" / name).read_text(encoding="utf-8")
