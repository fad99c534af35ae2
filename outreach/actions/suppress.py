"""An address that is never written to again."""

import datetime
import uuid

from council import audit
from outreach.models import Subscriber, Suppression


def suppress(*, subscriber_id: uuid.UUID, reason: str, at: datetime.datetime) -> None:
    """Safe to repeat; the first reason stays."""
    hashed = Subscriber.objects.values_list("address_hash", flat=True).get(pk=subscriber_id)
    Suppression.objects.bulk_create(
        [Suppression(address_hash=hashed, reason=reason, since=at)], ignore_conflicts=True
    )
    audit.record(verb="subscriber.suppressed", object_key=f"subscriber:{subscriber_id}", at=at)
