"""Browsers of people who have signed in, with the second factor where one is needed."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from council.people import User, needs_second_factor

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SECRET = "JBSWY3DPEHPK3PXP"


def browser_of(user: User, **more: str) -> Client:
    """`more`: headers, such as HTTP_USER_AGENT."""
    client = Client(**more)
    has_one = Authenticator.objects.filter(user=user).exists()
    if needs_second_factor(user, timezone.localdate()) and not has_one:
        TOTP.activate(user, SECRET)
    client.force_login(user, backend=BACKEND)
    return client


def in_english(user: User) -> Client:
    client = browser_of(user)
    session = client.session
    session["language"] = "en"
    session.save()
    return client


def confirmed(client: Client) -> Client:
    """The same browser, in which a password was said a moment ago."""
    session = client.session
    said = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [said]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    return client
