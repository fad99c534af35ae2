"""A convened meeting with people in its seats, for the tests of how it is held."""

import datetime
from collections.abc import Iterable

from django.test import Client

from council.actions import hold_meeting
from council.models import AgendaItem, Appointment, Meeting, Seat, User
from council.people import Role
from tests import cast, make

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
AFTER = make.MET_AT + datetime.timedelta(minutes=5)
VOTING = ("chair", "prosecutor", "police", "municipal_council", "public_health", "transport")
"""Six voting seats that somebody holds; the other seats of the profile are vacant."""


def holder(code: str, *, substitute_for: Appointment | None = None) -> Appointment:
    """Somebody in a seat: the chair of the cast, or a person whose post is the seat's code."""
    seat = Seat.objects.get(code=code)
    if code == "chair" and substitute_for is None:
        appointment = cast.chair().appointments.get(role=Role.CHAIR)
        Appointment.objects.filter(pk=appointment.pk).update(seat=seat)
        cast.confirm(appointment.person)
        appointment.refresh_from_db()
        return appointment
    name = f"substitute of {code}" if substitute_for else code
    user = User.objects.create(email=f"{name.replace(' ', '.')}@example.org", title=name)
    appointment = Appointment.objects.create(
        person=user,
        role=seat.role,
        agency=seat.agency,
        seat=seat,
        from_date=cast.SINCE,
        substitute_for=substitute_for,
    )
    cast.confirm(user)
    return appointment


def seated(codes: Iterable[str] = VOTING) -> dict[str, Appointment]:
    return {code: holder(code) for code in codes}


def convened(*, items: int = 3, **fields: object) -> Meeting:
    """A meeting with open items; nothing else is said of it."""
    meeting = make.meeting(state=Meeting.State.CONVENED)
    for order in range(1, items + 1):
        make.item(meeting=meeting, order=order, open_title=f"Pika {order}")
    Meeting.objects.filter(pk=meeting.pk).update(convened_at=make.MET_AT, **fields)
    meeting.refresh_from_db()
    return meeting


def opened(*, items: int = 3, **fields: object) -> Meeting:
    """As `convened`, and begun; the chair's seat must be taken (`seated`)."""
    meeting = convened(items=items, **fields)
    return hold_meeting.open_meeting(
        meeting=meeting,
        chair=cast.chair().appointments.get(role=Role.CHAIR),
        by=cast.secretary(),
        at=AFTER,
    )


def seat(code: str) -> Seat:
    return Seat.objects.get(code=code)


def browser(user: User) -> Client:
    """Of somebody who has logged in, with a second factor where one is asked for."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP

    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def hold_url(meeting: Meeting, rest: str = "") -> str:
    return f"/workspace/meetings/{meeting.pk}/hold/{rest}"


def item_url(item: AgendaItem, rest: str = "") -> str:
    return hold_url(item.meeting, f"{item.key}/{rest}")
