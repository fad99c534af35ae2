"""The chair lets a named person approve in their place, for some days."""

import datetime

from django.db.models import Q
from django.utils.timezone import localdate

from council import audit
from council.access import delegates, may_delegate, reader
from council.models import Delegation, User
from council.people import Role, appointed_on, demand


class Reversed(Exception):
    """It would end before it begins."""


class InThePast(Exception):
    """It would be over already."""


class NotFit(Exception):
    """Not active, neither cleared nor a keeper, the secretary, or the chair themselves."""


class AlreadyDelegated(Exception):
    """To this person, on one of these days."""


def delegate(
    *,
    to: User,
    from_date: datetime.date,
    to_date: datetime.date,
    by: User,
    at: datetime.datetime,
) -> Delegation:
    """Raises NotAllowed, Reversed, InThePast, NotFit or AlreadyDelegated."""
    today = localdate(at)
    who = reader(by, on=today)
    demand(may_delegate(who))
    if to_date < from_date:
        raise Reversed
    if to_date < today:
        raise InThePast
    if not delegates(who).filter(pk=to.pk).exists():
        raise NotFit
    standing = Delegation.objects.filter(delegate=to, revoked_at__isnull=True)
    if standing.filter(from_date__lte=to_date, to_date__gte=from_date).exists():
        raise AlreadyDelegated
    made = Delegation.objects.create(
        appointment=appointed_on(today).filter(person=by, role=Role.CHAIR).latest("from_date"),
        delegate=to,
        from_date=from_date,
        to_date=to_date,
        made_at=at,
    )
    audit.record(verb="delegation.made", object_key=f"delegation:{made.pk}", at=at)
    return made


def revoke_delegation(*, delegation: Delegation, by: User, at: datetime.datetime) -> None:
    """From now on; what was approved by it stays approved. Raises NotAllowed."""
    demand(may_delegate(reader(by, on=localdate(at))))
    standing = Delegation.objects.filter(Q(revoked_at__isnull=True), pk=delegation.pk)
    if standing.update(revoked_at=at):
        audit.record(verb="delegation.revoked", object_key=f"delegation:{delegation.pk}", at=at)
