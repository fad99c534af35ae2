"""A meeting of the days to come, and people in seats, for tests of convening."""

import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from council.models import AgendaItem, Appointment, Meeting, Seat, User
from council.people import Role
from tests import cast, make

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CLOSED = "kanarin-mbyllur"
OPEN = "kanarin-hapur"
PLACE = "Bashkia, salla e Këshillit; kati përdhe"


def planned(*, days: float = 20, items: bool = True, **fields: Any) -> Meeting:
    """Not convened yet; its agenda is full of words that stay inside."""
    starts_at = (timezone.now() + datetime.timedelta(days=days)).replace(microsecond=0)
    facts = {"year": starts_at.year, "number": 44, "starts_at": starts_at, "place": PLACE}
    meeting = Meeting.objects.create(**facts | {"open_text": OPEN, "closed_text": CLOSED} | fields)
    if items:
        AgendaItem.objects.create(meeting=meeting, order=1, open_title=OPEN, open_text=OPEN)
        AgendaItem.objects.create(meeting=meeting, order=2, closed_title=CLOSED, closed_text=CLOSED)
    return meeting


def seated(
    code: str,
    *,
    role: Role = Role.MEMBER,
    instead_of: User | None = None,
    language: str = "sq",
    since: datetime.date = cast.SINCE,
    until: datetime.date | None = None,
) -> User:
    """Somebody new in a seat; `instead_of`: the substitute of who holds it."""
    seat = Seat.objects.get(code=code)
    name = f"{code}-{'substitute' if instead_of else 'holder'}-{User.objects.count()}"
    user = User.objects.create(
        email=f"{name}@example.org".replace("_", "-"), title=f"Posti {name}", language=language
    )
    holder = Appointment.objects.filter(person=instead_of, seat=seat).first()
    Appointment.objects.create(
        person=user,
        role=role,
        agency=seat.agency,
        seat=seat,
        from_date=since,
        to_date=until,
        substitute_for=holder if instead_of else None,
    )
    return cast.confirm(user)


def browser_of(user: User) -> Client:
    """Logged in, with a second factor where the role needs one."""
    needs = user.appointments.exclude(role__in=(Role.OBSERVER, Role.EDITOR)).exists()
    if needs and not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def convened(**fields: Any) -> Meeting:
    """As the secretary convened it a moment ago, without letters."""
    facts = {"state": Meeting.State.CONVENED, "convened_at": timezone.now()}
    return planned(**facts | fields)


def agency_person(role: Role, agency: str = "municipality") -> User:
    """Somebody with a role and without a seat."""
    make.agency(code=agency)
    return cast.person(role=role, agency=agency)
