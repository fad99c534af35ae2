"""Sessions that end by themselves: half an hour after the last sign of life, twelve hours after login.

The row's own `expire_date` is the truth, so that whoever counts sessions and whoever opens one agree.
"""

import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

IDLE = datetime.timedelta(minutes=30)
ABSOLUTE = datetime.timedelta(hours=12)
A_MINUTE = datetime.timedelta(minutes=1)
SINCE, DEVICE = "since", "device"
"""What a session says of itself: when its login was, and on what; never an address."""

_BROWSERS = (
    # (a word of the browser's own name, what colleagues call it); the first that is found
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


class SessionStore(db.SessionStore):
    """Keeps its name: Django signs a session's data with the name of the class."""

    ends_at: datetime.datetime | None = None
    """As the database says; None of a session that is new."""

    def load(self) -> dict[str, Any]:
        row = self._get_session_from_db()  # type: ignore[attr-defined]
        if row is None:
            return {}
        self.ends_at = row.expire_date
        data: dict[str, Any] = self.decode(row.session_data)
        return data

    def get_expiry_date(self, **parts: Any) -> datetime.datetime:
        return _end(self.get(SINCE), timezone.now())

    def begin(self, *, user_agent: str, now: datetime.datetime) -> None:
        """The first request after a login; safe to repeat."""
        if SINCE not in self:
            self[SINCE] = now.isoformat()
            self[DEVICE] = device_of(user_agent)

    def stay(self, *, now: datetime.datetime) -> None:
        """A sign of life; written at most once a minute, and nothing but the end."""
        end = _end(self.get(SINCE), now)
        if self.ends_at is None or end - self.ends_at < A_MINUTE:
            return
        self.model.objects.filter(pk=self.session_key).update(expire_date=end)
        self.ends_at = end


def ran_out(key: str, *, now: datetime.datetime) -> bool:
    """Whether the session of a cookie was somebody's who had logged in, and ended by itself lately.

    Who was logged out, here or from elsewhere, has none any more.
    """
    ended = SessionStore.get_model_class().objects.filter(
        session_key=key, expire_date__lte=now, expire_date__gt=now - ABSOLUTE
    )
    row = ended.first() if key else None
    return row is not None and SESSION_KEY in SessionStore().decode(row.session_data)


def _end(since: str | None, now: datetime.datetime) -> datetime.datetime:
    if not since:
        return now + IDLE
    return min(now + IDLE, datetime.datetime.fromisoformat(since) + ABSOLUTE)


def device_of(user_agent: str) -> str:
    """Browser and system, as coarse as one recognises one's own devices; "" for an unknown one."""
    found = (
        next((name for word, name in kinds if word in user_agent), "")
        for kinds in (_BROWSERS, _SYSTEMS)
    )
    return " · ".join(filter(None, found))
