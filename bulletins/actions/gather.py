"""Gathering a month: published facts of the council and the public side, into blocks.

Gathering again brings what is new and leaves what somebody wrote: a text that nobody changed here
follows its source; one that a hand changed stays, and is marked where its source says something
new. Prose that has no source (the cover's headlines, the summary, the story) stays as it is.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.timezone import localdate

from bulletins.access import may_prepare
from bulletins.actions.set_picture import forget
from bulletins.gathering import Gathered, Texts, gathered_of
from bulletins.models import Block, BlockText, Bulletin, Picture
from bulletins.ordering import put_in
from council import audit
from council.people import User, demand
from languages import AUTHORITATIVE
from languages.texts import digest


@dataclass
class Gathering:
    """What gathering brought: fields of blocks, counted in Albanian."""

    new_blocks: list[str] = field(default_factory=list)
    """Their kinds."""
    gone_blocks: list[str] = field(default_factory=list)
    new_texts: int = 0
    followed: int = 0
    """Texts that were brought to what their source says now."""
    changed_at_source: int = 0
    """Texts that a hand had changed: they stayed."""


def gather(*, bulletin: Bulletin, by: User, at: datetime.datetime) -> Gathering:
    """Fills a bulletin's blocks from what was public of its month. Safe to repeat.

    Raises council.people.NotAllowed.
    """
    demand(may_prepare(by, on=localdate(at)))
    told = Gathering()
    found = list(gathered_of(bulletin))
    # A block whose last source was withdrawn goes; prose, which has no source, stays.
    gone = bulletin.blocks.exclude(kind__in=[gathered.kind for gathered in found])
    gone = gone.exclude(sources=[])
    told.gone_blocks = list(gone.values_list("kind", flat=True))
    shown = list(Picture.objects.filter(block__in=gone))
    gone.delete()
    for picture in shown:
        forget(picture)
    for gathered in found:
        block = _bring(bulletin, gathered, told)
        _Following(told, by, at).bring(block, gathered.texts)
    bulletin.gathered_at = at
    bulletin.save(update_fields=["gathered_at"])
    audit.record(verb="bulletin.gathered", object_key=f"bulletin:{bulletin}", at=at)
    return told


def _bring(bulletin: Bulletin, gathered: Gathered, told: Gathering) -> Block:
    """The block, with the facts of today; where it stands is the editor's."""
    block = bulletin.blocks.filter(kind=gathered.kind).first()
    if block is None:
        told.new_blocks.append(gathered.kind)
        block = Block(bulletin=bulletin, kind=gathered.kind, order=0)
    block.facts, block.sources = gathered.facts, list(gathered.sources)
    block.save()
    if gathered.kind in told.new_blocks:
        put_in(block)
    return block


@dataclass(frozen=True)
class _Following:
    told: Gathering
    by: User
    at: datetime.datetime

    def bring(self, block: Block, texts: Mapping[str, Texts]) -> None:
        """Brings a block's texts to what its source says, those apart that a hand has changed."""
        # No source brings a picture, nor the words for it.
        rows = block.texts.exclude(field__in=Picture.WORDS)
        known = {(row.field, row.language): row for row in rows}
        for name, languages in texts.items():
            source = digest(languages.get(AUTHORITATIVE, ""))
            for language, text in languages.items():
                row = known.pop((name, language), None)
                row = row or BlockText(block=block, field=name, language=language, version=0)
                self._one(row, text, source, languages.get(AUTHORITATIVE, ""))
        BlockText.objects.filter(pk__in=[row.pk for row in known.values()]).delete()

    def _one(self, row: BlockText, text: str, source: str, albanian: str) -> None:
        new_there = row.gathered_text not in ("", text)
        if row.edited_at and row.text not in (row.gathered_text, text):
            if new_there:
                row.source_changed_at = self.at
                self.told.changed_at_source += 1
            row.gathered_text = text
            row.save(update_fields=["gathered_text", "source_changed_at"])
            return
        if row.pk and row.text == text and row.translates_digest == source:
            if row.gathered_text != text or row.source_changed_at:
                row.gathered_text, row.source_changed_at = text, None
                row.save()
            return
        if row.language == AUTHORITATIVE:
            self.told.followed += bool(row.pk)
            self.told.new_texts += not row.pk
        row.text = row.gathered_text = text
        row.origin = _origin(row.language)
        row.translates_digest, row.translates_text = source, albanian
        row.version += 1
        row.reviewed_by, row.reviewed_at = self.by, self.at
        row.edited_by = row.edited_at = row.source_changed_at = None
        row.save()


def _origin(language: str) -> str:
    written = language == AUTHORITATIVE
    return BlockText.Origin.WRITTEN if written else BlockText.Origin.TRANSLATED


def write_prose(
    *,
    bulletin: Bulletin,
    kind: Block.Kind,
    texts: Mapping[str, Texts],
    facts: Mapping[str, Any],
    by: User,
    at: datetime.datetime,
) -> None:
    """Writes the words of a block that has no source, reviewed in each language by `by`."""
    block = bulletin.blocks.filter(kind=kind).first() or Block(
        bulletin=bulletin, kind=kind, order=0
    )
    block.facts = dict(facts)
    is_new = block.pk is None
    block.save()
    if is_new:
        put_in(block)
    _put_texts(block, texts, by=by, at=at)


def _put_texts(
    block: Block, texts: Mapping[str, Texts], *, by: User, at: datetime.datetime
) -> None:
    """The block's texts are these and no others; one that is equal is left alone."""
    known = {(row.field, row.language): row for row in block.texts.all()}
    for name, languages in texts.items():
        source = digest(languages.get(AUTHORITATIVE, ""))
        for language, text in languages.items():
            row = known.pop((name, language), None)
            if row and row.text == text and row.translates_digest == source:
                continue
            BlockText.objects.update_or_create(
                block=block,
                field=name,
                language=language,
                defaults={
                    "text": text,
                    "origin": _origin(language),
                    "translates_digest": source,
                    "translates_text": languages.get(AUTHORITATIVE, ""),
                    "version": row.version + 1 if row else 1,
                    "reviewed_by": by,
                    "reviewed_at": at,
                },
            )
    BlockText.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
