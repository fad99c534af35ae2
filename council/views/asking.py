"""Who asks."""

from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from council import access
from council.models import User


def reader_of(request: HttpRequest) -> access.Reader:
    """Whoever is logged in, today, as they are when the request first asks."""
    user = cast(User, request.user)
    known: access.Reader | None = getattr(request, "reader", None)
    if known is None or known.user.pk != user.pk:
        known = access.reader(user, on=timezone.localdate())
        request.reader = known  # type: ignore[attr-defined]
    return known
