"""Who asks, and what a rule answers them: a refusal becomes a page with its reason."""

from collections.abc import Callable
from typing import TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from council import access
from council.models import User
from council.people import Answer, NotAllowed, demand

Result = TypeVar("Result")


def reader_of(request: HttpRequest) -> access.Reader:
    """Whoever is logged in, today, as they are when the request first asks."""
    user = cast(User, request.user)
    known: access.Reader | None = getattr(request, "reader", None)
    if known is None or known.user.pk != user.pk:
        known = access.reader(user, on=timezone.localdate())
        request.reader = known  # type: ignore[attr-defined]
    return known


def must(answer: Answer) -> None:
    """Raises PermissionDenied with the reason."""
    act(lambda: demand(answer))


def act(call: Callable[[], Result]) -> Result:
    """What the call gives. Raises PermissionDenied with a rule's reason."""
    try:
        return call()
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from None
