"""A small correction of the Albanian that leaves its translation right."""

import datetime
import re

from django.utils.timezone import localdate

from bulletins.models import Block, BlockText, KeptTranslation
from bulletins.states import State, state_of
from bulletins.translating.access import may_keep_translation
from bulletins.translating.judging import changed_facts
from council import audit
from council.people import User, demand
from languages import AUTHORITATIVE
from languages.folding import fold
from languages.remarks import Remark
from languages.texts import digest

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n“«\"(])\s*$")


class NotOutdated(Exception):
    """The translation stands for today's Albanian, or nobody had reviewed it."""


class Changed(Exception):
    """The Albanian is not the one that was shown."""


class FactsChanged(Exception):
    """The correction is not small. `found`: numbers, dates, telephones and the like that differ;
    `names`: names that stand in one of the two texts alone."""

    def __init__(self, found: list[Remark], names: list[str]) -> None:
        super().__init__("; ".join([*(remark.message for remark in found), *names]))
        self.found, self.names = found, names


def keep_translation(
    *, text: BlockText, reason: str, read_digest: str, by: User, at: datetime.datetime
) -> BlockText:
    """Lets a reviewed translation stand for today's Albanian too.

    `read_digest`: of the Albanian that was shown. Raises NotAllowed, NotOutdated, Changed,
    FactsChanged, or ValueError without a reason.
    """
    demand(may_keep_translation(by, on=localdate(at)))
    if not reason.strip():
        raise ValueError("A translation is kept with a reason.")
    Block.objects.select_for_update().get(pk=text.block_id)
    rows = BlockText.objects.filter(block=text.block_id, field=text.field)
    row = rows.get(pk=text.pk)
    source = rows.filter(language=AUTHORITATIVE).first()
    if source is None or not may_be_kept(row, source):
        raise NotOutdated
    if digest(source.text) != read_digest:
        raise Changed
    found = changed_facts(row.translates_text, source.text)
    names = changed_names(row.translates_text, source.text)
    if found or names:
        raise FactsChanged(found, names)
    KeptTranslation.objects.create(
        text=row,
        before_digest=row.translates_digest,
        after_digest=read_digest,
        reason=reason.strip(),
        by=by,
        at=at,
    )
    # The words are those that were reviewed: neither their version nor their review changes.
    row.translates_text, row.translates_digest = source.text, read_digest
    row.save(update_fields=["translates_text", "translates_digest"])
    audit.record(verb="bulletin.translation_kept", object_key=f"text:{row.pk}", at=at)
    return row


def may_be_kept(row: BlockText, source: BlockText) -> bool:
    """Whether it was reviewed, and what it was reviewed against is still known."""
    return (
        row.is_reviewed
        and state_of(row, source) is State.OUTDATED
        and digest(row.translates_text) == row.translates_digest
        and bool(row.translates_text)
    )


def changed_names(before: str, after: str) -> list[str]:
    """Names in the middle of a sentence that the other text has nowhere, in whatever case."""
    return [
        *(name for name in _names(before) if not _has(after, name)),
        *(name for name in _names(after) if not _has(before, name)),
    ]


def _names(text: str) -> list[str]:
    return [
        word.group()
        for word in _WORD.finditer(text)
        if word.group()[0].isupper() and not _SENTENCE_START.search(text[: word.start()][-8:])
    ]


def _has(text: str, name: str) -> bool:
    """The case of an Albanian name changes its end: *Gjinar, Gjinarit*."""
    return any(_alike(fold(word), fold(name)) for word in _WORD.findall(text) if word[0].isupper())


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    stem = short[:-1] if short[-1] in "eaiu" and len(short) > 3 else short
    return long.startswith(stem) and len(long) - len(stem) <= 4
