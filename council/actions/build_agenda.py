"""Building an agenda: items added, edited, moved, removed. Closed items always come last."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, fields

from django.db.models import QuerySet
from django.utils.timezone import localdate

from council import audit
from council.access import may_keep_meetings, reader
from council.actions.agenda_copies import last_place
from council.actions.documents import remove_document
from council.actions.follow_report import Source, source_of, stricter
from council.models import Agency, AgendaItem, Document, Meeting, Seat, User
from council.people import demand

BUILDABLE = (Meeting.State.PLANNED, Meeting.State.CONVENED)
"""States in which an agenda may change; of a convened meeting the change is sent out."""


def is_buildable(meeting: Meeting) -> bool:
    """Until the meeting is opened: votes and attendance hang on the items as they stood then."""
    return meeting.state in BUILDABLE and meeting.opened_at is None


class AlreadyHeld(Exception):
    """The meeting was opened, held or cancelled: its agenda stays as it was."""


class HasDecisions(Exception):
    """Decisions or actions hang on the item: it stays."""


class StaysClosed(Exception):
    """An item about a situation has no open side."""


class BelowItsReport(Exception):
    """An item about a situation is never marked lower than the situation."""


@dataclass(frozen=True)
class ItemWords:
    open_title: str
    closed_title: str
    open_text: str
    closed_text: str
    minutes_planned: int
    presenter: Seat | None
    marking: str


def add_item(*, meeting: Meeting, title: str, by: User, at: datetime.datetime) -> AgendaItem:
    """An open item, after the other open ones. Raises NotAllowed, AlreadyHeld."""
    locked = open_agenda(meeting=meeting, by=by, at=at)
    item = AgendaItem.objects.create(meeting=locked, order=last_place(locked) + 1, open_title=title)
    settle(locked)
    _changed(locked, item, "agenda.item_added", at)
    return item


def edit_item(
    *,
    item: AgendaItem,
    words: ItemWords,
    shared_with: Iterable[Agency],
    by: User,
    at: datetime.datetime,
) -> AgendaItem:
    """Documents of an item that becomes closed are closed too. One about a situation is shared as
    the situation is, whatever is asked for.

    Raises NotAllowed, AlreadyHeld, StaysClosed or BelowItsReport.
    """
    locked = open_agenda(meeting=item.meeting, by=by, at=at)
    found = AgendaItem.objects.get(pk=item.pk)
    if source := source_of(found):
        _demand_source(words, source)
        shared_with = Agency.objects.filter(pk__in=source.circle)
    was_closed = found.is_closed
    for field in fields(words):
        setattr(found, field.name, getattr(words, field.name))
    found.save()
    found.shared_with.set(shared_with)
    if not found.open_title or (found.is_closed and not was_closed):
        Document.objects.filter(item=found).update(closed=True)
    settle(locked)
    _changed(locked, found, "agenda.item_edited", at)
    return found


def move_item(*, item: AgendaItem, to: int, by: User, at: datetime.datetime) -> int:
    """Moves an item to a number, as far as its own kind reaches; the number that it has then.

    Raises NotAllowed, AlreadyHeld.
    """
    locked = open_agenda(meeting=item.meeting, by=by, at=at)
    rows = list(_rows(locked))
    found = next(row for row in rows if row.pk == item.pk)
    before = rows.index(found)
    rows.remove(found)
    # The order is stable within a kind, so what is moved past its own kind comes to its edge.
    rows.insert(min(max(to, 1), len(rows) + 1) - 1, found)
    order = [row.pk for row in _put(rows)]
    number = order.index(item.pk) + 1
    if number - 1 != before:
        _changed(locked, found, "agenda.item_moved", at)
    return number


def remove_item(*, item: AgendaItem, by: User, at: datetime.datetime) -> None:
    """Its documents go with it; their rows and checksums stay.

    Raises NotAllowed, AlreadyHeld, HasDecisions.
    """
    locked = open_agenda(meeting=item.meeting, by=by, at=at)
    if item.decisions.exists() or item.actions.exists():
        raise HasDecisions
    documents = Document.objects.filter(item=item)
    for document in documents.filter(removed_at__isnull=True):
        remove_document(document=document, at=at)
    documents.update(meeting=None, item=None)
    _changed(locked, item, "agenda.item_removed", at)
    AgendaItem.objects.filter(pk=item.pk).delete()
    settle(locked)


def open_agenda(*, meeting: Meeting, by: User, at: datetime.datetime) -> Meeting:
    """The meeting, locked until the transaction ends. Raises NotAllowed, AlreadyHeld."""
    demand(may_keep_meetings(reader(by, on=localdate(at))))
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not is_buildable(locked):
        raise AlreadyHeld
    return locked


def settle(meeting: Meeting) -> None:
    """Numbers the items 1, 2, 3 …, the closed ones last."""
    _put(list(_rows(meeting)))


def _demand_source(words: ItemWords, source: Source) -> None:
    if words.open_title or words.open_text:
        raise StaysClosed
    if stricter(words.marking, source.marking) != words.marking:
        raise BelowItsReport


def _rows(meeting: Meeting) -> QuerySet[AgendaItem]:
    return AgendaItem.objects.filter(meeting=meeting).order_by("order", "pk")


def _put(rows: list[AgendaItem]) -> list[AgendaItem]:
    """Who does not know of an item that is closed as a whole counts the others without a gap."""
    rows = sorted(rows, key=lambda row: (row.is_closed, not row.open_title))
    for number, row in enumerate(rows, start=1):
        row.order = number
    AgendaItem.objects.bulk_update(rows, ["order"])
    return rows


def _changed(meeting: Meeting, item: AgendaItem, verb: str, at: datetime.datetime) -> None:
    meeting.save(update_fields=["edited_at"])
    audit.record(verb=verb, object_key=f"agenda_item:{item.key}", at=at)
