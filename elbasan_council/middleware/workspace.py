"""The workspace: who asks, in which language, and nothing kept by anybody on the way."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from council.people import Person, become

Next = Callable[[HttpRequest], HttpResponse]
SPOKEN = ("sq", "en")


def in_workspace(request: HttpRequest) -> bool:
    """Whether the address is the members'; the residents' own process has none of theirs."""
    return request.path_info.startswith("/workspace/") and settings.PORTAL_SIDE != "public"


class WorkspaceMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not in_workspace(request):
            return self.get_response(request)
        if request.user.is_authenticated:
            become(Person(str(request.user.pk)))
        language = _language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            response = self.get_response(request)
        response["Content-Language"] = language
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response


def _language(request: HttpRequest) -> str:
    """Asked for in the address, then in the session, then the account's own."""
    asked = request.GET.get("language", "")
    if asked in SPOKEN:
        request.session["language"] = asked
    chosen = request.session.get("language") or getattr(request.user, "language", "")
    return chosen if chosen in SPOKEN else SPOKEN[0]
