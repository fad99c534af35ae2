"""Everybody who reads situations, each by their own way, for the tests of what hangs on a report."""

from council.models import Appointment, Seat
from council.people import User
from tests import cast
from tests.council.browsers import in_english

__all__ = ["WORDS", "in_english", "people"]

WORDS = {
    "title": "Zhurmë natën",
    "observed": "Zhurmë pas orës 23.",
    "protective": "Fqinjët flasin.",
}


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
