"""Who asks, and about which month."""

import datetime
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from bulletins import access
from bulletins.models import Bulletin
from council.people import User, demand


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
    demand(access.may_see_release(who(request), on=timezone.localdate(at)))
    first = datetime.date(year, month, 1)
    return Asked(who(request), at, get_object_or_404(Bulletin, month=first))
