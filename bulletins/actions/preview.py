"""The document of a month as it stands: asked for by a person, made by a worker, never published.

The row says what waits; a call only wakes the worker.
"""

import datetime
import logging
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.timezone import localdate

from bulletins.access import may_prepare
from bulletins.composition import draft_of
from bulletins.content import hash_of
from bulletins.models import Bulletin, Edition, Preview
from bulletins.outputs import rendering
from council.people import System, User, acting_as, demand
from press import pdf

MAKER = System("previews")
KEPT = datetime.timedelta(days=1)
_LOCK = 0x73747564696F  # one maker at a time
log = logging.getLogger("portal.previews")


def ask_preview(*, bulletin: Bulletin, language: str, by: User, at: datetime.datetime) -> Preview:
    """What is made is what the month says now; an earlier one of the same person goes.

    Raises NotAllowed, or composition.NothingToSay.
    """
    demand(may_prepare(by, on=localdate(at)))
    content, _ = draft_of(bulletin=bulletin, language=language, edition=1, on=localdate(at))
    own = Preview.objects.filter(bulletin=bulletin, language=language, asked_by=by)
    for old in own:
        _forget(old)
    return Preview.objects.create(
        bulletin=bulletin, language=language, content=content, asked_by=by, asked_at=at
    )


def make_previews() -> None:
    """Makes what waits, and takes yesterday's away. No transaction is open while it renders."""
    with acting_as(MAKER):
        for old in Preview.objects.filter(asked_at__lt=timezone.now() - KEPT):
            _forget(old)
        waiting = list(Preview.objects.filter(made_at__isnull=True).order_by("asked_at"))
    if not waiting or not _locked():
        return
    try:
        for preview in waiting:
            _make(preview)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def path_of(preview: Preview) -> Path:
    return Path(settings.PORTAL_VAR) / "documents" / "previews" / f"{preview.pk}.pdf"


def edition_of(preview: Preview) -> Edition:
    """An edition of the words as they stand, which is nowhere kept."""
    return Edition(
        pk=preview.pk,
        bulletin=preview.bulletin,
        language=preview.language,
        content=preview.content,
        content_hash=hash_of(preview.content),
        pdf_pages=preview.pages or 0,
        pdf_bytes=0,
    )


def _make(preview: Preview) -> None:
    with acting_as(MAKER):
        preview = (
            Preview.objects.select_related("bulletin").filter(pk=preview.pk).first() or preview
        )
        if preview.made_at:
            return
    changes: dict[str, object] = {"made_at": timezone.now()}
    try:
        document = rendering.document(edition_of(preview))
        path = path_of(preview)
        path.parent.mkdir(parents=True, exist_ok=True)
        pdf.write_atomically(path, document.data)
        changes["pages"] = document.pages
    except (pdf.RenderError, pdf.NotWritten, OSError) as error:
        log.error("preview %s not made: %s", preview.pk, type(error).__name__)
        changes["error"] = str(error)[:300]
    with acting_as(MAKER):
        if not Preview.objects.filter(pk=preview.pk).update(**changes):
            path_of(preview).unlink(missing_ok=True)


def _forget(preview: Preview) -> None:
    path_of(preview).unlink(missing_ok=True)
    preview.delete()


def _locked() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        (held,) = cursor.fetchone()
    return bool(held)
