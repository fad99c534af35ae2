"""A month's questions as counts: what pages, bulletins and the impact page may say."""

import datetime
from collections import Counter, defaultdict

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth

from outreach.models import Question, QuestionTally


def count_questions() -> None:
    """Counts all months anew: there are some hundred questions a year. Safe to repeat."""
    months: dict[datetime.date, Counter[str]] = defaultdict(Counter)
    asked = Question.objects.filter(merged_into__isnull=True).order_by()
    for month, received in _by_month(asked, "received_on"):
        months[month]["received"] = received
    answered = asked.filter(answered_on__isnull=False)
    for month, count in _by_month(answered, "answered_on"):
        months[month]["answered"] = count
    for month, count in _by_month(answered.filter(Q(answered_on__lte=F("due_on"))), "answered_on"):
        months[month]["in_time"] = count
    QuestionTally.objects.exclude(month__in=months).delete()
    for month, counts in months.items():
        told = {name: counts[name] for name in ("received", "answered", "in_time")}
        QuestionTally.objects.update_or_create(month=month, defaults=told)


def _by_month(rows, day: str):  # type: ignore[no-untyped-def]
    return rows.values_list(TruncMonth(day)).annotate(count=Count("pk"))
