"""Who reads the closed side of an item, told before it is shared: the same rule as `closed_items`.

Rules that look from a person to rows stand in `access.meetings`; here one looks from a row to
persons. A test holds the two together.
"""

import datetime
from collections.abc import Collection

from council.access.meetings import Reader
from council.models import Appointment, Delegation, Marking, User
from council.people import Role, appointed_on, current_principal


def everybody(*, on: datetime.date) -> tuple[Reader, ...]:
    """All who may read something of meetings on a day, by their post. Two queries."""
    current_principal()
    held: dict[User, list[Appointment]] = {}
    rows = appointed_on(on).filter(person__is_active=True).select_related("person", "seat")
    for row in rows.order_by("person__title", "pk"):
        held.setdefault(row.person, []).append(row)
    delegations: dict[User, list[Delegation]] = {}
    standing = Delegation.objects.filter(
        from_date__lte=on,
        to_date__gte=on,
        revoked_at__isnull=True,
        delegate__is_active=True,
        appointment__in=appointed_on(on).filter(role=Role.CHAIR),
    )
    for delegation in standing.select_related("delegate"):
        delegations.setdefault(delegation.delegate, []).append(delegation)
        held.setdefault(delegation.delegate, [])
    return tuple(
        Reader.of(user, on, rows, delegations.get(user, ())) for user, rows in held.items()
    )


def reads_closed_side(who: Reader, *, marking: str, shared: Collection[int]) -> bool:
    """Once the meeting is convened; `shared`: ids of the agencies that the item is shared with."""
    if who.keeps_strict:
        return True
    is_shared = not who.cleared.isdisjoint(shared)
    if who.keeps:
        return marking != Marking.AMBER_STRICT or is_shared
    if not (who.cleared and who.at_table):
        return False
    return marking in (Marking.CLEAR, Marking.GREEN) or is_shared
