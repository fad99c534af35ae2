"""Files of the council's work: kept clean, under a name that says nothing; taken away again."""

import datetime
import os
import uuid
from pathlib import Path

from django.conf import settings
from django.db import transaction

from council import audit
from council.models import AgendaItem, Document, Meeting, User
from press.files import CleanFile


def path_of(document: Document) -> Path:
    """Apart from the public documents' folder, which the residents' own process can read."""
    folder: Path = settings.PRIVATE_FILES
    return folder / document.id.hex[:2] / document.id.hex


def keep_document(
    *,
    file: CleanFile,
    title: str,
    kind: Document.Kind,
    by: User,
    at: datetime.datetime,
    meeting: Meeting | None = None,
    item: AgendaItem | None = None,
    closed: bool = False,
) -> Document:
    """Keeps a clean file (`press.files.clean`). Who may is asked by the act that it belongs to."""
    document = Document.objects.create(
        id=uuid.uuid4(),
        kind=kind,
        meeting=meeting,
        item=item,
        title=title,
        closed=closed,
        media_type=file.media_type,
        size=len(file.data),
        sha256=file.sha256,
        uploaded_by=by,
        uploaded_at=at,
    )
    write_whole(path_of(document), file.data)
    audit.record(verb="document.kept", object_key=f"document:{document.pk}", at=at)
    return document


def remove_document(*, document: Document, at: datetime.datetime) -> None:
    """The file goes when the transaction holds; its row and checksum stay."""
    Document.objects.filter(pk=document.pk, removed_at__isnull=True).update(removed_at=at)
    path = path_of(document)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    audit.record(verb="document.removed", object_key=f"document:{document.pk}", at=at)


def write_whole(path: Path, data: bytes) -> None:
    """All of it or nothing; readable by the portal's own user."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    waiting = path.with_name(f".{path.name}")
    with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(path)
