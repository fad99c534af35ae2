"""Letters that failed: why, where, and which of them are tried once more."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.timezone import localdate

from council import audit
from council.people import User, demand
from outreach.access import may_send
from outreach.actions.steer import Halted, NothingToDo
from outreach.answers import STATUS, Meaning, meaning_of
from outreach.models import Mailing, SendingPace
from outreach.wake import wake_senders

__all__ = ["Group", "Halted", "NothingToDo", "failed_letters", "retry_failed"]

# Whoever left, asked never to be written to, or has no such mailbox is not tried again.
_REACHABLE = """
    m.state <> 'cancelled' AND s.left_at IS NULL AND s.id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM outreach_departure AS p WHERE p.subscriber = s.id)
    AND NOT EXISTS (SELECT 1 FROM outreach_suppression AS p WHERE p.address_hash = s.address_hash)
"""
_FAILED = f"""
    SELECT d.id, d.domain, coalesce(d.smtp_code, 0) AS code, d.smtp_text,
        coalesce(substring(d.smtp_text FROM '^{STATUS}'), '') AS status, {_REACHABLE} AS reachable
    FROM outreach_delivery AS d
    JOIN outreach_mailing AS m ON m.id = d.mailing_id
    LEFT JOIN outreach_subscriber AS s ON s.id = d.subscriber_id
    WHERE m.month = %(month)s AND d.state = 'failed'
"""


@dataclass(frozen=True)
class Group:
    """Letters that failed for one reason at one domain."""

    meaning: Meaning
    domain: str
    code: int
    status: str
    letters: int
    reachable: int
    """Of them, those that may be tried again."""
    said: str
    """One of the answers, in the server's own words."""


def failed_letters(month: datetime.date) -> list[Group]:
    """The largest groups first. It looks at failed letters alone, however long the ledger is."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT domain, code, status, count(*), count(*) FILTER (WHERE reachable),
                max(smtp_text)
            FROM ({_FAILED}) AS failed GROUP BY domain, code, status
            ORDER BY count(*) DESC, domain, code, status
            """,
            {"month": month},
        )
        return [
            Group(meaning_of(code or None, said), domain, code, status, letters, reachable, said)
            for domain, code, status, letters, reachable, said in cursor.fetchall()
        ]


def retry_failed(
    *, month: datetime.date, groups: Sequence[Group], by: User, at: datetime.datetime
) -> int:
    """Sends letters of these groups once more; how many. Nothing that was accepted or is in doubt,
    and nobody who is not written to any more. A finished mailing is under way again.

    Raises NotAllowed, Halted or NothingToDo.
    """
    demand(may_send(by, on=localdate(at)))
    if SendingPace.objects.filter(halted_at__isnull=False).exists():
        raise Halted
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE outreach_delivery AS d
            SET state = 'pending', attempt = 0, next_at = %(at)s, has_slot = false,
                smtp_code = NULL, smtp_text = ''
            FROM ({_FAILED}) AS failed, unnest(%(domains)s::text[], %(codes)s::int[],
                %(statuses)s::text[]) AS chosen (domain, code, status)
            WHERE d.id = failed.id AND d.state = 'failed' AND failed.reachable
              AND failed.domain = chosen.domain AND failed.code = chosen.code
              AND failed.status = chosen.status
            RETURNING d.mailing_id
            """,
            {"month": month, "at": at, **_columns(groups)},
        )
        again = [row[0] for row in cursor.fetchall()]
    if not again:
        raise NothingToDo
    done = Mailing.objects.filter(pk__in=set(again), state=Mailing.State.DONE)
    done.update(state=Mailing.State.SENDING, done_at=None)
    audit.record(verb="mailing.failed_retried", object_key=f"mailing:{month:%Y-%m}", at=at)
    transaction.on_commit(wake_senders)
    return len(again)


def _columns(groups: Iterable[Group]) -> dict[str, list[int] | list[str]]:
    chosen = {(group.domain, group.code, group.status) for group in groups}
    return {
        "domains": [domain for domain, _, _ in chosen],
        "codes": [code for _, code, _ in chosen],
        "statuses": [status for _, _, status in chosen],
    }
