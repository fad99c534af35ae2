"""Entering subscribers, and letting them go."""

import datetime
import uuid

from django.db import connection
from django.db.models import F

from council import audit
from outreach.addresses import keyed_hash
from outreach.models import Departure, Subscriber, Suppression
from press.addresses import normalise

KEPT_AFTER_LEAVING = datetime.timedelta(days=30)
"""What the stop page promises; afterwards only a keyed hash is kept."""


def register_subscriber(
    *,
    address: str,
    language: str,
    way: str,
    consent: str,
    consented_at: datetime.datetime,
    confirmed_at: datetime.datetime | None,
    unit: str = "",
) -> Subscriber:
    """One row an address, however often it is entered. Raises addresses.NotAnAddress."""
    address, domain = normalise(address)
    subscriber, _ = Subscriber.objects.get_or_create(
        address=address,
        defaults={
            "address_hash": keyed_hash(address),
            "domain": domain,
            "language": language,
            "unit": unit,
            "consent_way": way,
            "consent_text": consent,
            "consented_at": consented_at,
            "confirmed_at": confirmed_at,
        },
    )
    return subscriber


def leave(*, subscriber_id: uuid.UUID, way: str, at: datetime.datetime) -> None:
    """Notes that somebody leaves. Holds at once; safe to repeat; needs no right to read anything."""
    Departure.objects.bulk_create(
        [Departure(subscriber=subscriber_id, left_at=at, way=way)], ignore_conflicts=True
    )


def erase_departed(*, at: datetime.datetime) -> int:
    """Erases who left thirty days ago or more; the ledger keeps its rows without a person.

    Who has asked for the bulletin again since has fourteen days to confirm it
    (`actions.carry_out.erase_unconfirmed`).
    """
    gone = Subscriber.objects.filter(left_at__lt=at - KEPT_AFTER_LEAVING)
    gone = gone.exclude(confirmed_at__isnull=True, consented_at__gt=F("left_at"))
    ids = list(gone.values_list("pk", flat=True))
    Departure.objects.filter(subscriber__in=ids).delete()
    gone.filter(pk__in=ids).delete()
    return len(ids)


def carry_out_departures(*, at: datetime.datetime) -> int:
    """Carries departures into the register: no further letter, and a keyed hash remembers it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE outreach_subscriber AS s SET left_at = d.left_at
            FROM outreach_departure AS d WHERE d.subscriber = s.id AND s.left_at IS NULL
            RETURNING s.id, s.address_hash
            """
        )
        left = cursor.fetchall()
    Suppression.objects.bulk_create(
        [Suppression(address_hash=hashed, reason="left", since=at) for _, hashed in left],
        ignore_conflicts=True,
    )
    for subscriber_id, _ in left:
        audit.record(verb="subscriber.left", object_key=f"subscriber:{subscriber_id}", at=at)
    return len(left)
