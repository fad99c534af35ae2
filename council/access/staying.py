"""Who stays in the room for a closed item: the same rule as for reading its closed side."""

from collections.abc import Collection

from council.models import AgendaItem, Marking, Seat
from council.people import Role

ALWAYS = frozenset({Role.SECRETARY, Role.CHAIR})


def may_stay(item: AgendaItem, seat: Seat, role: str, *, shared_with: Collection[int]) -> bool:
    """`role`: of the appointment that sits there; `shared_with`: ids of the item's agencies."""
    if not item.is_closed or role in ALWAYS or seat.role in ALWAYS:
        return True
    shared = seat.agency_id in shared_with
    if role == Role.COORDINATOR:
        return item.marking != Marking.AMBER_STRICT or shared
    if shared and seat.cleared:
        return True
    return seat.cleared and item.marking in (Marking.CLEAR, Marking.GREEN)
