"""Publishing a month from the command line: render where needed, publish, start the mailing."""

import datetime
import logging
import time
import uuid

from django.utils import timezone
from kombu.exceptions import OperationalError

from bulletins import tasks
from bulletins.actions.publish import Published, editions_to_publish, publish_editions
from bulletins.actions.render import render_edition
from bulletins.models import Edition
from council.people import System, acting_as
from press import pdf

PUBLISHER = System("publisher")
WAIT_FOR_WORKER = 20
"""Seconds in which a worker should have rendered an edition before this process does it itself."""
log = logging.getLogger("portal.publish")


class Unrendered(Exception):
    """A document could not be made; the message is a sentence."""


def publish_month(month: datetime.date) -> Published:
    """Raises bulletins.actions.publish.NotReady or Unrendered."""
    with acting_as(PUBLISHER):
        editions = editions_to_publish(month)
        waiting = [edition.pk for edition in editions if not edition.pdf_name]
        # What failed in an earlier go must not be taken for a failure of this one.
        Edition.objects.filter(pk__in=waiting).update(render_error="")
    until = time.monotonic() + (WAIT_FOR_WORKER if _call_workers(waiting) else 0)
    while (waiting := _unrendered(waiting)) and time.monotonic() < until:
        time.sleep(0.1)
    for edition_id in waiting:
        _render_here(edition_id)
    with acting_as(PUBLISHER):
        return publish_editions(editions=editions_to_publish(month), at=timezone.now())


def _call_workers(edition_ids: list[uuid.UUID]) -> bool:
    """Whether a worker can have heard it."""
    try:
        for edition_id in edition_ids:
            tasks.render.delay(edition_id=str(edition_id))
    except OperationalError:
        log.warning("Redis does not answer: the documents are rendered here")
        return False
    return True


def _unrendered(edition_ids: list[uuid.UUID]) -> list[uuid.UUID]:
    """Those without a document. Raises Unrendered as soon as one has failed."""
    with acting_as(PUBLISHER):
        rows = list(Edition.objects.filter(pk__in=edition_ids, pdf_name=""))
        failed = [str(row.render_error) for row in rows if row.render_error]
    if failed:
        raise Unrendered(failed[0])
    return [row.pk for row in rows]


def _render_here(edition_id: uuid.UUID) -> None:
    try:
        while _unrendered([edition_id]):
            render_edition(edition_id=edition_id)
            time.sleep(0.1)  # where a worker is at it, this returns at once
    except (pdf.RenderError, pdf.NotWritten) as error:
        raise Unrendered(str(error)) from None
