"""What a month holds and in what order: moved, left out, added, taken away."""

import datetime

from django.utils.timezone import localdate

from bulletins.access import may_prepare
from bulletins.models import Block, Bulletin
from bulletins.ordering import FIRST, LAST, put_in, renumber, standing
from council import audit
from council.people import User, demand

WRITTEN = (Block.Kind.STORY, Block.Kind.TEXT)
"""Kinds that come as often as they are written, and can be taken away again."""
BEGINNING = {
    Block.Kind.STORY: {"paragraphs": 1, "advice": 0, "quotation": False},
    Block.Kind.TEXT: {},
}
MOST_BLOCKS = 30


class CannotMove(Exception):
    """The cover stays first and the contacts stay last."""


class NotWritten(Exception):
    """Only a block that was written here is added or taken away; a gathered one is left out."""


class TooMany(Exception):
    """A month has no room for another block."""


def move_block(*, block: Block, place: int, by: User, at: datetime.datetime) -> None:
    """Puts a block on a place, counted from 1 among all blocks of the month.

    Raises NotAllowed or CannotMove.
    """
    _demand(by, at)
    if block.kind in (FIRST, LAST):
        raise CannotMove
    blocks = standing(block.bulletin)
    others = [other for other in blocks if other.pk != block.pk]
    first = 1 if others and others[0].kind == FIRST else 0
    last = len(others) - (1 if others and others[-1].kind == LAST else 0)
    there = max(first, min(place - 1, last))
    renumber([*others[:there], block, *others[there:]])
    _record("bulletin.block_moved", block, at)


def leave_out(*, block: Block, by: User, at: datetime.datetime) -> None:
    """Keeps a block and prints it in no edition. Raises NotAllowed."""
    _demand(by, at)
    Block.objects.filter(pk=block.pk).update(left_out=True)
    _record("bulletin.block_left_out", block, at)


def take_back(*, block: Block, by: User, at: datetime.datetime) -> None:
    """Raises NotAllowed."""
    _demand(by, at)
    Block.objects.filter(pk=block.pk).update(left_out=False)
    _record("bulletin.block_taken_back", block, at)


def add_block(*, bulletin: Bulletin, kind: str, by: User, at: datetime.datetime) -> Block:
    """Raises NotAllowed, NotWritten or TooMany."""
    _demand(by, at)
    if kind not in WRITTEN:
        raise NotWritten
    if bulletin.blocks.count() >= MOST_BLOCKS:
        raise TooMany
    block = Block.objects.create(
        bulletin=bulletin, kind=kind, order=MOST_BLOCKS, facts=BEGINNING[Block.Kind(kind)]
    )
    put_in(block)
    _record("bulletin.block_added", block, at)
    return block


def remove_block(*, block: Block, by: User, at: datetime.datetime) -> None:
    """Takes a written block away, with its words, until it is brought back.

    Raises NotAllowed or NotWritten.
    """
    _demand(by, at)
    if block.kind not in WRITTEN:
        raise NotWritten
    Block.objects.filter(pk=block.pk).update(removed_at=at)
    _record("bulletin.block_removed", block, at)


def bring_back(*, block: Block, by: User, at: datetime.datetime) -> None:
    """Raises NotAllowed."""
    _demand(by, at)
    block.removed_at = None
    block.save(update_fields=["removed_at"])
    put_in(block)
    _record("bulletin.block_brought_back", block, at)


def _demand(by: User, at: datetime.datetime) -> None:
    demand(may_prepare(by, on=localdate(at)))


def _record(verb: str, block: Block, at: datetime.datetime) -> None:
    audit.record(verb=verb, object_key=f"block:{block.pk}", at=at)
