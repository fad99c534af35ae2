"""Who asks about subscribers and letters, and when."""

import datetime
from dataclasses import dataclass
from typing import cast

from django.http import Http404, HttpRequest
from django.utils import timezone, translation

from council.people import Allowed, User, demand
from outreach.access import may_keep_subscribers, may_see_progress, may_send
from outreach.models import Mailing


@dataclass(frozen=True)
class Asked:
    user: User
    at: datetime.datetime

    @property
    def today(self) -> datetime.date:
        return timezone.localdate(self.at)

    @property
    def may_send(self) -> bool:
        return isinstance(may_send(self.user, on=self.today), Allowed)


def asked(request: HttpRequest) -> Asked:
    """Somebody who has logged in, whatever they may do."""
    return Asked(cast(User, request.user), timezone.now())


def looking(request: HttpRequest) -> Asked:
    """Somebody who may see how letters go. Raises NotAllowed."""
    it = Asked(cast(User, request.user), timezone.now())
    demand(may_see_progress(it.user, on=it.today))
    return it


def sending(request: HttpRequest) -> Asked:
    """Somebody who decides about letters. Raises NotAllowed."""
    it = Asked(cast(User, request.user), timezone.now())
    demand(may_send(it.user, on=it.today))
    return it


def mailed(month: datetime.date) -> None:
    """Raises Http404 for a month of which no letter goes out."""
    if not Mailing.objects.filter(month=month).exists():
        raise Http404


def keeper(request: HttpRequest) -> User:
    """Raises NotAllowed for everybody but the secretary."""
    user = cast(User, request.user)
    demand(may_keep_subscribers(user, on=timezone.localdate()))
    return user


def language() -> str:
    return translation.get_language() or "sq"
