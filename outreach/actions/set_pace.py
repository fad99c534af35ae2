"""How fast letters may leave, as the office sets it."""

import datetime

from django.db import connection, transaction
from django.utils.timezone import localdate

from council import audit
from council.people import User, demand
from outreach.access import may_send
from outreach.models import DomainPace, SendingPace
from outreach.wake import wake_senders


def set_pace(
    *,
    per_hour: int | None,
    per_domain_per_hour: int | None,
    warm_up_from: datetime.date | None,
    by: User,
    at: datetime.datetime,
) -> bool:
    """Whether anything changed. Letters that were given a turn at the former pace get a new one.

    Raises NotAllowed.
    """
    demand(may_send(by, on=localdate(at)))
    SendingPace.objects.get_or_create(pk=1)
    former = SendingPace.objects.select_for_update().get(pk=1)
    given = {
        "per_hour": per_hour,
        "per_domain_per_hour": per_domain_per_hour,
        "warm_up_from": warm_up_from,
    }
    if all(getattr(former, name) == value for name, value in given.items()):
        return False
    SendingPace.objects.filter(pk=1).update(**given)
    DomainPace.objects.update(next_slot=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE outreach_delivery SET next_at = %s, has_slot = false"
            " WHERE has_slot AND state IN ('pending', 'deferred')",
            [at],
        )
    audit.record(verb="pace.set", object_key="pace:1", at=at)
    transaction.on_commit(wake_senders)
    return True
