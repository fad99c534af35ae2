"""Making an edition's sheets and cards, in a worker, once it is published. It can run twice."""

import datetime
import hashlib
import logging
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone

from bulletins import documents, published
from bulletins.actions.render import RENDERER
from bulletins.content import Issue, issue_from
from bulletins.models import Edition, EditionFile
from bulletins.outputs import cards, sheets
from council.people import acting_as
from press import pdf

Kind = EditionFile.Kind
AGAIN_AFTER = datetime.timedelta(hours=1)
"""What failed is not tried at every turn of the timetable."""
log = logging.getLogger("portal.render")


@dataclass(frozen=True)
class Made:
    data: bytes
    pages: int | None


def _sheet(draw: Callable[..., pdf.Document]) -> Callable[[Issue, str], Made]:
    def make(issue: Issue, identifier: str) -> Made:
        document = draw(issue, identifier=identifier)
        return Made(document.data, document.pages)

    return make


MAKERS: Mapping[str, Callable[[Issue, str], Made]] = {
    Kind.POSTER: _sheet(sheets.poster),
    Kind.LARGE_PRINT: _sheet(sheets.large_print),
    Kind.CARD: lambda issue, _: Made(cards.wide(issue), None),
    Kind.CARD_TALL: lambda issue, _: Made(cards.tall(issue), None),
}


def render_files(*, edition_id: uuid.UUID, at: datetime.datetime | None = None) -> None:
    """Makes what the edition lacks, if it is in force. One that fails stops no other.

    No transaction is open while it renders. Two at once make the same bytes under the same name.
    """
    at = at or timezone.now()
    with acting_as(RENDERER):
        edition = published.in_force().filter(pk=edition_id).first()
        missing = list(_missing(edition, at)) if edition else []
    if edition is None:
        return
    issue = issue_from(edition.content)
    for kind in missing:
        fields = _make(edition, issue, kind)
        with acting_as(RENDERER):
            EditionFile.objects.update_or_create(
                edition=edition, kind=kind, defaults={**fields, "made_at": at}
            )


def waiting_for_files(*, at: datetime.datetime) -> list[uuid.UUID]:
    """Editions in force that lack a sheet or a card; the newest month first."""
    editions = published.in_force().defer("content").prefetch_related("files")
    rows = editions.order_by("-bulletin__month", "language")
    return [edition.pk for edition in rows if any(_missing(edition, at))]


def _missing(edition: Edition, at: datetime.datetime) -> Iterator[str]:
    """Kinds that were never made, were lost from the disk, or failed a while ago."""
    there = {file.kind: file for file in edition.files.all()}
    for kind in MAKERS:
        file = there.get(kind)
        if file is None:
            yield kind
        elif not file.name:
            if at - file.made_at > AGAIN_AFTER:
                yield kind
        elif not documents.path_of(file.name).is_file():
            yield kind


def _make(edition: Edition, issue: Issue, kind: str) -> dict[str, object]:
    """What is to be kept of a file: the fields of its row."""
    name = documents.name_of_file(edition, kind)
    path = documents.path_of(name)
    try:
        made = MAKERS[kind](issue, edition.content_hash)
        path.parent.mkdir(parents=True, exist_ok=True)
        pdf.write_atomically(path, made.data)
    except (pdf.RenderError, OSError) as error:
        log.error("not rendered: %s: %s", name, error)
        return {
            "name": "", "sha256": "", "pages": None, "bytes": None, "error": str(error)[:300],
        }  # fmt: skip
    log.info("rendered %s", name)
    return {
        "name": name,
        "sha256": hashlib.sha256(made.data).hexdigest(),
        "pages": made.pages,
        "bytes": len(made.data),
        "error": "",
    }
