"""Counts of public forms."""

import datetime

from outreach.models import FormCount


def erase_counts(*, at: datetime.datetime) -> int:
    """Counts whose hour is over."""
    return FormCount.objects.filter(until__lt=at).delete()[0]
