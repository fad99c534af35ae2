"""A month is begun: what was public of it is gathered, what stands in every issue is copied."""

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate

from bulletins.access import may_prepare
from bulletins.actions.gather import gather
from bulletins.models import Block, BlockText, Bulletin
from bulletins.ordering import put_in
from council import audit
from council.people import User, demand

STANDING = (Block.Kind.CONTACTS,)
"""Kinds whose words are the same in every issue."""
HEADLINES, LABELS = 3, ["done", "late", "next"]


class AlreadyBegun(Exception):
    """There is a bulletin of that month."""


class NotYet(Exception):
    """The month has not begun."""


@dataclass(frozen=True)
class Begun:
    bulletin: Bulletin
    copied_from: datetime.date | None
    """The month whose standing texts came along."""


def begin_month(*, month: datetime.date, by: User, at: datetime.datetime) -> Begun:
    """Raises NotAllowed, NotYet or AlreadyBegun."""
    today = localdate(at)
    demand(may_prepare(by, on=today))
    month = month.replace(day=1)
    if month > today:
        raise NotYet
    bulletin, made = Bulletin.objects.get_or_create(month=month)
    if not made:
        raise AlreadyBegun
    last = _last_before(month)
    _empty_blocks(bulletin)
    if last:
        _copy(last, bulletin)
    gather(bulletin=bulletin, by=by, at=at)
    audit.record(verb="bulletin.begun", object_key=f"bulletin:{month:%Y-%m}", at=at)
    return Begun(bulletin, last.month if last else None)


def _last_before(month: datetime.date) -> Bulletin | None:
    current = Bulletin.objects.filter(month__lt=month, origin=Bulletin.Origin.CURRENT)
    return current.order_by("-month").first()


def _empty_blocks(bulletin: Bulletin) -> None:
    """What somebody writes anew each month, to be filled."""
    for kind, facts in (
        (Block.Kind.COVER, {"headlines": HEADLINES}),
        (Block.Kind.SUMMARY, {"labels": LABELS}),
    ):
        put_in(Block.objects.create(bulletin=bulletin, kind=kind, order=0, facts=facts))


def _copy(last: Bulletin, bulletin: Bulletin) -> None:
    """With who reviewed them: they are the same words."""
    for block in last.blocks.filter(kind__in=STANDING):
        texts = list(block.texts.all())
        facts = dict(block.facts)
        if facts.get("next_issue_on"):
            facts["next_issue_on"] = _a_month_later(facts["next_issue_on"])
        copied = Block.objects.create(
            bulletin=bulletin, kind=block.kind, order=block.order, facts=facts
        )
        put_in(copied)
        for row in texts:
            row.pk, row.block, row.version = None, copied, 1
        BlockText.objects.bulk_create(texts)


def _a_month_later(day: str) -> str:
    before = datetime.date.fromisoformat(day)
    return (
        (before.replace(day=min(before.day, 28)) + datetime.timedelta(days=31))
        .replace(day=min(before.day, 28))
        .isoformat()
    )
