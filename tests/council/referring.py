"""What tests about referrals begin with: three institutions, a coordinator, a report of the police."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone

from council.models import Marking, Referral, Report, User
from tests import cast, make
from tests.council.browsers import browser_of

TITLE, OBSERVED, PROTECTIVE = "kanarinatitull", "kanarinavrejtje", "kanarinambrojtje"
WORDS = {"title": TITLE, "observed": OBSERVED, "protective": PROTECTIVE}
PURPOSE, ANSWER, RESULT = "kanarinaqellim", "kanarinapergjigje", "kanarinaperfundim"
CANARIES = (*WORDS.values(), PURPOSE, ANSWER, RESULT)


@dataclass(frozen=True)
class Scene:
    police: User
    social: User
    """Informed of the social services."""
    education: User
    """Informed of another institution."""
    coordinator: User
    report: Report


def scene(**fields: Any) -> Scene:
    police = cast.liaison("state_police")
    return Scene(
        police=police,
        social=cast.informed("social_services"),
        education=cast.informed("education"),
        coordinator=cast.coordinator(),
        report=make.report(author=police, words=WORDS, **{"marking": Marking.AMBER, **fields}),
    )


def day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def english(user: User) -> Client:
    """Their browser, in the language that these tests are written in."""
    client = browser_of(user)
    client.get("/workspace/?language=en")
    return client


def given(agency: str = "social_services", **more: Any) -> dict[str, Any]:
    """What is filled in to refer a report, ready to be sent."""
    return {
        "to": make.agency(code=agency).pk,
        "purpose": PURPOSE,
        "basis": "duty",
        "parts": ["title"],
        "due_date": f"{day(14)}",
        "step": "send",
        **more,
    }


def sent(at_hand: Scene, **fields: Any) -> Referral:
    return make.referral(
        at_hand.report,
        **{
            "agency": "social_services",
            "by": at_hand.police,
            "parts": ["title"],
            "purpose": PURPOSE,
            **fields,
        },
    )


def address(row: Report | Referral, rest: str = "") -> str:
    kind = "reports" if isinstance(row, Report) else "referrals"
    return f"/workspace/{kind}/{row.pk}/{rest}"
