"""A rule's refusal becomes a page with its reason."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import PermissionDenied

from council.people import Answer, NotAllowed, demand

T = TypeVar("T")


def act(call: Callable[[], T]) -> T:
    """What the call returns; NotAllowed becomes 403 with the rule's own words."""
    try:
        return call()
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from None


def allow(answer: Answer) -> None:
    act(lambda: demand(answer))
