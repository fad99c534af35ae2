"""Everybody who reads situations, each by their own way, for the tests of what hangs on a report."""

from django.test import Client

from council.models import Appointment, Seat
from council.people import User
from tests import cast
from tests.council.browsers import browser_of

WORDS = {
    "title": "Zhurmë natën",
    "observed": "Zhurmë pas orës 23.",
    "protective": "Fqinjët flasin.",
}


def in_english(user: User) -> Client:
    client = browser_of(user)
    session = client.session
    session["language"] = "en"
    session.save()
    return client


def people() -> dict[str, User]:
    """Informed of three institutions, the liaison of the first, and those of the whole council."""
    secretary = cast.secretary()
    seat = Seat.objects.get(code="secretary")
    Appointment.objects.filter(person=secretary).update(seat=seat)
    return {
        "police": cast.informed("police"),
        "social_services": cast.informed("social_services"),
        "education": cast.informed("education"),
        "liaison": cast.liaison("state_police"),
        "coordinator": cast.coordinator(),
        "secretary": cast.confirm(secretary),
    }
