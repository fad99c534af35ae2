"""People with roles, whom tests are about. Each call finds the same person again."""

import datetime

from django.utils import timezone

from council.models import Appointment
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
    """A second person has confirmed whatever seats somebody holds: they are cleared."""
    second, _ = User.objects.get_or_create(
        email="second.person@example.org", defaults={"title": "Second person", "language": "sq"}
    )
    seats = Appointment.objects.filter(person=person, seat__isnull=False)
    seats.update(confirmed_by=second, confirmed_at=timezone.now())
    return person


def chair() -> User:
    """Approves what others wrote."""
    return person(role=Role.CHAIR)


def secretary() -> User:
    return person(role=Role.SECRETARY)


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
