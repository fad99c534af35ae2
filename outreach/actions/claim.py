"""Which letters a sender holds.

A sender is a number and a lock in the database under this number, taken by the sender's own
connection. The lock ends with the process, however it ends, so what a killed sender held is free
at once: no lease has to run out, and no clock is trusted.
"""

import datetime
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from outreach.models import Delivery, Mailing

SENDERS = 20_260
"""The first half of the advisory locks' keys, for senders alone."""
BATCH = 100


@contextmanager
def sender() -> Iterator[int]:
    """A new sender's number, and its lock for as long as the block runs."""
    number = secrets.randbelow(2**31)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [SENDERS, number])
    try:
        yield number
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [SENDERS, number])


def claim(*, owner: int, at: datetime.datetime) -> list[Delivery]:
    """Up to a hundred letters that are due, of mailings under way, now held by `owner`."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE outreach_delivery SET state = 'leased', lease_owner = %s, attempt = attempt + 1
            WHERE id IN (
                SELECT d.id FROM outreach_delivery AS d
                JOIN outreach_mailing AS m ON m.id = d.mailing_id AND m.state = 'sending'
                WHERE d.state IN ('pending', 'deferred') AND d.next_at <= %s
                ORDER BY d.next_at, d.id LIMIT %s
                FOR UPDATE OF d SKIP LOCKED
            ) RETURNING id
            """,
            [owner, at, BATCH],
        )
        ids = [row[0] for row in cursor.fetchall()]
    return list(
        Delivery.objects.filter(pk__in=ids).select_related("subscriber", "mailing").order_by("pk")
    )


def give_back(*, owner: int) -> None:
    """What a sender holds and has not handed over, back to the others."""
    Delivery.objects.filter(lease_owner=owner, state=Delivery.State.LEASED).update(
        state=Delivery.State.PENDING, lease_owner=None
    )


def take_from_the_dead() -> None:
    """Frees what senders held whose lock is gone; a letter that was just being handed over is in
    doubt."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE outreach_delivery
            SET state = CASE state WHEN 'leased' THEN 'pending' ELSE 'in_doubt' END,
                lease_owner = NULL
            WHERE state IN ('leased', 'handing_off') AND NOT EXISTS (
                SELECT 1 FROM pg_locks AS l JOIN pg_database AS b ON b.oid = l.database
                WHERE l.locktype = 'advisory' AND b.datname = current_database() AND l.granted
                  AND l.classid = %s AND l.objid = lease_owner AND l.objsubid = 2
            )
            """,
            [SENDERS],
        )


def finish_mailings(*, at: datetime.datetime) -> None:
    """Mailings under way with no letter left to do are done."""
    open_states = [
        Delivery.State.PENDING,
        Delivery.State.LEASED,
        Delivery.State.HANDING_OFF,
        Delivery.State.DEFERRED,
        Delivery.State.IN_DOUBT,
    ]
    Mailing.objects.filter(state=Mailing.State.SENDING).exclude(
        deliveries__state__in=open_states
    ).update(state=Mailing.State.DONE, done_at=at)
