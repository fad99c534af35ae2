"""Rendering an edition's document, in a worker. It can run twice and at the same time."""

import logging
import uuid

from django.db import connection

from bulletins import documents
from bulletins.models import Edition
from bulletins.outputs import rendering
from council.people import System, acting_as
from press import pdf

RENDERER = System("renderer")
log = logging.getLogger("portal.render")


def render_edition(*, edition_id: uuid.UUID) -> None:
    """Makes the document of an approved edition unless it is there.

    No transaction is open while it renders. Where another process is at it, this one leaves.
    A failure is noted at the edition, for the secretary, and raised.
    """
    with acting_as(RENDERER):
        edition = Edition.objects.select_related("bulletin").get(pk=edition_id)
        if not edition.is_approved or _is_there(edition):
            return
    if not _lock(edition):
        return
    try:
        document = rendering.document(edition)
        name = documents.name_of(edition)
        path = documents.path_of(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        pdf.write_atomically(path, document.data)
    except (pdf.RenderError, pdf.NotWritten, OSError) as error:
        with acting_as(RENDERER):
            Edition.objects.filter(pk=edition_id).update(render_error=str(error)[:300])
        raise
    finally:
        _unlock(edition)
    with acting_as(RENDERER):
        # An approval that was voided meanwhile takes its document with it.
        Edition.objects.filter(pk=edition_id, approved_hash=edition.content_hash).update(
            pdf_name=name,
            pdf_sha256=document.sha256,
            pdf_pages=document.pages,
            pdf_bytes=len(document.data),
            render_error="",
        )
    log.info("rendered %s: %s pages", name, document.pages)


def mark_superseded(*, edition_id: uuid.UUID) -> None:
    """Makes the copy of a superseded edition that says on every page that it was replaced.

    The document that was published stays as it is, with its checksum. It can run twice.
    """
    with acting_as(RENDERER):
        edition = Edition.objects.select_related("bulletin").get(pk=edition_id)
        if edition.superseded_at is None or edition.marked_name:
            return
    document = rendering.marked(edition)
    name = documents.marked_name_of(edition)
    pdf.write_atomically(documents.path_of(name), document.data)
    with acting_as(RENDERER):
        Edition.objects.filter(pk=edition_id).update(
            marked_name=name, marked_sha256=document.sha256
        )
    log.info("marked %s", name)


def _is_there(edition: Edition) -> bool:
    return bool(edition.pdf_name) and documents.path_of(edition.pdf_name).exists()


def _lock(edition: Edition) -> bool:
    """A lock of this connection's, gone with its process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_number(edition)])
        (held,) = cursor.fetchone()
    return bool(held)


def _unlock(edition: Edition) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_number(edition)])


def _number(edition: Edition) -> int:
    return int.from_bytes(edition.pk.bytes[:7])
