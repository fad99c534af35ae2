"""How long a check of a help line or topic is good for."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from outreach.models import HelpLine, HelpTopic

GOOD_FOR = datetime.timedelta(days=180)


@dataclass(frozen=True)
class Due:
    """How many nobody has checked for too long, and since when the first of them waits."""

    count: int
    since: datetime.date


def is_due(checked_on: datetime.date | None, on: datetime.date) -> bool:
    return checked_on is None or on - checked_on > GOOD_FOR


def due(on: datetime.date) -> Due | None:
    old = Q(checked_on=None) | Q(checked_on__lt=on - GOOD_FOR)
    checks = [
        *HelpLine.objects.in_force().filter(old).values_list("checked_on", flat=True),
        *HelpTopic.objects.filter(old).values_list("checked_on", flat=True),
    ]
    if not checks:
        return None
    since = min((day + GOOD_FOR + datetime.timedelta(days=1) for day in checks if day), default=on)
    return Due(len(checks), since)
