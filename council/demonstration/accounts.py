"""Accounts of the cast, and somebody at every seat."""

import datetime

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.utils.timezone import localdate

from council.models import Agency, Appointment, Seat, User
from council.people import CLEARING, Role, person_with_role

SINCE = datetime.date(2018, 1, 1)


def account(
    *,
    email: str,
    title: str,
    password: str,
    totp_secret: str,
    role: Role,
    agency: str,
    seat: str,
) -> None:
    """One person of the cast, appointed long ago; safe to repeat."""
    if User.objects.filter(email=email).exists():
        return
    user = User.objects.create_user(email=email, password=password, title=title)
    Appointment.objects.create(
        person=user,
        role=role,
        agency=Agency.objects.get(code=agency),
        seat=Seat.objects.get(code=seat) if seat else None,
        from_date=SINCE,
    )
    if totp_secret:
        TOTP.activate(user, totp_secret)
        RecoveryCodes.activate(user)


def fill_seats(*, domain: str) -> None:
    """Whoever sits at the table without an account of the cast: nobody can log in as them."""
    taken = Appointment.objects.filter(seat__isnull=False).values("seat")
    for seat in Seat.objects.exclude(pk__in=taken):
        user = User(
            email=f"{seat.code.replace('_', '-')}@{domain}", title=seat.name_sq, language="sq"
        )
        user.set_unusable_password()
        user.save()
        Appointment.objects.create(
            person=user, role=seat.role, agency=seat.agency, seat=seat, from_date=SINCE
        )


def confirm_clearances(*, at: datetime.datetime) -> None:
    """As a second person does: the chair for the cast, the coordinator for the chair.

    What members have appointed since then waits for the members' own second person.
    """
    waiting = Appointment.objects.filter(
        CLEARING, appointed_by__isnull=True, confirmed_at__isnull=True
    )
    if not waiting.exists():
        return
    today = localdate(at)
    chair, coordinator = (person_with_role(role, today) for role in (Role.CHAIR, Role.COORDINATOR))
    waiting.exclude(person=chair).update(confirmed_by=chair, confirmed_at=at)
    waiting.filter(person=chair).update(confirmed_by=coordinator, confirmed_at=at)
