"""The dated period before an election, entered and taken back by the secretary."""

import datetime

from django.utils.timezone import localdate

from council import audit
from council.people import User, demand
from outreach.access import may_keep_calendar
from outreach.models import ElectionPeriod

LONGEST = datetime.timedelta(days=366)


class NotAPeriod(Exception):
    """It ends before it starts, or is longer than a year."""


class NoBasis(Exception):
    """The decree or decision that sets it was not named."""


def enter_period(
    *,
    starts_on: datetime.date,
    ends_on: datetime.date,
    basis: str,
    by: User,
    at: datetime.datetime,
) -> ElectionPeriod:
    """Raises NotAllowed, NotAPeriod or NoBasis."""
    demand(may_keep_calendar(by, on=localdate(at)))
    if not starts_on <= ends_on <= starts_on + LONGEST:
        raise NotAPeriod
    if not basis.strip():
        raise NoBasis
    period = ElectionPeriod.objects.create(
        starts_on=starts_on, ends_on=ends_on, basis=basis.strip(), entered_by=by, entered_at=at
    )
    audit.record(verb="election_period.entered", object_key=f"election_period:{period.pk}", at=at)
    return period


def remove_period(*, period: ElectionPeriod, by: User, at: datetime.datetime) -> None:
    """It was entered wrongly. Raises NotAllowed."""
    demand(may_keep_calendar(by, on=localdate(at)))
    if ElectionPeriod.objects.filter(pk=period.pk, removed_at=None).update(removed_at=at):
        key = f"election_period:{period.pk}"
        audit.record(verb="election_period.removed", object_key=key, at=at)
