"""Dated public rules. Today one: the period before an election."""

import datetime

from django.db.models import QuerySet

from outreach.models import ElectionPeriod


def in_election_period(day: datetime.date) -> bool:
    """Whether the law of elections watches what is made public on a day."""
    return _counting().filter(starts_on__lte=day, ends_on__gte=day).exists()


def period_of(day: datetime.date) -> tuple[datetime.date, datetime.date, str] | None:
    """(first day, last day, basis) of the period in which a day lies; else of the next one."""
    row = _counting().filter(ends_on__gte=day).order_by("starts_on").first()
    return (row.starts_on, row.ends_on, row.basis) if row else None


def _counting() -> QuerySet[ElectionPeriod]:
    return ElectionPeriod.objects.filter(removed_at__isnull=True)
