"""Entering people who consented elsewhere: on paper, or on a list that was brought."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import connection
from django.utils import timezone

from council import audit
from outreach import letters
from outreach.actions.carry_out import LIFTED
from outreach.actions.subscriber_rows import Entry
from outreach.actions.subscribers import carry_out_departures
from outreach.addresses import keyed_hash
from outreach.models import Departure, Subscriber, SubscriberImportRow, Suppression

Verdict = SubscriberImportRow.Verdict
ON_PAPER = "paper"


def judge(*, entries: Sequence[Entry], at: datetime.datetime) -> list[Verdict]:
    """What would become of each: GOOD, KNOWN, LEFT, BOUNCED or COMPLAINED."""
    carry_out_departures(at=at)
    hashes = {entry.address: keyed_hash(entry.address) for entry in entries}
    known = {
        address: (confirmed_at, left_at)
        for address, confirmed_at, left_at in Subscriber.objects.filter(
            address__in=list(hashes)
        ).values_list("address", "confirmed_at", "left_at")
    }
    suppressed = {
        hashed: (reason, since)
        for hashed, reason, since in Suppression.objects.filter(
            address_hash__in=list(hashes.values())
        ).values_list("address_hash", "reason", "since")
    }
    return [
        _verdict(entry, known.get(entry.address), suppressed.get(hashes[entry.address]))
        for entry in entries
    ]


def _verdict(
    entry: Entry,
    known: tuple[datetime.datetime | None, datetime.datetime | None] | None,
    suppressed: tuple[str, datetime.datetime] | None,
) -> Verdict:
    if suppressed and suppressed[0] not in LIFTED:
        return Verdict.COMPLAINED if suppressed[0].startswith("compl") else Verdict.BOUNCED
    confirmed_at, left_at = known or (None, None)
    gone = left_at or (suppressed[1] if suppressed else None)
    if gone:
        # Days are all that a paper says: of the same day nobody knows which came first.
        newer = entry.consented_on > timezone.localdate(gone)
        return Verdict.GOOD if newer else Verdict.LEFT
    return Verdict.KNOWN if confirmed_at else Verdict.GOOD


def enter_on_paper(
    *, entries: Sequence[Entry], source: str, at: datetime.datetime
) -> dict[str, Verdict]:
    """Subscribes who signed for it, and writes to each; what became of each address.

    Nobody is entered where anybody may not be: then the answer says whom (LEFT, BOUNCED or
    COMPLAINED). Whose address is KNOWN stays as they are.
    """
    verdicts = judge(entries=entries, at=at)
    found = {entry.address: verdict for entry, verdict in zip(entries, verdicts, strict=True)}
    if set(verdicts) - {Verdict.GOOD, Verdict.KNOWN}:
        return found
    good = [entry for entry in entries if found[entry.address] == Verdict.GOOD]
    entered = enter(entries=good, way=ON_PAPER, consent=source, at=at)
    for subscriber in Subscriber.objects.filter(pk__in=entered.values()):
        letters.put(kind=letters.Kind.WELCOME, subscriber=subscriber, at=at)
        audit.record(verb="subscriber.entered", object_key=f"subscriber:{subscriber.pk}", at=at)
    return {address: Verdict.ENTERED if address in entered else Verdict.KNOWN for address in found}


def enter(
    *, entries: Sequence[Entry], way: str, consent: str, at: datetime.datetime
) -> dict[str, uuid.UUID]:
    """Subscribes those of GOOD entries who are not subscribed by now: address → id.

    Somebody who has left and consented again keeps their id, so that the links in old letters are
    still theirs.
    """
    if not entries:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO outreach_subscriber AS known (id, address, address_hash, domain, language,
                unit, wants_document, consent_way, consent_text, consented_at, confirmed_at)
            SELECT id, address, hash, domain, language, unit, document, %s, %s, day, %s
            FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
                        %s::boolean[], %s::timestamptz[])
                AS row (id, address, hash, domain, language, unit, document, day)
            ON CONFLICT (address) DO UPDATE SET language = excluded.language,
                unit = excluded.unit, wants_document = excluded.wants_document,
                consent_way = excluded.consent_way, consent_text = excluded.consent_text,
                consented_at = excluded.consented_at, confirmed_at = excluded.confirmed_at,
                wants_current = false, left_at = NULL, paused_until = NULL
            WHERE known.confirmed_at IS NULL OR known.left_at IS NOT NULL
            RETURNING known.address, known.id, known.address_hash
            """,
            [way, consent, at, *map(list, zip(*map(_row, entries), strict=True))],
        )
        written = cursor.fetchall()
    _forget_that_they_left(written)
    return {address: key for address, key, _ in written}


def _forget_that_they_left(written: Sequence[tuple[str, uuid.UUID, str]]) -> None:
    Departure.objects.filter(subscriber__in=[key for _, key, _ in written]).delete()
    hashes = [hashed for _, _, hashed in written]
    Suppression.objects.filter(address_hash__in=hashes, reason__in=LIFTED).delete()


def _row(entry: Entry) -> tuple[object, ...]:
    midnight = datetime.datetime.combine(entry.consented_on, datetime.time())
    return (
        uuid.uuid4(),
        entry.address,
        keyed_hash(entry.address),
        entry.domain,
        entry.language,
        entry.unit,
        entry.wants_document,
        timezone.make_aware(midnight),
    )
