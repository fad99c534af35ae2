"""allauth's questions, answered: accounts are invited, never registered."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from council import keyring, notices
from council.people import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """A deactivated account is told what a wrong password is told."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return str(settings.LOGIN_REDIRECT_URL)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors lie encrypted; allauth would keep them in clear."""

    def encrypt(self, text: str) -> str:
        return keyring.seal(text, purpose="second factor")

    def decrypt(self, encrypted_text: str) -> str:
        return keyring.unseal(encrypted_text, purpose="second factor")

    def send_notification_mail(self, template_prefix: str, user: User, context: Any = None) -> None:
        """Whoever's second factor changed is told, in constant words, by the worker."""
        notices.put(
            kind=notices.Kind.FACTOR_CHANGED,
            address=user.email,
            language=user.language,
            about="",
            at=timezone.now(),
            person=user,
        )

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        name = settings.CITY.council_short["sq"]
        return {"id": settings.PORTAL_HOST, "name": name}
