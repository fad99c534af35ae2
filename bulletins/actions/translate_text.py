"""A translator's words into one text: nothing newer is overwritten, nothing typed is lost."""

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate

from bulletins.models import Assignment, Block, BlockText, TextConflict
from bulletins.translating.access import may_translate
from council import audit
from council.people import User, demand
from languages import AUTHORITATIVE
from languages.texts import digest

MOST_CHARACTERS = 20_000


class NotAssigned(Exception):
    """The assignment does not name this text."""


@dataclass(frozen=True, slots=True)
class Albanian:
    """What was read while translating: its digest, and the words where they are known."""

    digest: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What is stored now. With a conflict nothing was overwritten: it keeps the text that came."""

    row: BlockText | None
    conflict: TextConflict | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """`version` is the one that was read before writing, 0 where there was none."""

    text: str
    version: int
    read: Albanian
    origin: str = BlockText.Origin.TRANSLATED


def translate_text(
    *,
    assignment: Assignment,
    block: Block,
    field: str,
    words: Words,
    by: User,
    at: datetime.datetime,
) -> Written:
    """Stores a translation, unreviewed. One of an Albanian that has changed since is outdated.

    Raises NotAllowed or NotAssigned.
    """
    demand(may_translate(by, assignment, on=localdate(at)))
    if not assignment.texts.filter(block=block, field=field).exists():
        raise NotAssigned
    return put_translation(
        block=block, field=field, language=assignment.language, words=words, by=by, at=at
    )


def put_translation(
    *, block: Block, field: str, language: str, words: Words, by: User, at: datetime.datetime
) -> Written:
    """Without asking who may: other actions do so first."""
    if language == AUTHORITATIVE:
        raise ValueError("Albanian is written, not translated.")
    text = tidied(words.text)
    # A text that is not there yet cannot be held: its block is.
    Block.objects.select_for_update().get(pk=block.pk)
    rows = {row.language: row for row in BlockText.objects.filter(block=block, field=field)}
    row, source = rows.get(language), rows.get(AUTHORITATIVE)
    if row is None and not text:
        return Written(None)
    if row is None:
        row = BlockText(block=block, field=field, language=language, version=0)
    elif row.text == text and row.translates_digest == words.read.digest:
        return Written(row)
    elif words.version != row.version:
        return _kept_aside(row, text, by, at)
    _store(row, text, words, source, by, at)
    return Written(row, changed=True)


def tidied(text: str) -> str:
    """As it is stored: line ends as ours, nothing at both ends, no character that is none."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def _store(
    row: BlockText,
    text: str,
    words: Words,
    source: BlockText | None,
    by: User,
    at: datetime.datetime,
) -> None:
    row.translates_text = _albanian(row, words.read, source)
    row.translates_digest = words.read.digest
    row.text, row.origin = text, words.origin
    row.version += 1
    row.edited_by, row.edited_at = by, at
    row.reviewed_by = row.reviewed_at = None
    row.save()
    # Who saves on top of the newer text has had both before their eyes.
    TextConflict.objects.filter(text=row, by=by, settled_at=None).update(settled_at=at)
    audit.record(verb="bulletin.text_translated", object_key=f"text:{row.pk}", at=at)


def _albanian(row: BlockText, read: Albanian, source: BlockText | None) -> str:
    """The words with the digest that was read, wherever they are still known; else nothing."""
    known = (source.text if source else "", read.text, row.translates_text)
    return next((text for text in known if text and digest(text) == read.digest), "")


def _kept_aside(row: BlockText, text: str, by: User, at: datetime.datetime) -> Written:
    """The text that came too late; the last of the same person, who types on, takes its place."""
    if text == row.text:
        return Written(row)
    conflict = TextConflict.objects.filter(text=row, by=by, settled_at=None).first()
    if conflict is None:
        conflict = TextConflict(text=row, by=by)
        audit.record(verb="bulletin.text_conflict", object_key=f"text:{row.pk}", at=at)
    conflict.written, conflict.at = text, at
    conflict.save()
    return Written(row, conflict)
