"""The register of threat reports: of those that somebody sees, the ones they look for.

Words are not looked for here: they are sealed, and opened for the reader in `council.disclosure`.
"""

import datetime
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from council.access.meetings import HELD, Reader, visible_meetings
from council.access.reports import coordinates, visible_reports
from council.models import Marking, Meeting, Referral, Report
from council.people import Role

_State = Report.State
OPEN: Final = "open"
_BEING_DEALT_WITH: Final = (_State.SUBMITTED, _State.RETURNED, _State.ACCEPTED, _State.RESPONDING)


@dataclass(frozen=True)
class SoughtReports:
    """What somebody looks for; empty is everything."""

    words: str = ""
    category: int | None = None
    level: str = ""
    marking: str = ""
    state: str = ""
    """One of `Report.State`, or `open`: sent, and not closed yet."""
    unit: int | None = None
    institution: int | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    """Whatever of its period lies between these days."""
    mine: bool = False
    waiting: bool = False


def report_register(who: Reader, sought: SoughtReports) -> QuerySet[Report]:
    """The one touched last comes first."""
    rows = visible_reports(who)
    asked = {
        "category": sought.category,
        "level": sought.level,
        "marking": sought.marking,
        "unit": sought.unit,
        "agency": sought.institution,
        "to_date__gte": sought.since,
        "from_date__lte": sought.until,
    }
    rows = rows.filter(**{field: value for field, value in asked.items() if value})
    if sought.state == OPEN:
        rows = rows.filter(state__in=_BEING_DEALT_WITH)
    elif sought.state:
        rows = rows.filter(state=sought.state)
    if sought.mine:
        rows = rows.filter(Q(agency__in=who.informed) | Q(author=who.user))
    if sought.waiting:
        rows = rows.filter(_waits_for(who))
    return rows.order_by("-edited_at", "-id")


def last_meeting(who: Reader) -> Meeting | None:
    """The one held last, of those that they know of."""
    return visible_meetings(who).filter(state__in=HELD).order_by("-starts_at").first()


def _waits_for(who: Reader) -> Q:
    """A draft to send, what came back, what is to be triaged, an open referral to answer."""
    referred = Referral.objects.filter(agency__in=who.informed, ended_at__isnull=True)
    rule = Q(state=_State.DRAFT, author=who.user) | Q(pk__in=referred.values("report"))
    rule |= Q(state=_State.RETURNED, agency__in=who.informed)
    if coordinates(who):
        rule |= Q(state=_State.SUBMITTED) & ~Q(marking=Marking.AMBER_STRICT)
        rule |= Q(state=_State.RETURNED, on_paper=True)
    if Role.LIAISON in who.confirmed_roles:
        strict = Q(state=_State.SUBMITTED, marking=Marking.AMBER_STRICT)
        rule |= strict & Q(agency__in=who.informed)
    return rule
