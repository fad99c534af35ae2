"""Who is there: once for all seats, then what changes from an item on, and who stands aside."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from council import audit
from council.actions.running import convened, opened
from council.attending import Place, Sitting, sitting
from council.models import (
    AgendaItem,
    Attendance,
    AttendanceChange,
    Meeting,
    Presence,
    Recusal,
    Seat,
    User,
)


class CannotSit(Exception):
    """A vacant seat, a substitute whom nobody has appointed, or remote where the meeting is not."""


class VoteStands(Exception):
    """A vote was taken with other voters than there would be now."""

    def __init__(self, item: AgendaItem) -> None:
        super().__init__(item)
        self.item = item


class NoReason(Exception):
    """Nobody stands aside without one."""


@dataclass(frozen=True)
class Said:
    """How a seat is there; of a substitute, by which appointment."""

    state: str
    substitute: int | None = None


def take_attendance(
    *, meeting: Meeting, said: Mapping[int, Said], by: User, at: datetime.datetime
) -> None:
    """When the meeting opened, for the seats that are named; the others stay as they are.

    All or nothing. Raises NotAllowed, NotNow, CannotSit or VoteStands.
    """
    found = convened(meeting=meeting, by=by, at=at)
    before = sitting(found)
    places = {place.seat.pk: place for place in before.places}
    with transaction.atomic():
        for seat, how in said.items():
            place = _seated(places, seat, how, found)
            Attendance.objects.update_or_create(
                meeting=found,
                seat=place.seat,
                defaults={"state": how.state, "appointment_id": _who(place, how)},
            )
        _votes_stand(before, found)
    audit.record(verb="attendance.taken", object_key=f"meeting:{found.pk}", at=at)


def change_attendance(
    *, item: AgendaItem, said: Mapping[int, Said], by: User, at: datetime.datetime
) -> None:
    """From an item on. What is as it was before the item is no change.

    All or nothing. Raises NotAllowed, NotNow, CannotSit or VoteStands.
    """
    found = opened(meeting=item.meeting, by=by, at=at)
    before = sitting(found)
    places = {place.seat.pk: place for place in before.places}
    with transaction.atomic():
        for seat, how in said.items():
            place = _seated(places, seat, how, found)
            rows = AttendanceChange.objects.filter(item=item, seat=place.seat)
            if before.state_of(seat, item.order - 1) == how.state:
                rows.delete()
            else:
                AttendanceChange.objects.update_or_create(
                    item=item, seat=place.seat, defaults={"state": how.state}
                )
        _votes_stand(before, found)
    audit.record(verb="attendance.changed", object_key=f"item:{item.key}", at=at)


def recuse(*, item: AgendaItem, seat: Seat, reason: str, by: User, at: datetime.datetime) -> None:
    """The seat takes no part in the item. Raises NotAllowed, NotNow, NoReason or VoteStands."""
    found = opened(meeting=item.meeting, by=by, at=at)
    if not reason.strip():
        raise NoReason
    before = sitting(found)
    with transaction.atomic():
        Recusal.objects.update_or_create(item=item, seat=seat, defaults={"reason": reason.strip()})
        _votes_stand(before, found)
    audit.record(verb="seat.recused", object_key=f"item:{item.key}", at=at)


def take_part_again(*, item: AgendaItem, seat: Seat, by: User, at: datetime.datetime) -> None:
    """The seat takes part in the item after all. Raises NotAllowed, NotNow or VoteStands."""
    found = opened(meeting=item.meeting, by=by, at=at)
    before = sitting(found)
    with transaction.atomic():
        Recusal.objects.filter(item=item, seat=seat).delete()
        _votes_stand(before, found)
    audit.record(verb="seat.takes_part", object_key=f"item:{item.key}", at=at)


def leave_the_room(
    *, item: AgendaItem, seats: Iterable[int], by: User, at: datetime.datetime
) -> None:
    """These seats have left for the item, excused. Raises as `change_attendance`."""
    said = dict.fromkeys(seats, Said(Presence.EXCUSED))
    change_attendance(item=item, said=said, by=by, at=at)


def _seated(places: Mapping[int, Place], seat: int, how: Said, meeting: Meeting) -> Place:
    place = places.get(seat)
    if place is None or place.holder is None or how.state not in Presence:
        raise CannotSit
    if how.state == Presence.REMOTE and meeting.mode == Meeting.Mode.IN_PERSON:
        raise CannotSit
    if how.state == Presence.SUBSTITUTE:
        _who(place, how)
    return place


def _who(place: Place, how: Said) -> int | None:
    """The appointment that sat there."""
    assert place.holder is not None
    if how.state != Presence.SUBSTITUTE:
        return place.holder.pk
    known = [row.pk for row in place.substitutes]
    if not known or how.substitute not in {*known, None}:
        raise CannotSit
    return how.substitute or known[0]


def _votes_stand(before: Sitting, meeting: Meeting) -> None:
    """No vote may end up with other voters than it was taken with."""
    now = sitting(meeting)
    items = AgendaItem.objects.filter(meeting=meeting, decisions__vote__isnull=False)
    for item in items.distinct():
        if before.voters(item) != now.voters(item):
            raise VoteStands(item)
