"""One text of a block in one language, written by more than one at a time: nothing is lost."""

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate

from bulletins.access import may_prepare
from bulletins.checking import is_rich
from bulletins.composition.bodies import fields_of
from bulletins.models import Block, BlockText, TextConflict
from council import audit
from council.people import User, demand
from languages import AUTHORITATIVE
from languages.texts import digest
from press.html import clean, paragraphs, parted, words_of

MOST_CHARACTERS = 20_000
"""Of words in one text: about eight pages of a bulletin."""
MOST_MARKUP = 100_000
"""Of a free text with what sets it, after it was cleaned."""


class TooLong(Exception):
    """The text has more characters than one may have. `count` is how many."""

    def __init__(self, count: int) -> None:
        super().__init__(f"The text has {count} characters; it may have {MOST_CHARACTERS}.")
        self.count = count


class NoSuchText(Exception):
    """The block has no text of that name: it would never be printed."""


@dataclass(frozen=True)
class Place:
    """Which text is meant, whether it has been written or not."""

    block: Block
    field: str
    language: str


@dataclass(frozen=True)
class Written:
    """What is stored now. With a conflict nothing was overwritten: it keeps the text that came."""

    text: BlockText | None
    conflict: TextConflict | None = None
    cleaned: int = 0
    """How many characters of markup did not come in."""


def write_text(
    *, place: Place, text: str, version: int, by: User, at: datetime.datetime
) -> Written:
    """Stores a text; `version` is the one that was read before typing, 0 where there was none.

    Changed words lose their review, and a translation says which Albanian it stands beside.
    Raises NotAllowed, NoSuchText or TooLong.
    """
    demand(may_prepare(by, on=localdate(at)))
    given = tidied(place, text)
    cleaned = max(len(text) - len(given), 0) if is_rich(place.block, place.field) else 0
    stored = hold(place)
    if stored is None:
        return Written(_create(place, given, by, at) if given else None, cleaned=cleaned)
    if given == stored.text:
        return Written(stored, cleaned=cleaned)
    if version != stored.version:
        return Written(stored, _keep_aside(stored, given, by, at), cleaned)
    store(stored, given, by, at)
    return Written(stored, cleaned=cleaned)


def tidied(place: Place, text: str) -> str:
    """What would be stored of what was typed. Raises NoSuchText or TooLong."""
    if place.field not in {field.name for field in fields_of(place.block)}:
        raise NoSuchText
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    words = text
    if is_rich(place.block, place.field):
        text = parted(clean(text if "<" in text else paragraphs(text))).strip()
        words = words_of(text)
        text = text if words else ""
    if len(words) > MOST_CHARACTERS or len(text) > MOST_MARKUP:
        raise TooLong(len(words))
    return text


def hold(place: Place) -> BlockText | None:
    """The stored text, kept from others until the transaction ends."""
    # A text that is not there yet cannot be held: its block is.
    Block.objects.select_for_update().get(pk=place.block.pk)
    own = BlockText.objects.select_for_update(of=("self",)).select_related("block")
    return own.filter(block=place.block, field=place.field, language=place.language).first()


def store(row: BlockText, text: str, by: User, at: datetime.datetime) -> None:
    """Writes words over others; whoever reviewed those has not reviewed these."""
    if digest(row.text) != digest(text):
        row.reviewed_by = row.reviewed_at = None
        row.origin = _origin(row.language)
    row.text = text
    row.version += 1
    row.edited_by, row.edited_at = by, at
    _stands_beside(row)
    row.save()
    _record("bulletin.text_written", row, at)


def _create(place: Place, text: str, by: User, at: datetime.datetime) -> BlockText:
    row = BlockText(
        block=place.block,
        field=place.field,
        language=place.language,
        text=text,
        origin=_origin(place.language),
        edited_by=by,
        edited_at=at,
    )
    _stands_beside(row)
    row.save()
    _record("bulletin.text_written", row, at)
    return row


def _stands_beside(row: BlockText) -> None:
    """Notes the Albanian that a translation was written to."""
    if row.language == AUTHORITATIVE:
        row.translates_digest = digest(row.text)
        return
    source = source_of(row)
    row.translates_text = source.text if source else ""
    row.translates_digest = digest(row.translates_text)


def source_of(row: BlockText) -> BlockText | None:
    """The Albanian of a text; itself where it is that."""
    if row.language == AUTHORITATIVE:
        return row
    own = BlockText.objects.select_related("block")
    return own.filter(block=row.block, field=row.field, language=AUTHORITATIVE).first()


def _origin(language: str) -> str:
    own = BlockText.Origin.WRITTEN, BlockText.Origin.TRANSLATED
    return own[language != AUTHORITATIVE]


def _keep_aside(row: BlockText, text: str, by: User, at: datetime.datetime) -> TextConflict:
    """The text that came too late; the last of the same person, who types on, takes its place."""
    open_one = TextConflict.objects.filter(text=row, by=by, settled_at=None).first()
    if open_one is None:
        open_one = TextConflict(text=row, by=by)
        _record("bulletin.text_conflict", row, at)
    open_one.written, open_one.at = text, at
    open_one.save()
    return open_one


def _record(verb: str, row: BlockText, at: datetime.datetime) -> None:
    audit.record(verb=verb, object_key=f"text:{row.pk}", at=at)
