"""What the public side may know of a subscription, and how often its forms may be sent.

Its database role reads neither subscribers nor counts: it asks two functions.
"""

import datetime
import hashlib
import hmac
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

HOUR = 3600
A_CONNECTION = 10
"""Forms an hour from one connection."""
EVERYBODY = 600
"""Forms an hour from everybody together: no town subscribes faster."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """As its holder's own page shows it, with what they wished a moment ago."""

    masked: str
    language: str
    unit: str
    wants_document: bool
    paused_until: datetime.date | None
    confirmed_at: datetime.datetime | None
    left_at: datetime.datetime | None
    reconfirmed_at: datetime.datetime | None
    """The button was pressed, and no worker has carried it out yet."""
    reconfirmed_letter: datetime.datetime | None
    """Of which letter."""

    @property
    def left(self) -> bool:
        """They left, and have not confirmed a letter that was written after it."""
        if self.left_at is None:
            return False
        return self.reconfirmed_letter is None or self.reconfirmed_letter <= self.left_at

    @property
    def confirmed(self) -> bool:
        return not self.left and bool(self.reconfirmed_at or self.confirmed_at)


def subscription(subscriber_id: uuid.UUID) -> Subscription | None:
    """None where nobody is known by this id any more. For the public role alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outreach_subscription(%s)", [subscriber_id])
        row = cursor.fetchone()
    return Subscription(*row) if row else None


class TooOften(Exception):
    """A form was sent too often lately. `by_all`: by everybody together."""

    def __init__(self, *, by_all: bool) -> None:
        super().__init__()
        self.by_all = by_all


def count_form(*, client: str, at: datetime.datetime, form: str = "") -> None:
    """Counts a form that was sent. `client`: where it came from; "" where that cannot be known.

    Forms with a name of their own do not use up what others may send.

    Raises TooOften.
    """
    hour = f"{at:%Y-%m-%dT%H}{form}"
    if client and _count(f"{hour}:{client}") > A_CONNECTION:
        raise TooOften(by_all=False)
    if _count(f"{hour}:") > EVERYBODY:
        raise TooOften(by_all=True)


def _count(name: str) -> int:
    key = settings.SECRET_KEY.encode()
    hashed = hmac.new(key, b"form:" + name.encode(), hashlib.sha256).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT outreach_count(%s, %s)", [hashed, HOUR])
        (n,) = cursor.fetchone()
    return int(n)
