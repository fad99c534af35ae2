"""One page for the chair, as values: the agenda by the clock, who leaves, what is late."""

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from council import access, circulation
from council.access import Reader
from council.circulation import ItemForReader
from council.models import (
    Action,
    AgendaItem,
    Appointment,
    Delegation,
    Marking,
    Meeting,
    Presence,
    Rsvp,
    Rule,
    Seat,
)
from council.people import Role, appointed_on
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
    room = _room(who, meeting)
    late = late_actions(who)
    items = circulation.items_for(who, meeting)
    rows = {
        row.key: row
        for row in access.visible_items(who, meeting)
        .select_related("presenter")
        .prefetch_related("shared_with")
    }
    lines: list[Line] = []
    begins, gone = localtime(meeting.starts_at), False
    for item in items:
        row = rows[item.key]
        leaves = _leaves(item, row, room, gone=gone) if item.is_closed else ""
        gone = gone or item.is_closed
        lines.append(Line(item, begins.time(), leaves, _questions(row, item, late)))
        begins += datetime.timedelta(minutes=item.minutes_planned)
    return Brief(tuple(lines), begins.time(), room.quorum(()), _by_institution(late))


@dataclass(frozen=True)
class _Room:
    """Who is expected to sit there, as far as they have answered."""

    day: datetime.date
    rule: Rule
    seats: tuple[Seat, ...]
    """Those that somebody holds."""
    expected: Mapping[int, tuple[Appointment, ...]]
    """By seat: the holder, or the substitute who was announced; nobody where nobody comes."""
    delegated: Mapping[uuid.UUID, Sequence[Delegation]]

    def stays(self, seat: Seat, row: AgendaItem, shared: Collection[int]) -> bool:
        return access.may_stay(
            row,
            self.expected[seat.pk],
            on=self.day,
            shared_with=shared,
            delegated=self.delegated,
        )

    def quorum(self, staying: Collection[Seat]) -> Quorum:
        """With these seats alone in the room."""
        there = {seat.pk for seat in staying}
        states = {True: Presence.PRESENT, False: Presence.ABSENT}
        seats = (
            SeatState(seat.pk, seat.voting, True, states[seat.pk in there]) for seat in self.seats
        )
        return quorum(self.rule, seats)


def _room(who: Reader, meeting: Meeting) -> _Room:
    day = localdate(meeting.starts_at)
    at_table = appointed_on(day).filter(seat__isnull=False, person__is_active=True)
    rows = list(at_table.select_related("seat", "person").order_by("seat__order", "pk"))
    holders = [row for row in rows if row.substitute_for_id is None]
    answers = {row.person_id: row for row in access.visible_answers(who).filter(meeting=meeting)}
    expected = {}
    for holder in holders:
        answer = answers.get(holder.person_id)
        substitutes = [row for row in rows if row.substitute_for_id == holder.pk]
        expected[holder.seat_id or 0] = _expected(holder, substitutes, answer)
    return _Room(
        day=day,
        rule=Rule.on(day),
        seats=tuple(holder.seat for holder in holders if holder.seat),
        expected=expected,
        delegated=access.delegated_on(day),
    )


def _expected(
    holder: Appointment, substitutes: Sequence[Appointment], answer: Rsvp | None
) -> tuple[Appointment, ...]:
    said = answer.answer if answer else Rsvp.Answer.YES
    if said == Rsvp.Answer.NO:
        return ()
    if answer is None or said != Rsvp.Answer.SUBSTITUTE:
        return (holder,)
    announced = tuple(row for row in substitutes if row.pk == answer.substitute_id)
    return announced or tuple(substitutes)


def _leaves(item: ItemForReader, row: AgendaItem, room: _Room, *, gone: bool) -> str:
    """The observers, once; whoever else at the table may not hear it; and who is left to decide."""
    said = [] if gone else [_observers(room.seats)]
    shared = {agency.pk for agency in row.shared_with.all()}
    table = [seat for seat in room.seats if seat.role != Role.OBSERVER and room.expected[seat.pk]]
    stay = [seat for seat in table if room.stays(seat, row, shared)]
    leave = [seat for seat in table if seat not in stay]
    if item.marking in UNSHARED:
        said.append(_("Only these stay: %(seats)s.") % {"seats": _names(stay)})
    elif item.marking and leave:
        said.append(_("These leave too: %(seats)s.") % {"seats": _names(leave)})
    if item.marking:
        said.append(_who_decide(room.quorum(stay)))
    return " ".join(said)


def _who_decide(left: Quorum) -> str:
    numbers = {"stay": left.present, "all": left.occupied, "needed": left.needed}
    if left.reached:
        return _("%(stay)s of %(all)s voting seats stay: quorum.") % numbers
    return (
        _("%(stay)s of %(all)s voting seats stay: no quorum would be left, %(needed)s are needed.")
        % numbers
    )


def _observers(seats: Sequence[Seat]) -> str:
    found = [seat for seat in seats if seat.role == Role.OBSERVER]
    if not found:
        return _("The observers leave the room.")
    return _("The observers leave the room: %(seats)s.") % {"seats": _names(found)}


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


def _names(seats: Sequence[Seat]) -> str:
    return ", ".join(getattr(seat, f"name_{get_language()}", "") or seat.name_sq for seat in seats)
