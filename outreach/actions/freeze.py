"""Who gets a mailing: decided once, counted, and never changed by a later start."""

import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from outreach.models import Delivery, Mailing


class CountsDiffer(Exception):
    """As many rows as there are recipients were expected, and others were written."""


# One letter a month and person, also where somebody changed their language in between. A mailing
# that was called off announced what is withdrawn: its letters are none. With EXCEPT and not NOT
# EXISTS: what the database believes of the size of a ledger that has just grown must not decide
# whether this takes a second or an hour.
_RECIPIENTS = """
    WITH recipients AS MATERIALIZED (
        SELECT id FROM outreach_subscriber
        WHERE language = %(language)s AND confirmed_at IS NOT NULL AND left_at IS NULL
            AND (paused_until IS NULL OR paused_until <= %(today)s)
        EXCEPT SELECT subscriber FROM outreach_departure
        EXCEPT SELECT s.id FROM outreach_subscriber AS s
            JOIN outreach_suppression AS p ON p.address_hash = s.address_hash
        EXCEPT SELECT subscriber_id FROM outreach_delivery
            WHERE mailing_id IN (SELECT id FROM outreach_mailing
                                 WHERE month = %(month)s AND state <> 'cancelled')
    )
"""


def freeze(*, mailing: Mailing, at: datetime.datetime) -> None:
    """Writes a delivery for each recipient and starts the mailing, in the open transaction.

    Raises CountsDiffer.
    """
    parts: dict[str, Any] = {
        "language": mailing.language,
        "month": mailing.month,
        "mailing": mailing.pk,
        "at": at,
        "today": timezone.localdate(at),
    }
    with connection.cursor() as cursor:
        cursor.execute(_RECIPIENTS + "SELECT count(*) FROM recipients", parts)
        (expected,) = cursor.fetchone()
        cursor.execute(
            _RECIPIENTS
            + """
            INSERT INTO outreach_delivery (mailing_id, subscriber_id, language, domain, state,
                                           attempt, next_at, smtp_text, queue_id)
            SELECT %(mailing)s, s.id, s.language, s.domain, 'pending', 0, %(at)s, '', ''
            FROM recipients JOIN outreach_subscriber AS s USING (id)
            ORDER BY s.address COLLATE "C"
            ON CONFLICT DO NOTHING
            """,
            parts,
        )
    written = Delivery.objects.filter(mailing=mailing).count()
    if written != expected:
        raise CountsDiffer(f"{mailing}: {expected} recipients and {written} letters.")
    mailing.expected = expected
    mailing.state = Mailing.State.SENDING
    mailing.started_at = at
    mailing.save(update_fields=["expected", "state", "started_at"])
