"""What of an agenda reaches a reader, as values: nobody else touches an item's closed words.

Closed items come last, so what one reader counts is what every other counts.
"""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from council.access.meetings import Reader, closed_items, visible_documents, visible_items
from council.access.reports import visible_reports
from council.models import AgendaItem, Document, Meeting, Seat


@dataclass(frozen=True)
class ItemForReader:
    """One item as a reader may know it: closed words are "" for who may not read them."""

    key: uuid.UUID
    number: int
    """1, 2, 3 … of the agenda."""
    state: str
    minutes_planned: int
    presenter: str
    """The seat's name in the reader's language, or ""."""
    open_title: str
    open_text: str
    closed_title: str
    closed_text: str
    marking: str
    """Of the closed side; "" for who may not read it."""
    is_closed: bool
    """Observers leave the room for it."""
    documents: tuple[Document, ...]
    report: uuid.UUID | None
    """The situation that it is about, for who reads that too."""

    @property
    def title(self) -> str:
        return self.open_title or self.closed_title


def items_for(who: Reader, meeting: Meeting) -> tuple[ItemForReader, ...]:
    """Four queries, however long the agenda is; one more where it is about situations."""
    items = list(visible_items(who, meeting).select_related("presenter"))
    closed = set(closed_items(who).filter(meeting=meeting).values_list("pk", flat=True))
    documents: dict[int, list[Document]] = {}
    for document in visible_documents(who).filter(meeting=meeting, item__isnull=False):
        documents.setdefault(document.item_id or 0, []).append(document)
    reports = _reports(who, items)
    return tuple(
        _as_read(item, number, closed, documents.get(item.pk, []), reports)
        for number, item in enumerate(items, start=1)
    )


def _reports(who: Reader, items: Iterable[AgendaItem]) -> frozenset[uuid.UUID]:
    """Of the situations that items are about, those that they read."""
    named = {item.report_id for item in items if item.report_id is not None}
    if not named:
        return frozenset()
    return frozenset(visible_reports(who).filter(pk__in=named).values_list("pk", flat=True))


def _as_read(
    item: AgendaItem,
    number: int,
    closed: Collection[int],
    documents: list[Document],
    reports: Collection[uuid.UUID],
) -> ItemForReader:
    reads = item.pk in closed
    return ItemForReader(
        key=item.key,
        number=number,
        state=item.state,
        minutes_planned=item.minutes_planned,
        presenter=_name(item.presenter),
        open_title=item.open_title,
        open_text=item.open_text,
        closed_title=item.closed_title if reads else "",
        closed_text=item.closed_text if reads else "",
        marking=item.marking if reads else "",
        is_closed=item.is_closed,
        documents=tuple(documents),
        report=item.report_id if reads and item.report_id in reports else None,
    )


def _name(seat: Seat | None) -> str:
    if seat is None:
        return ""
    name: str = getattr(seat, f"name_{get_language() or 'sq'}", "") or seat.name_sq
    return name
