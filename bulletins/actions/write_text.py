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


@dataclass(frozen=True, slots=True)
class Albanian:
    """What was read while translating: its digest, and the words where they are known."""

    digest: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """`version` is the one that was read before writing, 0 where there was none."""

    text: str
    version: int
    read: Albanian | None = None
    """The Albanian that a translation stands beside; None: today's."""
    origin: str = ""
    """Without one: written, or translated."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is stored now. With a conflict nothing was overwritten: it keeps the text that came."""

    row: BlockText | None
    conflict: TextConflict | None = None
    changed: bool = False
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
    if place.field not in {field.name for field in fields_of(place.block)}:
        raise NoSuchText
    return put_text(place=place, words=Words(text, version), by=by, at=at)


def put_text(*, place: Place, words: Words, by: User, at: datetime.datetime) -> Written:
    """Without asking who may: other actions do so first. Raises TooLong."""
    given = tidied(place, words.text)
    cleaned = max(len(words.text) - len(given), 0) if is_rich(place.block, place.field) else 0
    row = hold(place)
    if row is None and not given:
        return Written(None, cleaned=cleaned)
    if row is None:
        row = BlockText(block=place.block, field=place.field, language=place.language, version=0)
    elif given == row.text and _stands_beside_it(row, words):
        return Written(row, cleaned=cleaned)
    elif words.version != row.version:
        aside = _keep_aside(row, given, by, at) if given != row.text else None
        return Written(row, aside, cleaned=cleaned)
    store(row, given, by, at, words=words)
    return Written(row, changed=True, cleaned=cleaned)


def tidied(place: Place, text: str) -> str:
    """What would be stored of what was typed: a free text as HTML that was cleaned, every other
    with our line ends, nothing at both ends. Raises TooLong."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
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


def store(
    row: BlockText, text: str, by: User, at: datetime.datetime, *, words: Words | None = None
) -> None:
    """Writes words over others; whoever reviewed those, or reviewed them beside another Albanian,
    has not reviewed these."""
    before = digest(row.text), row.translates_digest
    row.text = text
    _note_albanian(row, words.read if words else None)
    if (digest(row.text), row.translates_digest) != before:
        row.reviewed_by = row.reviewed_at = None
        row.origin = (words.origin if words else "") or _origin(row.language)
    row.version += 1
    row.edited_by, row.edited_at = by, at
    row.save()
    translated = words is not None and words.read is not None
    _record("bulletin.text_translated" if translated else "bulletin.text_written", row, at)


def _stands_beside_it(row: BlockText, words: Words) -> bool:
    return words.read is None or row.translates_digest == words.read.digest


def _note_albanian(row: BlockText, read: Albanian | None) -> None:
    """Notes the Albanian that a translation was written to, with its words where they are known."""
    if row.language == AUTHORITATIVE:
        row.translates_digest = digest(row.text)
        return
    source = source_of(row)
    today = source.text if source else ""
    read = read or Albanian(digest(today), today)
    known = (today, read.text, row.translates_text)
    row.translates_text = next((text for text in known if digest(text) == read.digest), "")
    row.translates_digest = read.digest


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
