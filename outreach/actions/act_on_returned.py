"""What follows from a message that came back, for the reader whose letter it is about."""

import datetime
import re
import time
from itertools import groupby

from django.db import connection
from django.utils import timezone

from council import audit
from council.people import acting_as
from outreach.actions.suppress import suppress
from outreach.actions.take_returned import RETURNS
from outreach.models import Bounce, Delivery, ReturnedMail, Subscriber
from outreach.returned.reading import Told, read
from outreach.tokens import NotOurs, message_mark, returned_delivery, subscriber_of

Kind = ReturnedMail.Kind

SECONDS = 50
"""How long one call goes on at the most."""
ISSUES = 3
"""So many issues in a row came back softly: nobody reads there."""
_FAILED = {kind: number for number, kind in enumerate(Bounce.Kind.values)}
"""What is said of a letter, and how bad it is."""
_FOR_GOOD = {Kind.HARD: "bounced", Kind.COMPLAINT: "complained"}


def act_on_returned(*, at: datetime.datetime) -> int:
    """Acts upon what was recorded, one message a transaction; how many. Several may run."""
    until, done = time.monotonic() + SECONDS, 0
    while time.monotonic() < until:
        with acting_as(RETURNS):
            waiting = ReturnedMail.objects.filter(acted_at__isnull=True).order_by("pk")
            row = waiting.select_for_update(skip_locked=True).first()
            if row is None:
                break
            _act(row, at)
        done += 1
    return done


def _act(row: ReturnedMail, at: datetime.datetime) -> None:
    told = read(bytes(row.raw))
    delivery = _delivery_of(told) if told.kind in _FAILED else None
    row.acted_at = at
    row.kind = told.kind if delivery or told.kind not in _FAILED else Kind.UNMATCHED
    row.status = told.status[:12]
    row.said = told.said
    if delivery is not None:
        row.delivery, row.domain = delivery, delivery.domain
        row.said = _without_name(told.said, delivery.subscriber)
    row.save(update_fields=["acted_at", "kind", "status", "said", "delivery", "domain"])
    _count(row)
    if delivery is not None and delivery.subscriber_id:
        _note(delivery, row)
        _give_up(delivery, row, at)


def _note(delivery: Delivery, row: ReturnedMail) -> None:
    """Beside the delivery; a worse word replaces a better one."""
    told = {"kind": row.kind, "status": row.status, "said": row.said, "told_at": row.arrived_at}
    bounce, new = Bounce.objects.get_or_create(delivery=delivery, defaults=told)
    if not new and _FAILED[row.kind] > _FAILED[bounce.kind]:
        Bounce.objects.filter(pk=bounce.pk).update(**told)


def _give_up(delivery: Delivery, row: ReturnedMail, at: datetime.datetime) -> None:
    """Suppresses the reader where that is what it means."""
    assert delivery.subscriber_id
    audit.record(verb=f"delivery.{row.kind}", object_key=f"delivery:{delivery.pk}", at=at)
    reason = _FOR_GOOD.get(Kind(row.kind), "")
    if row.kind == Kind.SOFT and _issues_in_a_row(delivery) >= ISSUES:
        reason = "unreachable"
    if reason:
        suppress(subscriber_id=delivery.subscriber_id, reason=reason, at=at)


def _issues_in_a_row(delivery: Delivery) -> int:
    """How many of the reader's last issues came back softly; one that arrived ends the row. Where
    a server refused us, nothing is known of the reader."""
    sent = Delivery.objects.filter(
        subscriber=delivery.subscriber_id, state=Delivery.State.ACCEPTED
    ).order_by("-mailing__month", "-accepted_at")
    found = 0
    rows = sent.values_list("mailing__month", "bounce__kind")
    for _, letters in groupby(rows, key=lambda letter: letter[0]):
        _, kind = next(letters)
        if kind not in (Bounce.Kind.SOFT, Bounce.Kind.BLOCKED):
            break
        found += kind == Bounce.Kind.SOFT
    return found


def _count(row: ReturnedMail) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO outreach_returnedcount AS known (month, kind, domain, n)
            VALUES (%s, %s, %s, 1)
            ON CONFLICT (month, kind, domain) DO UPDATE SET n = known.n + 1
            """,
            [timezone.localdate(row.arrived_at).replace(day=1), row.kind, row.domain],
        )


# Whose letter it was -----------------------------------------------------------------------------


def _delivery_of(told: Told) -> Delivery | None:
    """By what only our letter carries: its return path, or else its Message-ID."""
    for tag in told.tags:
        try:
            number = returned_delivery(tag)
        except NotOurs:
            continue
        if found := Delivery.objects.select_related("subscriber").filter(pk=number).first():
            return found
    return _by_message_id(told) if told.marks else None


def _by_message_id(told: Told) -> Delivery | None:
    """The mark cannot be turned round: the letter's links and addresses say whose to try."""
    readers = []
    for link in told.links:
        try:
            readers.append(subscriber_of(link))
        except NotOurs:
            continue
    known = Subscriber.objects.filter(address__in=told.hints)
    readers += known.values_list("pk", flat=True)
    for delivery in Delivery.objects.select_related("subscriber").filter(subscriber__in=readers):
        assert delivery.subscriber_id
        if message_mark(delivery.mailing_id, delivery.subscriber_id) in told.marks:
            return delivery
    return None


def _without_name(said: str, reader: Subscriber | None) -> str:
    """Servers like to repeat what stood before the @."""
    name = reader.address.partition("@")[0] if reader else ""
    if len(name) < 3:
        return said
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "…", said, flags=re.IGNORECASE)
