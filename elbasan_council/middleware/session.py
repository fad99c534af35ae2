"""How long somebody stays logged in: see `council.sessions`.

A page that asks by itself (a poll) says so in a header and is no sign of life. When the session is
over, a page leads to the login and from there back; a part of a page that htmx asked for answers
401, so that no login form lands in the middle of somebody's minutes.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from elbasan_council.middleware.workspace import in_workspace

Next = Callable[[HttpRequest], HttpResponse]
BY_ITSELF = "X-Portal-Background"


class SessionLifeMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not in_workspace(request):
            return response
        if request.user.is_authenticated:
            now = timezone.now()
            agent = request.headers.get("User-Agent", "")
            request.session.begin(user_agent=agent, now=now)  # type: ignore[attr-defined]
            if BY_ITSELF not in request.headers:
                request.session.stay(now=now)  # type: ignore[attr-defined]
        elif "HX-Request" in request.headers and _leads_to_login(response):
            return HttpResponse(
                _("You are no longer logged in."), status=401, content_type="text/plain"
            )
        return response


def _leads_to_login(response: HttpResponse) -> bool:
    return response.status_code == 302 and response["Location"].startswith(str(settings.LOGIN_URL))
