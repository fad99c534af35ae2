"""Who stays in the room for a closed item: the same rule as for reading its closed side.

What counts is the appointment that sits there: a substitute hears nothing on the holder's
confirmation, and nobody on a seat that is cleared and not confirmed.
"""

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence

from council.access.circle import reads_closed_side
from council.access.meetings import Reader
from council.models import AgendaItem, Appointment, Delegation


def may_stay(
    item: AgendaItem,
    there: Sequence[Appointment],
    *,
    on: datetime.date,
    shared_with: Collection[int],
    delegated: Mapping[uuid.UUID, Sequence[Delegation]],
) -> bool:
    """`there`: who sits in the seat; where that is not known, each who may, and all must be allowed.

    `shared_with`: ids of the item's agencies; `delegated`: `circle.delegated_on` of the day.
    """
    if not item.is_closed:
        return True
    readers = [Reader.of(row.person, on, [row], delegated.get(row.person_id, ())) for row in there]
    return bool(readers) and all(
        reads_closed_side(reader, marking=item.marking, shared=shared_with) for reader in readers
    )
