"""One text of a manuscript in one language, written by more than one at a time: nothing is lost."""

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate

from council import audit
from council.people import User, demand
from languages import AUTHORITATIVE
from languages.texts import digest
from outreach.access import may_write_news
from outreach.actions.newsroom.changing import changed, held
from outreach.models import Manuscript, ManuscriptConflict, ManuscriptText
from outreach.newsroom.kinds import fields_of

MOST_CHARACTERS = {"title": 200, "summary": 1_000, "body": 12_000, "text": 6_000}
MOST = 600
"""Of every other text."""


class TooLong(Exception):
    """The text has more characters than it may have: `count`, of `most`."""

    def __init__(self, count: int, most: int) -> None:
        super().__init__(f"The text has {count} characters; it may have {most}.")
        self.count, self.most = count, most


class NoSuchText(Exception):
    """The manuscript has no text of that name: it would never be published."""


@dataclass(frozen=True)
class Place:
    """Which text is meant, whether it has been written or not."""

    manuscript: Manuscript
    field: str
    language: str


@dataclass(frozen=True, slots=True)
class Written:
    """What is stored now. With a conflict nothing was overwritten: it keeps the text that came."""

    row: ManuscriptText | None
    conflict: ManuscriptConflict | None = None


def write_text(
    *, place: Place, text: str, version: int, by: User, at: datetime.datetime
) -> Written:
    """Stores a text; `version` is the one that was read before typing, 0 where there was none.

    Changed words lose their review, and the manuscript its approval. Raises NotAllowed, NoSuchText
    or TooLong.
    """
    demand(may_write_news(by, on=localdate(at)))
    if place.field not in {field.name for field in fields_of(place.manuscript)}:
        raise NoSuchText
    return put_text(place=place, text=text, version=version, by=by, at=at)


def put_text(*, place: Place, text: str, version: int, by: User, at: datetime.datetime) -> Written:
    """Without asking who may: other actions do so first. Raises TooLong."""
    given = tidied(place.field, text)
    row = hold(place)
    if (row is None and not given) or (row is not None and row.text == given):
        return Written(row)
    if row is None:
        row = ManuscriptText(
            manuscript=place.manuscript, field=place.field, language=place.language, version=0
        )
    elif row.version != version:
        return Written(row, _keep_aside(row, given, by, at))
    store(row, given, by, at)
    return Written(row)


def tidied(field: str, text: str) -> str:
    """With our line ends and nothing at both ends. Raises TooLong."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    if field == "title":
        text = " ".join(text.split())
    most = MOST_CHARACTERS.get(field, MOST)
    if len(text) > most:
        raise TooLong(len(text), most)
    return text


def hold(place: Place) -> ManuscriptText | None:
    """The stored text, kept from others until the transaction ends."""
    # A text that is not there yet cannot be held: its manuscript is.
    manuscript = held(place.manuscript)
    own = ManuscriptText.objects.filter(
        manuscript=manuscript, field=place.field, language=place.language
    )
    row = own.first()
    if row:
        row.manuscript = manuscript
    return row


def store(row: ManuscriptText, text: str, by: User, at: datetime.datetime) -> None:
    """Writes words over others: whoever reviewed those has not reviewed these."""
    row.text = text
    translated = row.language != AUTHORITATIVE
    source = source_of(row) if translated else row
    row.translates_digest = digest(source.text if source else "")
    row.reviewed_by = row.reviewed_at = None
    row.origin = ManuscriptText.Origin.TRANSLATED if translated else ManuscriptText.Origin.WRITTEN
    row.version += 1
    row.edited_by, row.edited_at = by, at
    row.save()
    audit.record(verb="newsroom.text_written", object_key=f"manuscript_text:{row.pk}", at=at)
    changed(held(row.manuscript), at=at)


def source_of(row: ManuscriptText) -> ManuscriptText | None:
    """The Albanian of a text; itself where it is that."""
    if row.language == AUTHORITATIVE:
        return row
    own = ManuscriptText.objects.select_related("manuscript")
    return own.filter(manuscript=row.manuscript_id, field=row.field, language=AUTHORITATIVE).first()


def _keep_aside(
    row: ManuscriptText, text: str, by: User, at: datetime.datetime
) -> ManuscriptConflict:
    """The text that came too late; the last of the same person, who types on, takes its place."""
    open_one = ManuscriptConflict.objects.filter(text=row, by=by, settled_at=None).first()
    if open_one is None:
        open_one = ManuscriptConflict(text=row, by=by)
        audit.record(verb="newsroom.text_conflict", object_key=f"manuscript_text:{row.pk}", at=at)
    open_one.written, open_one.at = text, at
    open_one.save()
    return open_one
