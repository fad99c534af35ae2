"""The secret address of somebody's calendar: made, renewed, stopped, found."""

import datetime
import hashlib
import secrets

from django.utils.timezone import localdate

from council import audit
from council.access import may_see_meetings, reader
from council.models import CalendarFeed, User
from council.people import demand


class NoSuchFeed(Exception):
    """Nobody's address: never made, renewed since, stopped, or its owner's account is closed."""


def make_feed(*, person: User, at: datetime.datetime) -> str:
    """The token of a new address; a former one no longer answers. Raises NotAllowed.

    It is told this once: only its checksum is kept.
    """
    demand(may_see_meetings(reader(person, on=localdate(at))))
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        person=person, defaults={"token_hash": _checksum(token), "made_at": at}
    )
    audit.record(verb="calendar.made", object_key=f"user:{person.pk}", at=at)
    return token


def stop_feed(*, person: User, at: datetime.datetime) -> None:
    """Stopping what does not run is nothing."""
    if CalendarFeed.objects.filter(person=person).delete()[0]:
        audit.record(verb="calendar.stopped", object_key=f"user:{person.pk}", at=at)


def owner_of(token: str) -> User:
    """Raises NoSuchFeed."""
    found = CalendarFeed.objects.filter(token_hash=_checksum(token), person__is_active=True)
    feed = found.select_related("person").first()
    if feed is None:
        raise NoSuchFeed
    return feed.person


def _checksum(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
