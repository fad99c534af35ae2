"""Who must have a second factor gets no further without one."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from council.people import needs_second_factor
from elbasan_council.middleware.workspace import in_workspace

Next = Callable[[HttpRequest], HttpResponse]
SET_UP = "mfa_activate_totp"
EXEMPT = frozenset(
    # Exactly what somebody needs to set up a factor, or to leave.
    {SET_UP, "mfa_add_webauthn", "account_reauthenticate", "account_login", "account_logout"}
)


class SecondFactorMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Before any view; an address that leads to none needs no factor."""
        if in_workspace(request) and request.user.is_authenticated and _must_set_up(request):
            return redirect(SET_UP)
        return None


def _must_set_up(request: HttpRequest) -> bool:
    if request.resolver_match is None or request.resolver_match.url_name in EXEMPT:
        return False
    # First the question that most answer with yes.
    factors = Authenticator.objects.filter(user_id=request.user.pk)
    if factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
        return False
    return needs_second_factor(request.user, timezone.localdate())  # type: ignore[arg-type]
