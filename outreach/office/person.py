"""Everything that is kept about one person."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from outreach.addresses import keyed_hash
from outreach.models import Departure, ResidentLetter, Subscriber, Suppression


@dataclass(frozen=True)
class Mail:
    """One issue that went to them, or did not."""

    month: datetime.date
    language: str
    edition: int
    state: str
    accepted_at: datetime.datetime | None
    answer: str
    """What their mail server said last."""
    came_back: str | None
    """What was told of it later: one of Bounce.Kind."""
    told: str | None
    """In their server's words."""


@dataclass(frozen=True)
class Person:
    subscriber: Subscriber
    departure: Departure | None
    suppression: Suppression | None
    mails: list[Mail]
    letters: list[ResidentLetter]

    @property
    def left_at(self) -> datetime.datetime | None:
        departed = self.departure.left_at if self.departure else None
        return self.subscriber.left_at or departed


def person(subscriber: Subscriber) -> Person:
    rows = (
        subscriber.deliveries.annotate(month=F("mailing__month"), edition=F("mailing__edition"))
        .order_by("-month", "-pk")
        .values_list(
            *("month", "language", "edition", "state", "accepted_at", "smtp_text"),
            *("bounce__kind", "bounce__said"),
        )
    )
    return Person(
        subscriber=subscriber,
        departure=Departure.objects.filter(subscriber=subscriber.pk).first(),
        suppression=suppression_of(subscriber.address),
        mails=[Mail(*row) for row in rows],
        letters=list(subscriber.letters.order_by("-written_at")),
    )


def suppression_of(address: str) -> Suppression | None:
    return Suppression.objects.filter(address_hash=keyed_hash(address)).first()


def as_data(found: Person) -> dict[str, Any]:
    """For a file: what the page shows, in words that a machine can read too."""
    subscriber = found.subscriber
    return {
        "address": subscriber.address,
        "address_keyed_hash": subscriber.address_hash,
        "language": subscriber.language,
        "unit": subscriber.unit,
        "wants_document": subscriber.wants_document,
        "wants_current": subscriber.wants_current,
        "paused_until": subscriber.paused_until,
        "consent": {
            "way": subscriber.consent_way,
            "text": subscriber.consent_text,
            "given_at": subscriber.consented_at,
        },
        "confirmed_at": subscriber.confirmed_at,
        "left_at": found.left_at,
        "departure": {"at": found.departure.left_at, "way": found.departure.way}
        if found.departure
        else None,
        "not_written_to": {"reason": found.suppression.reason, "since": found.suppression.since}
        if found.suppression
        else None,
        "issues": [
            {
                "month": f"{mail.month:%Y-%m}",
                "language": mail.language,
                "edition": mail.edition,
                "state": mail.state,
                "accepted_at": mail.accepted_at,
                "answer": mail.answer,
                "came_back": mail.came_back,
                "told": mail.told,
            }
            for mail in found.mails
        ],
        "letters": [
            {
                "kind": letter.kind,
                "language": letter.language,
                "state": letter.state,
                "written_at": letter.written_at,
                "sent_at": letter.sent_at,
                "answer": letter.smtp_text,
            }
            for letter in found.letters
        ],
    }
