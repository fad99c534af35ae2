"""Which letters a sender holds, and what becomes of them when it dies."""

import datetime
import random
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from outreach import sender_notes
from outreach.models import Delivery, Mailing
from outreach.pacing import turns
from outreach.sender_notes import Ended, StillThere
from press.senders import OWNER_IS_GONE

BATCH = 100


@dataclass(frozen=True, slots=True)
class Held:
    """A letter that this sender holds, with what it has to know of its reader."""

    id: int
    mailing_id: uuid.UUID
    domain: str
    attempt: int
    """This one included."""
    subscriber_id: uuid.UUID | None
    added_at: datetime.datetime | None
    """When it joined a mailing that was under way or done."""
    address: str
    leaves: bool
    """There is nobody to write to any more."""
    wants_document: bool
    """As they say today, whatever they said when the mailing was frozen."""


def claim(*, owner: int, at: datetime.datetime) -> list[Held]:
    """Up to a hundred letters of one mailing that are due and whose turn it is, now held by `owner`."""
    under_way = list(
        Mailing.objects.filter(state=Mailing.State.SENDING).values_list("pk", flat=True)
    )
    random.shuffle(under_way)
    for mailing in under_way:
        if held := _claim_of(mailing, owner, at):
            return held
    return []


def next_due(*, after: datetime.datetime) -> datetime.datetime | None:
    """When the next letter of a mailing under way is due, if any is."""
    found: list[datetime.datetime] = []
    for mailing in Mailing.objects.filter(state=Mailing.State.SENDING):
        waiting = mailing.deliveries.filter(
            state__in=(Delivery.State.PENDING, Delivery.State.DEFERRED)
        )
        found += waiting.order_by("next_at", "id").values_list("next_at", flat=True)[:1]
    return max(min(found), after) if found else None


def _claim_of(mailing: uuid.UUID, owner: int, at: datetime.datetime) -> list[Held]:
    """An empty answer: nothing of it is due. Turns that are later are noted on the way."""
    while True:
        with transaction.atomic():
            due = _lock_due(mailing, at)
            if not due:
                return []
            whose = turns({row[1] for row in due}, at=at)
            later = {row[0]: whose.of(row[1], has_slot=row[2]) for row in due}
            whose.keep()
            _postpone({key: turn for key, turn in later.items() if turn})
            held = _lease([key for key, turn in later.items() if not turn], owner)
        if held:
            return held


def _lock_due(mailing: uuid.UUID, at: datetime.datetime) -> list[tuple[int, str, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT id, domain, has_slot FROM outreach_delivery
            WHERE mailing_id = %s AND state IN ('pending', 'deferred') AND next_at <= %s
            ORDER BY next_at, id LIMIT %s
            FOR UPDATE SKIP LOCKED
            """,
            [mailing, at, BATCH],
        )
        return cursor.fetchall()


def _postpone(turns: dict[int, datetime.datetime]) -> None:
    if not turns:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE outreach_delivery AS d SET next_at = turn.at, has_slot = true
            FROM unnest(%s::bigint[], %s::timestamptz[]) AS turn (id, at) WHERE d.id = turn.id
            """,
            [list(turns), list(turns.values())],
        )


def _lease(ids: list[int], owner: int) -> list[Held]:
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH held AS (
                UPDATE outreach_delivery SET state = 'leased', lease_owner = %s,
                    attempt = attempt + 1, has_slot = false
                WHERE id = ANY(%s)
                RETURNING id, mailing_id, domain, attempt, subscriber_id, added_at
            )
            SELECT held.*, coalesce(s.address, ''),
                s.id IS NULL OR s.left_at IS NOT NULL
                OR EXISTS (SELECT 1 FROM outreach_departure AS d WHERE d.subscriber = s.id)
                OR EXISTS (SELECT 1 FROM outreach_suppression AS p
                           WHERE p.address_hash = s.address_hash),
                coalesce(s.wants_document, false)
            FROM held LEFT JOIN outreach_subscriber AS s ON s.id = held.subscriber_id
            ORDER BY held.id
            """,
            [owner, ids],
        )
        return [Held(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Answered:
    """A letter that the server has taken."""

    id: int
    code: int
    queue_id: str


def hand_off(*, owner: int, accepted: Sequence[Answered], ids: Sequence[int]) -> set[int]:
    """Notes in one commit what was accepted and what is about to end; which of `ids` may do so.

    A letter that may not is no longer the sender's, or its mailing was stopped.
    """
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH accepted AS (
                UPDATE outreach_delivery AS d
                SET state = 'accepted', lease_owner = NULL, smtp_code = answer.code, smtp_text = '',
                    queue_id = answer.queue_id, accepted_at = %(now)s
                FROM unnest(%(answered)s::bigint[], %(codes)s::int[], %(queue_ids)s::text[])
                    AS answer (id, code, queue_id)
                WHERE d.id = answer.id AND d.lease_owner = %(owner)s
            )
            UPDATE outreach_delivery AS d SET state = 'handing_off', handed_off_at = %(now)s
            FROM outreach_mailing AS m
            WHERE d.id = ANY(%(ids)s) AND d.lease_owner = %(owner)s
              AND d.state IN ('leased', 'handing_off')
              AND m.id = d.mailing_id AND m.state = 'sending'
            RETURNING d.id
            """,
            {
                "now": now,
                "owner": owner,
                "answered": [answer.id for answer in accepted],
                "codes": [answer.code for answer in accepted],
                "queue_ids": [answer.queue_id[:120] for answer in accepted],
                "ids": list(ids),
            },
        )
        return {row[0] for row in cursor.fetchall()}


def take_back(*, owner: int, ids: Collection[int]) -> None:
    """Letters that were announced and certainly not ended are only held again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE outreach_delivery SET state = 'leased'"
            " WHERE id = ANY(%s) AND lease_owner = %s AND state = 'handing_off'",
            [list(ids), owner],
        )


_FREED = """
    state = CASE WHEN EXISTS (SELECT 1 FROM outreach_mailing AS m
                              WHERE m.id = mailing_id AND m.state = 'cancelled') THEN 'cancelled'
        ELSE 'pending' END,
    lease_owner = NULL
"""


def give_back(*, owner: int) -> None:
    """What a sender holds and has not handed over, back to the others."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE outreach_delivery SET {_FREED} WHERE lease_owner = %s AND state = 'leased'",
            [owner],
        )


def take_from_the_dead() -> None:
    """Frees what senders held whose lock is gone.

    Of a letter that was just being handed over the sender's notes know more: that it was accepted,
    or never ended. Where they do not, it is in doubt. A sender that lives and has only lost its
    connection keeps what it announced until it has ended.
    """
    noted = sender_notes.owners()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT id, attempt, lease_owner FROM outreach_delivery
            WHERE state = 'handing_off' AND {OWNER_IS_GONE} ORDER BY id FOR UPDATE
            """
        )
        held: dict[int, list[tuple[int, int]]] = {}
        for key, attempt, owner in cursor.fetchall():
            held.setdefault(owner, []).append((key, attempt))
        for owner, letters in held.items():
            _settle_by_notes(owner, letters)
        cursor.execute(
            f"UPDATE outreach_delivery SET {_FREED} WHERE state = 'leased' AND {OWNER_IS_GONE}"
        )
    _forget_the_dead(noted)


def _settle_by_notes(owner: int, letters: Sequence[tuple[int, int]]) -> None:
    try:
        known = sender_notes.left_by(owner)
    except StillThere:
        return
    ended = {
        key: known.get((key, attempt)) if known is not None else Ended() for key, attempt in letters
    }
    take_back(owner=owner, ids=[key for key, found in ended.items() if found is None])
    doubted = [key for key, found in ended.items() if found and not found.code]
    Delivery.objects.filter(pk__in=doubted).update(state=Delivery.State.IN_DOUBT, lease_owner=None)
    accepted = [
        Answered(key, found.code, found.queue_id)
        for key, found in ended.items()
        if found and found.code
    ]
    hand_off(owner=owner, accepted=accepted, ids=[])


def _forget_the_dead(noted: Sequence[int]) -> None:
    """Notes that were there before the dead were looked for, and whose sender holds nothing now."""
    if not noted:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT lease_owner FROM unnest(%s::bigint[]) AS noted (lease_owner)
            WHERE {OWNER_IS_GONE} AND NOT EXISTS (
                SELECT 1 FROM outreach_delivery AS d WHERE d.lease_owner = noted.lease_owner
                AND d.state IN ('leased', 'handing_off'))
            """,
            [list(noted)],
        )
        for (owner,) in cursor.fetchall():
            sender_notes.forget(owner)


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
