"""Who gets a mailing: decided once, counted, and never changed by a later start."""

import datetime
from typing import Any

from django.db import connection

from outreach.models import Delivery, Mailing


class CountsDiffer(Exception):
    """As many rows as there are recipients were expected, and others were written."""


# One letter a month and person, also where somebody changed their language in between. A mailing
# that was called off announced what is withdrawn: its letters are none.
_RECIPIENTS = """
    FROM outreach_subscriber AS s
    WHERE s.language = %(language)s AND s.confirmed_at IS NOT NULL AND s.left_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM outreach_departure AS d WHERE d.subscriber = s.id)
      AND NOT EXISTS (SELECT 1 FROM outreach_suppression AS p
                      WHERE p.address_hash = s.address_hash)
      AND NOT EXISTS (SELECT 1 FROM outreach_delivery AS e
                      JOIN outreach_mailing AS m ON m.id = e.mailing_id
                      WHERE e.subscriber_id = s.id AND m.month = %(month)s
                        AND m.state <> 'cancelled')
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
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*)" + _RECIPIENTS, parts)
        (expected,) = cursor.fetchone()
        cursor.execute(
            """
            INSERT INTO outreach_delivery (mailing_id, subscriber_id, language, domain, state,
                                           attempt, next_at, smtp_text, queue_id)
            SELECT %(mailing)s, s.id, s.language, s.domain, 'pending', 0, %(at)s, '', ''
            """
            + _RECIPIENTS
            + " ON CONFLICT DO NOTHING",
            parts,
        )
    written = Delivery.objects.filter(mailing=mailing).count()
    if written != expected:
        raise CountsDiffer(f"{mailing}: {expected} recipients and {written} letters.")
    mailing.expected = expected
    mailing.state = Mailing.State.SENDING
    mailing.started_at = at
    mailing.save(update_fields=["expected", "state", "started_at"])
