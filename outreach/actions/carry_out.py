"""Carrying what came from the public side into the register of subscribers, and erasing it there.

How often somebody is written to is decided here, by the letters that they have got: the page that
asked answers the same whatever comes of it.
"""

import datetime
from typing import TypeVar

from django.db.models import QuerySet

from council import audit
from outreach import letters
from outreach.actions.late_issue import send_current_issue
from outreach.actions.subscribers import register_subscriber
from outreach.addresses import keyed_hash
from outreach.models import (
    Confirmation,
    Departure,
    PreferenceChange,
    ResidentLetter,
    Subscriber,
    SubscriptionRequest,
    Suppression,
)

BATCH = 200
BETWEEN = datetime.timedelta(minutes=10)
A_DAY = datetime.timedelta(days=1)
LETTERS_A_DAY = 3
UNCONFIRMED = datetime.timedelta(days=14)
"""How long a request waits for its confirmation."""
LIFTED = ("left", "erased")
"""Reasons not to write that their holder's own confirmation ends. Where an address refused letters
or somebody complained of them, a form that anybody can fill in is no reason to write again: they
write to the secretary, who knows that it is them."""
Kind = ResidentLetter.Kind


def carry_out_requests(*, at: datetime.datetime) -> int:
    """Writes to everybody who asked: to confirm, or that they are subscribed already."""
    rows = list(_waiting(SubscriptionRequest, "asked_at"))
    for row in rows:
        _carry_request(row, at)
    SubscriptionRequest.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def carry_out_confirmations(*, at: datetime.datetime) -> int:
    rows = list(_waiting(Confirmation, "confirmed_at"))
    for row in rows:
        _carry_confirmation(row, at)
    Confirmation.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def carry_out_changes(*, at: datetime.datetime) -> int:
    rows = list(_waiting(PreferenceChange, "changed_at"))
    for row in rows:
        known = Subscriber.objects.filter(pk=row.subscriber, confirmed_at__isnull=False)
        if known.update(
            language=row.language,
            unit=row.unit,
            wants_document=row.wants_document,
            paused_until=row.paused_until,
        ):
            key = f"subscriber:{row.subscriber}"
            audit.record(verb="subscriber.changed", object_key=key, at=at)
    PreferenceChange.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def erase_unconfirmed(*, at: datetime.datetime) -> int:
    """Erases who asked fourteen days ago and never confirmed, with the letters to them."""
    over = Subscriber.objects.filter(confirmed_at__isnull=True, consented_at__lt=at - UNCONFIRMED)
    ids = list(over.values_list("pk", flat=True))
    Departure.objects.filter(subscriber__in=ids).delete()
    over.filter(pk__in=ids).delete()
    return len(ids)


Row = TypeVar("Row", SubscriptionRequest, Confirmation, PreferenceChange)


def _waiting(model: type[Row], when: str) -> QuerySet[Row]:
    """The oldest, held until the transaction ends; what another worker holds is its own."""
    rows = model._default_manager.order_by(when)
    return rows.select_for_update(skip_locked=True)[:BATCH]


def _carry_request(row: SubscriptionRequest, at: datetime.datetime) -> None:
    kept = Suppression.objects.filter(address_hash=keyed_hash(row.address))
    if kept.exclude(reason__in=LIFTED).exists():
        return
    entered = register_subscriber(
        address=row.address,
        language=row.language,
        unit=row.unit,
        way=row.consent_way,
        consent=row.consent_text,
        consented_at=row.asked_at,
        confirmed_at=None,
    )
    # Two requests at once wait for each other here, or each would write a letter.
    subscriber = Subscriber.objects.select_for_update().get(pk=entered.pk)
    if subscriber.confirmed_at and not _has_left(subscriber):
        _write(Kind.ALREADY_SUBSCRIBED, subscriber, row.language, at)
        return
    subscriber.language = row.language
    subscriber.unit = row.unit
    subscriber.wants_document = row.wants_document
    subscriber.wants_current = row.wants_current
    subscriber.consent_way = row.consent_way
    subscriber.consent_text = row.consent_text
    subscriber.consented_at = row.asked_at
    # Who had left confirms anew, and is as good as gone until then.
    subscriber.confirmed_at = None
    subscriber.paused_until = None
    subscriber.save()
    audit.record(verb="subscriber.asked", object_key=f"subscriber:{subscriber.pk}", at=at)
    _write(Kind.CONFIRM, subscriber, row.language, at)


def _has_left(subscriber: Subscriber) -> bool:
    return (
        subscriber.left_at is not None
        or Departure.objects.filter(subscriber=subscriber.pk).exists()
    )


def _write(kind: str, subscriber: Subscriber, language: str, at: datetime.datetime) -> None:
    """One letter in ten minutes, and three a day: a form is no means to pester somebody."""
    asked = subscriber.letters.filter(kind__in=(Kind.CONFIRM, Kind.ALREADY_SUBSCRIBED))
    if asked.filter(written_at__gt=at - BETWEEN).exists():
        return
    if asked.filter(written_at__gt=at - A_DAY).count() >= LETTERS_A_DAY:
        return
    letters.put(kind=kind, subscriber=subscriber, language=language, at=at)


def _carry_confirmation(row: Confirmation, at: datetime.datetime) -> None:
    known = Subscriber.objects.select_for_update().filter(pk=row.subscriber)
    subscriber = known.first()
    if subscriber is None or not _awaits(subscriber, row):
        return
    subscriber.confirmed_at = max(row.confirmed_at, subscriber.consented_at)
    subscriber.left_at = None
    wants_current, subscriber.wants_current = subscriber.wants_current, False
    subscriber.save()
    Departure.objects.filter(subscriber=subscriber.pk).delete()
    lifted = Suppression.objects.filter(address_hash=subscriber.address_hash, reason__in=LIFTED)
    lifted.delete()
    audit.record(verb="subscriber.confirmed", object_key=f"subscriber:{subscriber.pk}", at=at)
    if wants_current:
        send_current_issue(subscriber=subscriber, at=at)


def _awaits(subscriber: Subscriber, row: Confirmation) -> bool:
    """Whether the letter that was confirmed is younger than whatever they decided since."""
    if subscriber.confirmed_at is not None:
        return False
    left = Departure.objects.filter(subscriber=subscriber.pk).values_list("left_at", flat=True)
    decided = [*left, *([subscriber.left_at] if subscriber.left_at else [])]
    return all(moment < row.asked_at for moment in decided)
