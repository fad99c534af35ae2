"""One page for the chair, as values: the agenda by the clock, who leaves, what is late."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from council import access, circulation
from council.access import Reader
from council.circulation import ItemForReader
from council.models import Action, AgendaItem, Appointment, Marking, Meeting, Presence, Rule, Seat
from council.people import Role, holders_on
from council.quorum import Quorum, SeatState, quorum
from council.views.agenda_page import institution_of, late_actions, promise_line

UNSHARED = (Marking.AMBER, Marking.AMBER_STRICT)


@dataclass(frozen=True)
class Line:
    item: ItemForReader
    begins: datetime.time
    leaves: str
    """Who leaves the room before it; "" where nobody does."""
    questions: tuple[str, ...]
    """Why it will be asked about."""


@dataclass(frozen=True)
class Brief:
    lines: tuple[Line, ...]
    ends: datetime.time
    quorum: Quorum
    late: tuple[tuple[str, tuple[Action, ...]], ...]
    """By institution."""


def brief_for(who: Reader, meeting: Meeting) -> Brief:
    """Only what the keeper who asks may read."""
    day = localdate(meeting.starts_at)
    holders = list(_holders(day))
    late = late_actions(who)
    items = circulation.items_for(who, meeting)
    rows = {
        row.key: row
        for row in access.visible_items(who, meeting)
        .select_related("presenter")
        .prefetch_related("shared_with")
    }
    circle = {reader.user.pk: reader for reader in access.everybody(on=day)}
    lines: list[Line] = []
    begins, gone = localtime(meeting.starts_at), False
    for item in items:
        row = rows[item.key]
        leaves = _leaves(item, row, holders, circle, gone=gone) if item.is_closed else ""
        gone = gone or item.is_closed
        lines.append(Line(item, begins.time(), leaves, _questions(row, item, late)))
        begins += datetime.timedelta(minutes=item.minutes_planned)
    return Brief(tuple(lines), begins.time(), _quorum(day, holders), _by_institution(late))


def _holders(day: datetime.date) -> QuerySet[Appointment]:
    return (
        holders_on(day)
        .filter(person__is_active=True)
        .select_related("seat", "person")
        .order_by("seat__order")
    )


def _quorum(day: datetime.date, holders: Sequence[Appointment]) -> Quorum:
    held = {row.seat_id for row in holders}
    seats = (
        SeatState(seat.pk, seat.voting, seat.pk in held, Presence.ABSENT)
        for seat in Seat.objects.all()
    )
    return quorum(Rule.on(day), seats)


def _leaves(
    item: ItemForReader,
    row: AgendaItem,
    holders: Sequence[Appointment],
    circle: dict[uuid.UUID, Reader],
    *,
    gone: bool,
) -> str:
    """The observers, once; and whoever else at the table may not hear it."""
    said = [] if gone else [_observers(holders)]
    shared = {agency.pk for agency in row.shared_with.all()}
    table = [row for row in holders if row.seat and row.seat.role != Role.OBSERVER]
    stay: list[str] = []
    leave: list[str] = []
    for appointment in table:
        reader = circle.get(appointment.person_id)
        hears = reader is not None and access.reads_closed_side(
            reader, marking=row.marking, shared=shared
        )
        (stay if hears else leave).append(_name(appointment.seat))
    if item.marking in UNSHARED:
        said.append(_("Only these stay: %(seats)s.") % {"seats": ", ".join(stay)})
    elif item.marking and leave:
        said.append(_("These leave too: %(seats)s.") % {"seats": ", ".join(leave)})
    return " ".join(said)


def _observers(holders: Sequence[Appointment]) -> str:
    names = [_name(row.seat) for row in holders if row.seat and row.seat.role == Role.OBSERVER]
    if not names:
        return _("The observers leave the room.")
    return _("The observers leave the room: %(seats)s.") % {"seats": ", ".join(names)}


def _questions(row: AgendaItem, item: ItemForReader, late: Sequence[Action]) -> tuple[str, ...]:
    found = []
    if row.carried_from_id:
        found.append(_("Left unfinished at an earlier meeting."))
    if item.closed_title or item.closed_text:
        found.append(_("It has a closed side: keep it to those who may hear it."))
    agency = row.presenter.agency_id if row.presenter else None
    own = [action for action in late if action.institution_id == agency]
    found.extend(promise_line(action) for action in own[:2])
    return tuple(found)


def _by_institution(late: Sequence[Action]) -> tuple[tuple[str, tuple[Action, ...]], ...]:
    found: dict[str, list[Action]] = {}
    for action in late:
        found.setdefault(institution_of(action), []).append(action)
    return tuple((name, tuple(rows)) for name, rows in found.items())


def _name(seat: Seat | None) -> str:
    name: str = getattr(seat, f"name_{get_language()}", "") or (seat.name_sq if seat else "")
    return name
