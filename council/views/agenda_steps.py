"""Where a meeting stands in its agenda: before and after the current item, and who leaves when."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from council import access
from council.attending import Place, Sitting
from council.circulation import ItemForReader
from council.forms.holding import name_of
from council.models import AgendaItem, Meeting
from council.quorum import Quorum, quorum


@dataclass(frozen=True)
class Leaving:
    """What happens in the room before a closed item is dealt with."""

    item: ItemForReader
    stay: tuple[str, ...]
    """Names of the seats that are there and may stay."""
    leave: tuple[str, ...]
    quorum: Quorum
    """Once those have left."""


@dataclass(frozen=True)
class Steps:
    current: ItemForReader | None
    before: ItemForReader | None
    after: ItemForReader | None
    leaving: Leaving | None
    """None: nobody leaves now."""


def steps_of(
    who: access.Reader,
    meeting: Meeting,
    now: Sitting,
    items: Sequence[ItemForReader],
    shown: AgendaItem | None = None,
) -> Steps:
    """Around the current item, or around one that is shown."""
    row = shown or meeting.current_item
    keys = [item.key for item in items]
    if row is None or row.key not in keys:
        return Steps(None, None, None, None)
    place = keys.index(row.key)
    after = items[place + 1] if place + 1 < len(items) else None
    current = items[place]
    # Just before the first closed item, and on each closed one somebody has still to leave for.
    closed = current if current.is_closed else after if after and after.is_closed else None
    return Steps(
        current=current,
        before=items[place - 1] if place else None,
        after=after,
        leaving=_leaving(meeting, now, closed) if closed else None,
    )


def leavers(item: AgendaItem, now: Sitting) -> tuple[Place, ...]:
    """Who is there for the item and may not stay."""
    day = localdate(item.meeting.starts_at)
    shared = set(item.shared_with.values_list("pk", flat=True))
    delegated = access.delegated_on(day)
    there = {seat.seat for seat in now.seats(item) if seat.occupied and seat.is_there}
    return tuple(
        place
        for place in now.places
        if place.seat.pk in there
        and not access.may_stay(
            item,
            now.sitters(place, item.order),
            on=day,
            shared_with=shared,
            delegated=delegated,
        )
    )


def _leaving(meeting: Meeting, now: Sitting, closed: ItemForReader) -> Leaving | None:
    item = AgendaItem.objects.select_related("meeting").get(meeting=meeting, key=closed.key)
    gone = {place.seat.pk for place in leavers(item, now)}
    if not gone:
        return None
    seats = [seat for seat in now.seats(item) if seat.seat not in gone]
    there = {seat.seat for seat in seats if seat.is_there}
    without = quorum(now.rule, seats)
    full = now.quorum(item)
    return Leaving(
        item=closed,
        stay=tuple(name_of(place.seat) for place in now.places if place.seat.pk in there),
        leave=tuple(name_of(place.seat) for place in now.places if place.seat.pk in gone),
        quorum=Quorum(occupied=full.occupied, present=without.present, needed=full.needed),
    )
