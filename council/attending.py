"""Who was there for each item of a meeting: from rows to `quorum.SeatState`."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.timezone import localdate

from council.models import (
    AgendaItem,
    Appointment,
    Attendance,
    AttendanceChange,
    Meeting,
    Presence,
    Recusal,
    Rule,
    Seat,
)
from council.people import appointed_on
from council.quorum import Quorum, SeatState, quorum


@dataclass(frozen=True)
class Place:
    """A seat on the day of a meeting."""

    seat: Seat
    holder: Appointment | None
    """None: the seat is vacant, and cannot be present."""
    substitutes: tuple[Appointment, ...]
    """Who may sit there in the holder's place."""


@dataclass(frozen=True)
class Sitting:
    """A meeting's attendance as a whole; asking it costs no query."""

    rule: Rule
    """In force on the day of the meeting."""
    places: tuple[Place, ...]
    opening: Mapping[int, Attendance]
    """By seat. A seat that is missing here has not been recorded."""
    changes: Mapping[int, tuple[tuple[int, str], ...]]
    """By seat: (order of the item, state from that item on), in the agenda's order."""
    recused: frozenset[tuple[int, int]]
    """(item, seat)"""

    def state_of(self, seat: int, order: int | None) -> str:
        """How a seat is there for the item of an order; "" where nothing is known of it.

        None: when the meeting opened.
        """
        recorded = self.opening.get(seat)
        state = recorded.state if recorded else ""
        if order is None:
            return state
        for changed_at, later in self.changes.get(seat, ()):
            if changed_at > order:
                break
            state = later
        return state

    def sitters(self, place: Place, order: int | None) -> tuple[Appointment, ...]:
        """Who sits there for the item of an order; more than one where it may be any of them."""
        if place.holder is None:
            return ()
        if self.state_of(place.seat.pk, order) != Presence.SUBSTITUTE:
            return (place.holder,)
        recorded = self.opening.get(place.seat.pk)
        known = [row for row in place.substitutes if recorded and row.pk == recorded.appointment_id]
        return tuple(known) or place.substitutes

    def seats(self, item: AgendaItem | None) -> tuple[SeatState, ...]:
        """Every seat for an item; for None when the meeting opened."""
        return tuple(
            SeatState(
                seat=place.seat.pk,
                voting=place.seat.voting,
                occupied=place.holder is not None,
                state=self.state_of(place.seat.pk, item.order if item else None),
                recused=item is not None and (item.pk, place.seat.pk) in self.recused,
            )
            for place in self.places
        )

    def quorum(self, item: AgendaItem | None) -> Quorum:
        return quorum(self.rule, self.seats(item))

    def voters(self, item: AgendaItem) -> tuple[Place, ...]:
        """The voting seats that are there for the item and not recused."""
        there = {seat.seat for seat in self.seats(item) if seat.voting and seat.is_there}
        return tuple(place for place in self.places if place.seat.pk in there)


def sitting(meeting: Meeting) -> Sitting:
    """Six queries, however many seats and items there are."""
    day = localdate(meeting.starts_at)
    changes: dict[int, list[tuple[int, str]]] = {}
    rows = AttendanceChange.objects.filter(item__meeting=meeting).order_by("item__order")
    for seat, order, state in rows.values_list("seat_id", "item__order", "state"):
        changes.setdefault(seat, []).append((order, state))
    recusals = Recusal.objects.filter(item__meeting=meeting)
    return Sitting(
        rule=Rule.on(day),
        places=_places(meeting),
        opening={row.seat_id: row for row in Attendance.objects.filter(meeting=meeting)},
        changes={seat: tuple(those) for seat, those in changes.items()},
        recused=frozenset(recusals.values_list("item_id", "seat_id")),
    )


def _places(meeting: Meeting) -> tuple[Place, ...]:
    """The seats at the table; the secretary's stands beside it."""
    holders: dict[int, Appointment] = {}
    substitutes: dict[int, list[Appointment]] = {}
    day = localdate(meeting.starts_at)
    for row in appointed_on(day).filter(seat__isnull=False).select_related("person", "seat"):
        if row.substitute_for_id is None:
            holders[row.seat_id or 0] = row
        else:
            substitutes.setdefault(row.substitute_for_id, []).append(row)
    return tuple(
        Place(seat, holder, tuple(substitutes.get(holder.pk, ())) if holder else ())
        for seat in Seat.objects.exclude(role="secretary")
        for holder in (holders.get(seat.pk),)
    )
