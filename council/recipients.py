"""Whom a letter about an action reaches: the institution's own people, who may open its page."""

import datetime
from collections.abc import Iterable

from django.db.models import Q

from council.access import Reader, may_triage
from council.models import Action, Report, Series, User
from council.people import Allowed, Role, appointed_on


def people_of(action: Action, *, on: datetime.date) -> list[User]:
    """Its institution's members and liaisons with an open account; of a closed one the cleared."""
    held = appointed_on(on).filter(
        agency_id=action.institution_id, role__in=(Role.MEMBER, Role.LIAISON)
    )
    if action.series == Series.CLOSED:
        cleared = appointed_on(on).filter(
            seat__cleared=True, confirmed_at__isnull=False, agency_id=action.institution_id
        )
        held = held.filter(person__in=cleared.values("person"))
    return _active(held.values("person"))


def has_people(action: Action, *, on: datetime.date) -> bool:
    """Whether anybody of the institution can be reached without paper."""
    return bool(people_of(action, on=on))


def who_triages(report: Report, readers: Iterable[Reader]) -> list[User]:
    """Of those who read a report that was sent: who decides on it."""
    return [who.user for who in readers if isinstance(may_triage(who, report), Allowed)]


def in_role(role: Role, *, on: datetime.date) -> list[User]:
    return _active(appointed_on(on).filter(role=role).values("person"))


def _active(people: object) -> list[User]:
    return list(User.objects.filter(Q(pk__in=people), is_active=True).order_by("email"))
