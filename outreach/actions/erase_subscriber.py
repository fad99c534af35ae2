"""What is kept about one person goes, at their own wish."""

import datetime
import uuid

from council import audit
from outreach.models import (
    Confirmation,
    Delivery,
    Departure,
    PreferenceChange,
    ReturnedMail,
    Subscriber,
    SubscriberImportRow,
    SubscriptionRequest,
    Suppression,
)

WAITING = (Delivery.State.PENDING, Delivery.State.DEFERRED)


def erase_subscriber(*, subscriber_id: uuid.UUID, at: datetime.datetime) -> None:
    """Only a keyed hash stays, so that nobody writes to them again; safe to repeat.

    The ledger keeps its rows without a person. What a sender holds at this moment may still go out.
    """
    person = Subscriber.objects.select_for_update().filter(pk=subscriber_id).first()
    if person is None:
        return
    Suppression.objects.bulk_create(
        [Suppression(address_hash=person.address_hash, reason="erased", since=at)],
        ignore_conflicts=True,
    )
    person.deliveries.filter(state__in=WAITING).update(state=Delivery.State.SUPPRESSED)
    SubscriberImportRow.objects.filter(address=person.address).delete()
    SubscriptionRequest.objects.filter(address=person.address).delete()
    for wish in (Departure, Confirmation, PreferenceChange):
        wish._default_manager.filter(subscriber=person.pk).delete()
    # The raw message that came back has their address in it.
    ReturnedMail.objects.filter(delivery__subscriber=person.pk).delete()
    person.delete()
    audit.record(verb="subscriber.erased", object_key=f"subscriber:{subscriber_id}", at=at)
