"""A rule's refusal, as a page with its reason."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import PermissionDenied

from council.people import Answer, NotAllowed, demand

Result = TypeVar("Result")


def must(answer: Answer) -> None:
    """Raises PermissionDenied with the reason."""
    act(lambda: demand(answer))


def act(call: Callable[[], Result]) -> Result:
    """What the call gives. Raises PermissionDenied with a rule's reason."""
    try:
        return call()
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from None
