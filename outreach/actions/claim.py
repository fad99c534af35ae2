"""Which letters a sender holds, and what becomes of them when it dies."""

import datetime

from django.db import connection

from outreach.models import Delivery, Mailing
from press.senders import OWNER_IS_GONE

BATCH = 100


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
            f"""
            UPDATE outreach_delivery
            SET state = CASE state WHEN 'leased' THEN 'pending' ELSE 'in_doubt' END,
                lease_owner = NULL
            WHERE state IN ('leased', 'handing_off') AND {OWNER_IS_GONE}
            """
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
