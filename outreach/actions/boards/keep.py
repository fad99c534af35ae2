"""Entering, changing and retiring the places where the sheet hangs."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from council import audit
from council.people import User, demand
from outreach.access import may_keep_boards
from outreach.actions.boards.hand_out import hand_out
from outreach.models import NoticeBoard, Posting, ResidentLetter

FIELDS = (
    *("name", "name_en", "name_ar", "kind", "unit", "area", "contact", "address", "telephone"),
    *("way", "sheets", "large_print"),
)
State = ResidentLetter.State


class KnownPlace(Exception):
    """There is an active place of that name in the unit."""


def enter_board(*, told: Mapping[str, Any], by: User, at: datetime.datetime) -> NoticeBoard:
    """It gets the current pack at once. Raises NotAllowed or KnownPlace."""
    demand(may_keep_boards(by, on=localdate(at)))
    with transaction.atomic():
        board = _enter(told, at)
        hand_out(at=at)
    return board


def enter_boards(
    *, rows: list[Mapping[str, Any]], by: User, at: datetime.datetime
) -> tuple[int, int]:
    """(entered, known already), all or nothing. Raises NotAllowed."""
    demand(may_keep_boards(by, on=localdate(at)))
    entered = 0
    with transaction.atomic():
        for told in rows:
            try:
                _enter(told, at)
            except KnownPlace:
                continue
            entered += 1
        hand_out(at=at)
    return entered, len(rows) - entered


def _enter(told: Mapping[str, Any], at: datetime.datetime) -> NoticeBoard:
    if is_known(told):
        raise KnownPlace
    board = NoticeBoard.objects.create(entered_at=at, **{name: told[name] for name in FIELDS})
    audit.record(verb="board.entered", object_key=f"board:{board.pk}", at=at)
    return board


def is_known(told: Mapping[str, Any], *, but: NoticeBoard | None = None) -> bool:
    there = NoticeBoard.objects.filter(
        unit=told["unit"], name__iexact=told["name"], retired_at__isnull=True
    )
    return bool((there.exclude(pk=but.pk) if but else there).exists())


def change_board(
    *, board: NoticeBoard, told: Mapping[str, Any], by: User, at: datetime.datetime
) -> None:
    """Raises NotAllowed or KnownPlace."""
    demand(may_keep_boards(by, on=localdate(at)))
    if board.retired_at is None and is_known(told, but=board):
        raise KnownPlace
    NoticeBoard.objects.filter(pk=board.pk).update(**{name: told[name] for name in FIELDS})
    audit.record(verb="board.changed", object_key=f"board:{board.pk}", at=at)


def retire_board(*, board: NoticeBoard, by: User, at: datetime.datetime) -> None:
    """No more letters go there; what it said stays. Safe to repeat. Raises NotAllowed."""
    demand(may_keep_boards(by, on=localdate(at)))
    if not NoticeBoard.objects.filter(pk=board.pk, retired_at=None).update(retired_at=at):
        return
    waiting = ResidentLetter.objects.filter(posting__in=Posting.objects.filter(board=board))
    waiting.filter(state__in=(State.PENDING, State.LEASED)).update(
        state=State.CANCELLED, lease_owner=None
    )
    audit.record(verb="board.retired", object_key=f"board:{board.pk}", at=at)


def take_up_board(*, board: NoticeBoard, by: User, at: datetime.datetime) -> None:
    """A retired place again. Raises NotAllowed or KnownPlace."""
    demand(may_keep_boards(by, on=localdate(at)))
    if is_known({"unit": board.unit, "name": board.name}, but=board):
        raise KnownPlace
    with transaction.atomic():
        NoticeBoard.objects.filter(pk=board.pk).update(retired_at=None)
        audit.record(verb="board.taken_up", object_key=f"board:{board.pk}", at=at)
        hand_out(at=at)
