"""Documents of an agenda: brought for an item or for the whole meeting, and taken away again."""

import datetime

from council.actions.build_agenda import open_agenda
from council.actions.documents import keep_document, remove_document
from council.models import AgendaItem, Document, Meeting, User
from press.files import CleanFile


def add_document(
    *,
    meeting: Meeting,
    item: AgendaItem | None,
    file: CleanFile,
    title: str,
    closed: bool,
    by: User,
    at: datetime.datetime,
) -> Document:
    """Of an item that is closed as a whole it is always closed. Raises NotAllowed, AlreadyHeld."""
    locked = open_agenda(meeting=meeting, by=by, at=at)
    document = keep_document(
        file=file,
        title=title,
        kind=Document.Kind.WORKING,
        by=by,
        at=at,
        meeting=locked,
        item=item,
        closed=closed or (item is not None and not item.open_title),
    )
    locked.save(update_fields=["edited_at"])
    return document


def take_document(*, document: Document, by: User, at: datetime.datetime) -> None:
    """Raises NotAllowed, AlreadyHeld; ValueError for what is no paper of an agenda."""
    if document.meeting is None or document.kind != Document.Kind.WORKING:
        raise ValueError("not a paper of an agenda")
    locked = open_agenda(meeting=document.meeting, by=by, at=at)
    remove_document(document=document, at=at)
    locked.save(update_fields=["edited_at"])
