"""The monthly pack on its way to notice boards: a row for each place, and a letter where it has one.

Whoever hands out holds the pack's row, so that two at once write no letter twice.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from council import audit
from outreach import letters
from outreach.actions.boards.rounds import tell
from outreach.models import NoticeBoard, Pack, Posting, ResidentLetter

Kind, State = ResidentLetter.Kind, ResidentLetter.State
Way = NoticeBoard.Way
WAITS = (State.PENDING, State.LEASED)


@dataclass(frozen=True, kw_only=True)
class Handed:
    """What bulletins hand over of an edition, in Albanian: the contacts are local."""

    month: datetime.date
    edition: int
    title: str
    spoken: str
    message: str
    change_note: str
    web_address: str
    read_address: str
    sheet: Path
    large_print: Path | None


@transaction.atomic
def take_pack(*, handed: Handed, at: datetime.datetime) -> Pack:
    """The pack of an edition, handed out to every place; safe to repeat."""
    pack, new = Pack.objects.get_or_create(
        month=handed.month,
        edition=handed.edition,
        defaults={
            "title": handed.title,
            "spoken": handed.spoken,
            "message": handed.message,
            "change_note": handed.change_note,
            "web_address": handed.web_address,
            "read_address": handed.read_address,
            "sheet": _below_var(handed.sheet),
            "large_print": _below_var(handed.large_print) if handed.large_print else "",
            "handed_at": at,
        },
    )
    if new:
        audit.record(verb="pack.handed_over", object_key=f"pack:{pack.pk}", at=at)
        hand_out(at=at)
    return pack


def current_pack() -> Pack | None:
    """The newest month's newest; None where that was withdrawn."""
    pack = Pack.objects.order_by("-month", "-edition").first()
    return None if pack is None or pack.withdrawn_at else pack


@transaction.atomic
def hand_out(*, at: datetime.datetime) -> int:
    """The current pack to each active place that has not got it; how many are new."""
    newest = current_pack()
    pack = newest and Pack.objects.select_for_update().filter(pk=newest.pk).first()
    if pack is None or pack.withdrawn_at:
        return 0
    had = _replace_former(pack)
    there = Posting.objects.filter(pack=pack).values("board_id")
    boards = NoticeBoard.objects.filter(retired_at__isnull=True).exclude(pk__in=there)
    for board in (rows := list(boards)):
        posting = Posting.objects.create(board=board, pack=pack, made_at=at)
        if board.way == Way.MAIL:
            kind = Kind.PACK_CORRECTED if board.pk in had else Kind.PACK
            letters.put_to_board(kind=kind, posting=posting, at=at)
    if rows:
        tell({pack.month})
    return len(rows)


def _replace_former(pack: Pack) -> set[object]:
    """Letters of the month's former packs that have not gone out never will; the places that may
    have a former sheet."""
    former = ResidentLetter.objects.filter(
        posting__pack__month=pack.month, posting__pack__edition__lt=pack.edition
    )
    _call_off(former.exclude(kind=Kind.PACK_WITHDRAWN))
    went = former.exclude(state=State.CANCELLED).values_list("posting__board", flat=True)
    by_hand = Posting.objects.filter(
        pack__month=pack.month, pack__edition__lt=pack.edition, letters__isnull=True
    )
    return {*went, *by_hand.values_list("board", flat=True)}


def _call_off(rows):  # type: ignore[no-untyped-def]
    rows.filter(state__in=WAITS).update(state=State.CANCELLED, lease_owner=None)


@transaction.atomic
def withdraw_packs(*, month: datetime.date, reason: str, at: datetime.datetime) -> int:
    """The month's sheet is no longer to hang anywhere; how many letters ask for that."""
    packs = list(Pack.objects.select_for_update().filter(month=month, withdrawn_at__isnull=True))
    if not packs:
        return 0
    Pack.objects.filter(pk__in=[pack.pk for pack in packs]).update(
        withdrawn_at=at, withdrawn_reason=reason[:300]
    )
    _call_off(ResidentLetter.objects.filter(posting__pack__in=packs))
    asked = 0
    told: set[object] = set()
    rows = Posting.objects.filter(pack__in=packs, board__way=Way.MAIL).order_by("-pack__edition")
    for posting in rows.exclude(letters__state=State.CANCELLED):
        if posting.board_id not in told:
            told.add(posting.board_id)
            asked += letters.put_to_board(kind=Kind.PACK_WITHDRAWN, posting=posting, at=at)
    audit.record(verb="pack.withdrawn", object_key=f"month:{month:%Y-%m}", at=at)
    return asked


def _below_var(path: Path) -> str:
    return str(path.relative_to(settings.PORTAL_VAR))
