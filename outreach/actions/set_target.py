"""What the council wants to reach a month, from a day on."""

import datetime

from django.utils.timezone import localdate

from council import audit
from council.people import User, demand
from outreach.access import may_set_targets
from outreach.models import ReachTarget


def set_target(
    *, measure: str, value: int, from_date: datetime.date, by: User, at: datetime.datetime
) -> ReachTarget:
    """What held before stays as it was; of one day the last word counts.

    Raises NotAllowed.
    """
    demand(may_set_targets(by, on=localdate(at)))
    target, _ = ReachTarget.objects.update_or_create(
        measure=measure,
        from_date=from_date,
        defaults={"value": value, "set_by": by, "set_at": at},
    )
    audit.record(verb="reach.target", object_key=f"reach_target:{target.pk}", at=at)
    return target
