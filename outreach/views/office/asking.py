"""Who keeps the list of subscribers."""

from typing import cast

from django.http import HttpRequest
from django.utils import timezone, translation

from council.people import User, demand
from outreach.access import may_keep_subscribers


def keeper(request: HttpRequest) -> User:
    """Raises NotAllowed for everybody but the secretary."""
    user = cast(User, request.user)
    demand(may_keep_subscribers(user, on=timezone.localdate()))
    return user


def language() -> str:
    return translation.get_language() or "sq"
