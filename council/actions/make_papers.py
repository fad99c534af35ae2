"""Making the PDFs that somebody asked for, in a worker. It can run twice and at the same time.

A paper holds what its asker may read at the moment it is made. It is taken away after two days.
"""

import datetime
import io
import logging
from dataclasses import dataclass

import pikepdf
from django.db import connection
from django.utils import timezone, translation
from PIL import Image

from council.access import (
    Reader,
    may_read_minutes,
    reader,
    visible_documents,
    visible_meetings,
)
from council.actions.documents import keep_document, path_of, remove_document
from council.circulation import ItemForReader, items_for
from council.minutes_content import canonical, checksum, record_of
from council.minutes_paper import Block, agenda_blocks, minutes_blocks, to_pdf
from council.minutes_standing import standing_for
from council.minutes_versions import public_version, sight_of, version
from council.models import Document, Meeting, Paper
from council.people import Allowed, System, acting_as
from languages import AUTHORITATIVE
from press import pdf
from press.files import CleanFile

MAKER = System("papers")
KEPT = datetime.timedelta(days=2)
MOST_BYTES = 150 * 1024 * 1024
"""Of a pack's documents: more is not a pack, and a worker has 1 GB."""
TITLES = {
    Paper.Kind.INTERNAL_MINUTES: "Procesverbali {}, version i brendshëm",
    Paper.Kind.PUBLIC_MINUTES: "Procesverbali {}, version publik",
    Paper.Kind.PACK: "Dosja e mbledhjes {}",
}
log = logging.getLogger("portal.papers")


class NotTheirs(Exception):
    """The asker may no longer read what they asked for."""


class TooMuch(Exception):
    """The documents are larger than a pack can be."""


@dataclass(frozen=True)
class Sheet:
    """One document of a pack, and what its bookmark says."""

    bookmark: str
    document: Document


@dataclass(frozen=True)
class Draft:
    """Everything that a paper is made of, read in one transaction."""

    title: str
    blocks: list[Block]
    sheets: tuple[Sheet, ...]
    closed: bool
    day: datetime.date


def make_papers() -> None:
    """Makes every paper that waits, and takes the old ones away."""
    with acting_as(MAKER):
        _take_away(timezone.now())
        waiting = list(Paper.objects.filter(made_at__isnull=True).order_by("asked_at"))
    for paper in waiting:
        if _lock(paper):
            try:
                _make(paper)
            finally:
                _unlock(paper)


def _make(paper: Paper) -> None:
    """No transaction is open while it renders."""
    now = timezone.now()
    try:
        with acting_as(MAKER):
            if not Paper.objects.filter(pk=paper.pk, made_at__isnull=True).exists():
                return
            draft = _draft(paper, now)
        data = _bytes(draft, paper)
    except (NotTheirs, TooMuch, pdf.RenderError, pikepdf.PdfError, OSError) as error:
        # The name alone: a message could repeat words of the document.
        log.error("paper %s not made: %s", paper.pk, type(error).__name__)
        with acting_as(MAKER):
            Paper.objects.filter(pk=paper.pk).update(made_at=now, error=type(error).__name__)
        return
    with acting_as(MAKER):
        document = keep_document(
            file=CleanFile("application/pdf", "pdf", data),
            title=draft.title,
            kind=Document.Kind.PAPER,
            closed=draft.closed,
            by=paper.asked_by,
            at=now,
        )
        Paper.objects.filter(pk=paper.pk).update(made_at=now, document=document)


def _draft(paper: Paper, now: datetime.datetime) -> Draft:
    who = reader(paper.asked_by, on=timezone.localdate(now))
    meeting = visible_meetings(who).filter(pk=paper.meeting_id).first()
    if meeting is None or not paper.asked_by.is_active:
        raise NotTheirs
    kind = Paper.Kind(paper.kind)
    title = TITLES[kind].format(meeting.reference)
    if kind == Paper.Kind.PACK:
        return _pack(who, meeting, title)
    if not isinstance(may_read_minutes(who, meeting), Allowed):
        raise NotTheirs
    if kind == Paper.Kind.INTERNAL_MINUTES and not who.keeps:
        raise NotTheirs
    return _minutes(who, meeting, title, internal=kind == Paper.Kind.INTERNAL_MINUTES)


def _minutes(who: Reader, meeting: Meeting, title: str, *, internal: bool) -> Draft:
    record = record_of(meeting)
    told = version(record, sight_of(who, meeting)) if internal else public_version(record)
    blocks = minutes_blocks(told, standing_for(who, meeting, internal=internal))
    return Draft(title, blocks, (), internal, told.day)


def _pack(who: Reader, meeting: Meeting, title: str) -> Draft:
    """The minutes where they may be read, else the agenda; then the documents in its order."""
    with translation.override(AUTHORITATIVE):
        items = items_for(who, meeting)
    if isinstance(may_read_minutes(who, meeting), Allowed):
        first = _minutes(who, meeting, title, internal=who.keeps or bool(who.cleared))
    else:
        closed = any(item.closed_title or item.closed_text for item in items)
        day = timezone.localdate(meeting.starts_at)
        first = Draft(title, agenda_blocks(meeting, items), (), closed, day)
    sheets = tuple(_sheets(who, meeting, items))
    if sum(sheet.document.size for sheet in sheets) > MOST_BYTES:
        raise TooMuch
    closed = first.closed or any(sheet.document.closed for sheet in sheets)
    return Draft(title, first.blocks, sheets, closed, first.day)


def _sheets(who: Reader, meeting: Meeting, items: tuple[ItemForReader, ...]) -> list[Sheet]:
    whole = visible_documents(who).filter(
        meeting=meeting, item__isnull=True, kind=Document.Kind.WORKING
    )
    found = [Sheet(document.title, document) for document in whole]
    found += [
        Sheet(f"{item.number}. {document.title}", document)
        for item in items
        for document in item.documents
    ]
    return found


def _bytes(draft: Draft, paper: Paper) -> bytes:
    noon = datetime.datetime.combine(draft.day, datetime.time(12), tzinfo=datetime.UTC)
    identifier = checksum(canonical({"blocks": [vars(block) for block in draft.blocks]}))
    first = to_pdf(draft.blocks, title=draft.title, generated=noon, identifier=identifier)
    return _joined(first.data, draft.sheets) if paper.kind == Paper.Kind.PACK else first.data


def _joined(first: bytes, sheets: tuple[Sheet, ...]) -> bytes:
    with pikepdf.open(io.BytesIO(first)) as pack:
        marks = []
        for sheet in sheets:
            marks.append((sheet.bookmark, len(pack.pages)))
            with pikepdf.open(io.BytesIO(_as_pdf(sheet.document))) as added:
                pack.pages.extend(added.pages)
        with pack.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(text, page) for text, page in marks)
        # With pages of other origin it no longer is what the first part says of itself.
        if "/Metadata" in pack.Root:
            del pack.Root.Metadata
        out = io.BytesIO()
        pack.save(out, deterministic_id=True)
    return out.getvalue()


def _as_pdf(document: Document) -> bytes:
    data = path_of(document).read_bytes()
    if document.media_type == "application/pdf":
        return data
    out = io.BytesIO()
    with Image.open(io.BytesIO(data)) as picture:
        picture.convert("RGB").save(out, "PDF", resolution=150)
    return out.getvalue()


def _take_away(now: datetime.datetime) -> None:
    old = Document.objects.filter(
        kind=Document.Kind.PAPER, uploaded_at__lt=now - KEPT, removed_at__isnull=True
    )
    for document in old:
        remove_document(document=document, at=now)


def _lock(paper: Paper) -> bool:
    """A lock of this connection's, gone with its process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_number(paper)])
        (held,) = cursor.fetchone()
    return bool(held)


def _unlock(paper: Paper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_number(paper)])


def _number(paper: Paper) -> int:
    return int.from_bytes(paper.pk.bytes[:7])
