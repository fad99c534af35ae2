"""The first account of a new council; every other one is invited."""

import datetime
import secrets

from django.utils.timezone import localdate

from council import audit
from council.models import Appointment, Seat, User
from council.people import Role

SEAT = "secretary"


class AlreadyAppointed(Exception):
    """There is a secretary already, who invites the others."""


def appoint_first_secretary(*, email: str, at: datetime.datetime) -> str:
    """Opens the account and returns its password, which nobody else ever sees.

    Raises AlreadyAppointed.
    """
    if Appointment.objects.filter(role=Role.SECRETARY).exists():
        raise AlreadyAppointed
    seat = Seat.objects.select_related("agency").get(code=SEAT)
    password = secrets.token_urlsafe(15)
    user = User.objects.create_user(email=email, password=password, title=seat.name_sq)
    Appointment.objects.create(
        person=user,
        role=Role.SECRETARY,
        agency=seat.agency,
        seat=seat,
        from_date=localdate(at),
    )
    audit.record(verb="account.opened", object_key=f"user:{user.pk}", at=at)
    return password
