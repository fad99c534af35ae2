"""How many headlines, paragraphs or items a written block has, and the day of the next issue."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from bulletins.access import may_prepare
from bulletins.models import Block, BlockText
from council import audit
from council.people import User, demand

LABELS = ("done", "late", "next")


@dataclass(frozen=True)
class Part:
    """A kind of line of a block: where it is counted, what its texts are called, how many fit."""

    fact: str
    fields: tuple[str, ...]
    least: int
    most: int


PARTS: dict[tuple[str, str], Part] = {
    (Block.Kind.COVER, "headline"): Part("headlines", ("headline:{}",), 1, 6),
    (Block.Kind.SUMMARY, "item"): Part("labels", ("item:{}",), 1, 6),
    (Block.Kind.STORY, "paragraph"): Part("paragraphs", ("paragraph:{}",), 1, 20),
    (Block.Kind.STORY, "advice"): Part("advice", ("advice:{}",), 0, 8),
    (Block.Kind.STORY, "quotation"): Part("quotation", ("quotation:text", "quotation:by"), 0, 1),
}


class NoSuchPart(Exception):
    """The block has no lines of that kind."""


class Full(Exception):
    """It has as many as fit."""


class NotEmpty(Exception):
    """Its last line still has words, or it may not have fewer lines."""


def count_of(block: Block, part: Part) -> int:
    value = block.facts.get(part.fact, 0)
    return len(value) if isinstance(value, list) else int(value)


def add_line(*, block: Block, part: str, label: str, by: User, at: datetime.datetime) -> str:
    """One line more; the name of its first text. `label` is what an item of the summary is.

    Raises NotAllowed, NoSuchPart or Full.
    """
    found = _part(block, part, by, at)
    count = count_of(block, found)
    if count >= found.most:
        raise Full
    _set(block, found, count + 1, label if label in LABELS else LABELS[0])
    _record(block, at)
    return found.fields[0].format(count)


def remove_last_line(*, block: Block, part: str, by: User, at: datetime.datetime) -> None:
    """One line less, once it is empty in every language.

    Raises NotAllowed, NoSuchPart or NotEmpty.
    """
    found = _part(block, part, by, at)
    count = count_of(block, found)
    names = [name.format(count - 1) for name in found.fields]
    texts = BlockText.objects.filter(block=block, field__in=names)
    if count <= found.least or texts.exclude(text="").exists():
        raise NotEmpty
    texts.delete()
    _set(block, found, count - 1, "")
    _record(block, at)


def set_next_issue(
    *, block: Block, day: datetime.date | None, by: User, at: datetime.datetime
) -> None:
    """Of the contacts: when the next issue comes. Raises NotAllowed or NoSuchPart."""
    demand(may_prepare(by, on=localdate(at)))
    if block.kind != Block.Kind.CONTACTS:
        raise NoSuchPart
    block.facts = {**block.facts, "next_issue_on": day.isoformat() if day else None}
    block.save(update_fields=["facts"])
    _record(block, at)


def _part(block: Block, name: str, by: User, at: datetime.datetime) -> Part:
    demand(may_prepare(by, on=localdate(at)))
    try:
        return PARTS[block.kind, name]
    except KeyError:
        raise NoSuchPart from None


def _set(block: Block, part: Part, count: int, label: str) -> None:
    value: Any = count
    if part.fact == "labels":
        value = [*block.facts.get("labels", []), label][:count]
    elif part.fact == "quotation":
        value = bool(count)
    block.facts = {**block.facts, part.fact: value}
    block.save(update_fields=["facts"])


def _record(block: Block, at: datetime.datetime) -> None:
    audit.record(verb="bulletin.block_shaped", object_key=f"block:{block.pk}", at=at)
