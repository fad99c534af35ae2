"""What a visitor may wish of us. Each only adds a row, for a worker to carry out."""

import datetime
import uuid

from django.db import transaction

from outreach.models import Confirmation, PreferenceChange, SubscriptionRequest
from outreach.wake import wake_for_wishes


def ask_to_subscribe(
    *,
    address: str,
    language: str,
    unit: str,
    wants_document: bool,
    wants_current: bool,
    way: str,
    consent: str,
    at: datetime.datetime,
) -> None:
    """`address` is normalised. Nothing tells whether it is known."""
    SubscriptionRequest.objects.bulk_create(
        [
            SubscriptionRequest(
                address=address,
                language=language,
                unit=unit,
                wants_document=wants_document,
                wants_current=wants_current,
                consent_way=way,
                consent_text=consent,
                asked_at=at,
            )
        ]
    )
    transaction.on_commit(wake_for_wishes)


def confirm(
    *, subscriber_id: uuid.UUID, asked_at: datetime.datetime, at: datetime.datetime
) -> None:
    """Safe to repeat, from two browsers at once too. `asked_at`: when their letter was written."""
    Confirmation.objects.bulk_create(
        [Confirmation(subscriber=subscriber_id, asked_at=asked_at, confirmed_at=at)],
        ignore_conflicts=True,
    )
    transaction.on_commit(wake_for_wishes)


def change_preferences(
    *,
    subscriber_id: uuid.UUID,
    language: str,
    unit: str,
    wants_document: bool,
    paused_until: datetime.date | None,
    at: datetime.datetime,
) -> None:
    PreferenceChange.objects.bulk_create(
        [
            PreferenceChange(
                subscriber=subscriber_id,
                language=language,
                unit=unit,
                wants_document=wants_document,
                paused_until=paused_until,
                changed_at=at,
            )
        ]
    )
    transaction.on_commit(wake_for_wishes)
