"""What tests about planned meetings begin with: people in seats, a meeting that is still to come."""

import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from council.models import AgendaItem, Appointment, Meeting, Seat
from council.people import Role, User, needs_second_factor
from tests import cast, make

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CLOSED = "fjala e mbyllur"
"""A word of the closed side, to be looked for wherever it must not come."""


def browser_of(user: User) -> Client:
    """Logged in, with a second factor where the role asks for one."""
    client = Client()
    has_one = Authenticator.objects.filter(user=user).exists()
    if needs_second_factor(user, timezone.localdate()) and not has_one:
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    client.force_login(user, backend=BACKEND)
    return client


def secretary() -> Client:
    return browser_of(cast.secretary())


def in_english() -> Client:
    """The secretary's browser, in the language that these tests are written in."""
    client = secretary()
    client.get("/workspace/?language=en")
    return client


def in_seat(code: str, role: Role = Role.MEMBER) -> User:
    """Somebody who holds a seat of the city profile, in its agency."""
    seat = Seat.objects.select_related("agency").get(code=code)
    user, _ = User.objects.get_or_create(
        email=f"{code}@example.org".replace("_", "-"),
        defaults={"title": f"Posti {code}", "language": "sq"},
    )
    Appointment.objects.get_or_create(
        person=user, role=role, agency=seat.agency, seat=seat, from_date=cast.SINCE
    )
    return cast.confirm(user)


def in_days(days: int, hour: int = 10) -> datetime.datetime:
    day = timezone.localdate() + datetime.timedelta(days=days)
    return datetime.datetime.combine(day, datetime.time(hour), make.TIRANE)


def planned(*, days: int = 30, state: str = Meeting.State.PLANNED, **fields: Any) -> Meeting:
    starts_at = in_days(days)
    number = Meeting.objects.filter(year=starts_at.year).count() + 1
    meeting = make.meeting(starts_at=starts_at, number=number, state=state)
    told = {} if state == Meeting.State.PLANNED else {"convened_at": timezone.now()}
    Meeting.objects.filter(pk=meeting.pk).update(**{**told, **fields})
    meeting.refresh_from_db()
    return meeting


def titles(meeting: Meeting) -> list[str]:
    rows = AgendaItem.objects.filter(meeting=meeting).order_by("order")
    assert [row.order for row in rows] == list(range(1, len(rows) + 1))
    return [row.open_title or row.closed_title for row in rows]


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def of(meeting: Meeting, path: str = "") -> str:
    return f"/workspace/meetings/{meeting.pk}/{path}"


def of_item(item: AgendaItem, path: str) -> str:
    return f"/workspace/agenda/{item.key}/{path}"
