"""allauth's questions, answered: accounts are invited, never registered."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """A deactivated account is told what a wrong password is told."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None
