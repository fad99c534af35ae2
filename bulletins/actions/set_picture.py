"""The picture of a block: put there, exchanged, called decoration, taken away, brought back."""

import datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from bulletins import pictures
from bulletins.access import may_prepare
from bulletins.models import Block, BlockText, Edition, Picture, Preview
from council import audit
from council.people import User, demand
from press.pictures import Sized

GRACE = datetime.timedelta(days=30)
"""In which a picture that was taken away can be brought back."""


class NoPlace(Exception):
    """Blocks of that kind have no picture."""


class NoPicture(Exception):
    """The block has none."""


def put_picture(
    *, block: Block, sized: Sized, decorative: bool, by: User, at: datetime.datetime
) -> Picture:
    """Another picture than before loses the review of its words: they are about that one.

    Raises NotAllowed or NoPlace.
    """
    demand(may_prepare(by, on=localdate(at)))
    if block.kind not in Picture.KINDS:
        raise NoPlace
    before = pictures.held_by(block)
    pictures.keep(sized)
    picture, _ = Picture.objects.update_or_create(
        block=block,
        defaults={
            "name": sized.name,
            "width": sized.width,
            "height": sized.height,
            "widths": list(sized.widths),
            "decorative": decorative,
            "added_by": by,
            "added_at": at,
            "removed_at": None,
        },
    )
    if before and before.name != sized.name:
        words = BlockText.objects.filter(block=block, field__in=Picture.WORDS)
        words.update(reviewed_by=None, reviewed_at=None)
        forget(before)
    _record("bulletin.picture_put", block, at)
    return picture


def call_decorative(*, block: Block, decorative: bool, by: User, at: datetime.datetime) -> None:
    """Whether it only decorates. What was written about it stays. Raises NotAllowed or NoPicture."""
    demand(may_prepare(by, on=localdate(at)))
    if not _shown(block).update(decorative=decorative):
        raise NoPicture
    _record("bulletin.picture_described", block, at)


def remove_picture(*, block: Block, by: User, at: datetime.datetime) -> None:
    """Takes it away with its words; for `GRACE` it can be brought back. Raises NotAllowed or
    NoPicture."""
    demand(may_prepare(by, on=localdate(at)))
    if not _shown(block).update(removed_at=at):
        raise NoPicture
    _record("bulletin.picture_removed", block, at)


def bring_picture_back(*, block: Block, by: User, at: datetime.datetime) -> None:
    """With its words, as they were. Raises NotAllowed or NoPicture."""
    demand(may_prepare(by, on=localdate(at)))
    removed = Picture.objects.filter(block=block, removed_at__isnull=False)
    if not removed.update(removed_at=None):
        raise NoPicture
    _record("bulletin.picture_brought_back", block, at)


def forget_removed(*, at: datetime.datetime) -> int:
    """Erases what was taken away and not brought back, words and files; how many."""
    over = Picture.objects.select_for_update(skip_locked=True, of=("self",)).select_related("block")
    found = list(over.filter(removed_at__lte=at - GRACE))
    for picture in found:
        BlockText.objects.filter(block=picture.block_id, field__in=Picture.WORDS).delete()
        Picture.objects.filter(pk=picture.pk).delete()
        forget(picture)
        _record("bulletin.picture_forgotten", picture.block, at)
    return len(found)


def _shown(block: Block) -> QuerySet[Picture]:
    return Picture.objects.filter(block=block, removed_at__isnull=True)


def forget(picture: Picture) -> None:
    """Of one whose row is gone its files go too, unless another block, an edition or a preview shows it too."""
    shows = {"content__blocks__contains": [{"picture": {"name": picture.name}}]}
    if (
        Picture.objects.filter(name=picture.name).exists()
        or Edition.objects.filter(**shows).exists()
        or Preview.objects.filter(**shows).exists()
    ):
        return
    for name in pictures.names_of(picture):
        transaction.on_commit(partial(pictures.path_of(name).unlink, missing_ok=True))


def _record(verb: str, block: Block, at: datetime.datetime) -> None:
    audit.record(verb=verb, object_key=f"block:{block.pk}", at=at)
