"""People with roles, whom tests are about. Each call finds the same person again."""

import datetime

from django.utils import timezone

from council.models import Appointment, Seat
from council.people import Role, User
from tests import make

SINCE = datetime.date(2020, 1, 1)


def person(
    *,
    role: Role,
    agency: str = "municipality",
    since: datetime.date = SINCE,
    until: datetime.date | None = None,
    password: str = "",
) -> User:
    """Somebody appointed to a role. Without a password (hashing one is slow) nobody can log in."""
    email = f"{role}.{agency}@example.org".replace("_", "-")
    user, made = User.objects.get_or_create(
        email=email, defaults={"title": role.capitalize(), "language": "sq"}
    )
    if made or password:
        user.set_password(password or None)
        user.save(update_fields=["password"])
    Appointment.objects.get_or_create(
        person=user,
        role=role,
        agency=make.agency(code=agency),
        from_date=since,
        defaults={"to_date": until},
    )
    return user


def confirm(person: User) -> User:
    """A second person has confirmed whatever somebody is appointed to: they are cleared."""
    second, _ = User.objects.get_or_create(
        email="second.person@example.org", defaults={"title": "Second person", "language": "sq"}
    )
    Appointment.objects.filter(person=person).update(
        confirmed_by=second, confirmed_at=timezone.now()
    )
    return person


def chair() -> User:
    """Approves what others wrote."""
    return person(role=Role.CHAIR)


def secretary() -> User:
    return person(role=Role.SECRETARY)


def coordinator() -> User:
    """Confirmed: triages what is not AMBER+STRICT."""
    return confirm(person(role=Role.COORDINATOR))


def liaison(agency: str = "state_police") -> User:
    """Confirmed: reads their own institution's reports."""
    return confirm(person(role=Role.LIAISON, agency=agency))


def informed(seat: str) -> User:
    """A member on a cleared seat, by the seat's code, and confirmed."""
    place = Seat.objects.get(code=seat)
    user = person(role=Role.MEMBER, agency=place.agency.code)
    Appointment.objects.filter(person=user, role=Role.MEMBER).update(seat=place)
    return confirm(user)


def editor() -> User:
    """Writes the bulletin."""
    return person(role=Role.EDITOR)


def translator() -> User:
    return person(role=Role.TRANSLATOR)


def member() -> User:
    return person(role=Role.MEMBER, agency="social_services")


def observer() -> User:
    """Sits at the table without clearance: sees what was circulated to all, and no closed text."""
    return person(role=Role.OBSERVER, agency="local_media")
