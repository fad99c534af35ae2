"""A council with records that not everybody may read, for the tests of registers and letters."""

import datetime
from dataclasses import dataclass
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from council import access
from council.access import Reader
from council.models import Action, AgendaItem, Appointment, Decision, Marking, Meeting, Seat, User
from council.people import Role
from tests import cast, make

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CANARY = "kanarinambyllur"
"""Stands in every closed text, and nowhere else."""


def browser_of(user: User) -> Client:
    client = Client()
    if not user.authenticator_set.exists():
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    client.force_login(user, backend=BACKEND)
    return client


def reader_of(user: User, on: datetime.date = make.TODAY) -> Reader:
    return access.reader(user, on=on)


def cleared(agency: str, *, role: Role = Role.MEMBER) -> User:
    """Somebody on a cleared seat of an agency."""
    user = cast.person(role=role, agency=agency)
    seat = Seat.objects.filter(agency__code=agency, cleared=True)[0]
    Appointment.objects.filter(person=user).update(seat=seat)
    return cast.confirm(user)


@dataclass(frozen=True)
class Registry:
    meeting: Meeting
    open_item: AgendaItem
    closed_item: AgendaItem
    """AMBER, shared with the education office alone."""
    open_decision: Decision
    """Of the municipality; it has a closed side too."""
    closed_decision: Decision
    """Of the social services."""
    open_action: Action
    """Of the municipality, with a closed side."""
    closed_action: Action
    """Of the social services."""


def registry(**meeting: Any) -> Registry:
    held = make.meeting(**{"state": Meeting.State.CIRCULATED, **meeting})
    items = {
        "open_item": make.item(
            meeting=held, order=1, open_title="Ndriçimi", closed_title=CANARY, marking=Marking.AMBER
        ),
        "closed_item": make.item(
            meeting=held, order=2, closed_title=CANARY, closed_text=CANARY, marking=Marking.AMBER
        ),
    }
    items["closed_item"].shared_with.add(make.agency(code="education"))
    items["open_item"].shared_with.add(make.agency(code="education"))
    decisions = {
        "open_decision": make.decision(
            meeting=held, serial=1, closed_text=f"{CANARY} i vendimit", item=items["open_item"]
        ),
        "closed_decision": make.decision(
            meeting=held,
            serial=1,
            series="closed",
            institution="social_services",
            open_text="",
            closed_text=f"{CANARY} i vendimit",
            item=items["closed_item"],
        ),
    }
    actions = {
        "open_action": make.action(
            serial=1,
            closed_text=f"{CANARY} i detyrës",
            closed_note=CANARY,
            item=items["open_item"],
            decision=decisions["open_decision"],
        ),
        "closed_action": make.action(
            serial=1,
            series="closed",
            institution="social_services",
            open_text="",
            closed_text=f"{CANARY} i detyrës",
            item=items["closed_item"],
            decision=decisions["closed_decision"],
        ),
    }
    return Registry(meeting=held, **items, **decisions, **actions)
