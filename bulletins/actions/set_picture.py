"""The picture of a block: put there, exchanged, called decoration, taken away."""

import datetime
from functools import partial

from django.db import transaction
from django.utils.timezone import localdate

from bulletins import pictures
from bulletins.access import may_prepare
from bulletins.models import Block, BlockText, Edition, Picture, Preview
from council import audit
from council.people import User, demand
from press.pictures import Sized

WORDS = (Picture.ALT, Picture.CREDIT)


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
    before = pictures.of_block(block)
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
        },
    )
    if before and before.name != sized.name:
        words = BlockText.objects.filter(block=block, field__in=WORDS)
        words.update(reviewed_by=None, reviewed_at=None)
        _forget(before)
    _record("bulletin.picture_put", block, at)
    return picture


def call_decorative(*, block: Block, decorative: bool, by: User, at: datetime.datetime) -> None:
    """Whether it only decorates. What was written about it stays. Raises NotAllowed or NoPicture."""
    demand(may_prepare(by, on=localdate(at)))
    if not Picture.objects.filter(block=block).update(decorative=decorative):
        raise NoPicture
    _record("bulletin.picture_described", block, at)


def remove_picture(*, block: Block, by: User, at: datetime.datetime) -> None:
    """Takes it away with its words. Raises NotAllowed or NoPicture."""
    demand(may_prepare(by, on=localdate(at)))
    picture = Picture.objects.filter(block=block).first()
    if picture is None:
        raise NoPicture
    picture.delete()
    BlockText.objects.filter(block=block, field__in=WORDS).delete()
    _forget(picture)
    _record("bulletin.picture_removed", block, at)


def _forget(picture: Picture) -> None:
    """Its files go, unless another block, an edition or a preview shows it too."""
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
