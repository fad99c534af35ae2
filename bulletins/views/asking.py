"""Who asks about which month, and what a rule answers them: a refusal becomes a page."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from bulletins import access
from bulletins.models import Bulletin
from council.people import Answer, NotAllowed, User, demand

Result = TypeVar("Result")


@dataclass(frozen=True)
class Asked:
    user: User
    at: datetime.datetime
    bulletin: Bulletin

    @property
    def today(self) -> datetime.date:
        return timezone.localdate(self.at)

    @property
    def parts(self) -> dict[str, Any]:
        """Of the month's addresses."""
        month = self.bulletin.month
        return {"year": month.year, "month": month.month}


def who(request: HttpRequest) -> User:
    return cast(User, request.user)


def asked(request: HttpRequest, year: int, month: int) -> Asked:
    """About a month before it is published: who may not know of it is told so, 404 for no month."""
    at = timezone.now()
    must(access.may_see_release(who(request), on=timezone.localdate(at)))
    first = datetime.date(year, month, 1)
    return Asked(who(request), at, get_object_or_404(Bulletin, month=first))


def must(answer: Answer) -> None:
    """Raises PermissionDenied with the reason."""
    act(lambda: demand(answer))


def act(call: Callable[[], Result]) -> Result:
    """What the call gives. Raises PermissionDenied with a rule's reason."""
    try:
        return call()
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from None
