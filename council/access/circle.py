"""Who reads the closed side of an item, told before it is shared: the same rule as `closed_items`.

Rules that look from a person to rows stand in `access.meetings`; here one looks from a row to
persons. A test holds the two together.
"""

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence

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
    delegated = delegated_on(on)
    for delegations in delegated.values():
        held.setdefault(delegations[0].delegate, [])
    return tuple(
        Reader.of(user, on, rows, delegated.get(user.pk, ())) for user, rows in held.items()
    )


def delegated_on(day: datetime.date) -> Mapping[uuid.UUID, Sequence[Delegation]]:
    """By which delegations somebody approves in the chair's place on a day, by the person's id."""
    found: dict[uuid.UUID, list[Delegation]] = {}
    standing = Delegation.objects.filter(
        from_date__lte=day,
        to_date__gte=day,
        revoked_at__isnull=True,
        delegate__is_active=True,
        appointment__in=appointed_on(day).filter(role=Role.CHAIR),
    )
    for delegation in standing.select_related("delegate"):
        found.setdefault(delegation.delegate_id, []).append(delegation)
    return found


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
