"""Where somebody is logged in: listed, and ended."""

import datetime
import hashlib
from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.utils import timezone

from council.models import User
from council.sessions import DEVICE, IDLE

SHOWN_TO = datetime.timedelta(minutes=5)


class NoSuchSession(Exception):
    """It is not theirs, or is over."""


@dataclass(frozen=True)
class OpenSession:
    handle: str
    """For addresses: says nothing of the session's key."""
    device: str
    seen_at: datetime.datetime
    """To five minutes."""
    is_this_one: bool


def open_sessions(person: User, *, this_key: str) -> list[OpenSession]:
    """The latest first."""
    rows = sorted(sessions_of(person), key=lambda row: row.expire_date, reverse=True)
    return [
        OpenSession(
            handle=handle_of(row.session_key),
            device=row.get_decoded().get(DEVICE, ""),
            seen_at=_rounded(row.expire_date - IDLE),
            is_this_one=row.session_key == this_key,
        )
        for row in rows
    ]


def end_session(*, person: User, handle: str) -> None:
    """Ends one of a person's own. Raises NoSuchSession."""
    keys = [row.session_key for row in sessions_of(person)]
    mine = [key for key in keys if handle_of(key) == handle]
    if not mine:
        raise NoSuchSession
    Session.objects.filter(session_key__in=mine).delete()


def end_sessions(person: User, *, but: str = "") -> int:
    """Ends every session of a person, except the one with the key `but`; how many ended."""
    keys = [row.session_key for row in sessions_of(person) if row.session_key != but]
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)


def sessions_of(person: User) -> list[Session]:
    """Django keeps no list by person: the sessions that are alive are few, and are read."""
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    return [row for row in alive if row.get_decoded().get("_auth_user_id") == str(person.pk)]


def handle_of(session_key: str) -> str:
    return hashlib.sha256(f"session {session_key}".encode()).hexdigest()[:24]


def _rounded(moment: datetime.datetime) -> datetime.datetime:
    step = int(SHOWN_TO.total_seconds())
    return datetime.datetime.fromtimestamp(int(moment.timestamp()) // step * step, tz=datetime.UTC)
