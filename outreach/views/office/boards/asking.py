"""Who asks about notice boards, and when."""

import datetime
import uuid
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation

from council.people import Allowed, User, demand
from outreach.access import may_keep_boards, may_see_boards
from outreach.models import NoticeBoard


@dataclass(frozen=True)
class Asked:
    user: User
    at: datetime.datetime

    @property
    def keeps(self) -> bool:
        return isinstance(may_keep_boards(self.user, on=timezone.localdate(self.at)), Allowed)


def reader(request: HttpRequest) -> Asked:
    """Somebody who may see the boards. Raises NotAllowed."""
    it = Asked(cast(User, request.user), timezone.now())
    demand(may_see_boards(it.user, on=timezone.localdate(it.at)))
    return it


def keeper(request: HttpRequest) -> Asked:
    """The secretary. Raises NotAllowed."""
    it = Asked(cast(User, request.user), timezone.now())
    demand(may_keep_boards(it.user, on=timezone.localdate(it.at)))
    return it


def found(board_id: uuid.UUID) -> NoticeBoard:
    board: NoticeBoard = get_object_or_404(NoticeBoard, pk=board_id)
    return board


def language() -> str:
    return translation.get_language() or "sq"
