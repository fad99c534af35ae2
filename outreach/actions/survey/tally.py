"""Counting answers, and forgetting them."""

import datetime

from django.db import connection, transaction
from django.utils.timezone import localdate

from council.published import unit_names
from outreach.models import CountedSlip, SurveySlip
from outreach.survey import QUESTIONS, UNSAID

AT_ONCE = 500
REMEMBERED = datetime.timedelta(days=2)
"""How long a form that was counted is known by its id."""


def tally_slips(*, at: datetime.datetime) -> int:
    """Counts what waits, each form once, and erases it; how many."""
    known = {q.key: {key for key, _ in q.options} for q in QUESTIONS}
    known["unit"] = {*unit_names(), UNSAID}
    with transaction.atomic():
        slips = list(SurveySlip.objects.select_for_update(skip_locked=True)[:AT_ONCE])
        counted = set(
            CountedSlip.objects.filter(pk__in=[s.pk for s in slips]).values_list("pk", flat=True)
        )
        for slip in slips:
            if slip.pk not in counted:
                _count(slip, known)
        CountedSlip.objects.bulk_create(
            [CountedSlip(id=slip.pk, counted_on=localdate(at)) for slip in slips],
            ignore_conflicts=True,
        )
        SurveySlip.objects.filter(pk__in=[slip.pk for slip in slips]).delete()
        CountedSlip.objects.filter(counted_on__lt=localdate(at) - REMEMBERED).delete()
    return len(slips)


def _count(slip: SurveySlip, known: dict[str, set[str]]) -> None:
    told = [
        (key, option) for key, option in slip.answers.items() if option in known.get(key, set())
    ]
    rows = [*told, ("channel", slip.channel), ("language", slip.language)] if told else []
    with connection.cursor() as cursor:
        for question, option in sorted(rows):
            cursor.execute(
                """
                INSERT INTO outreach_surveycount AS known (wave_id, question, option, n)
                VALUES (%s, %s, %s, 1)
                ON CONFLICT (wave_id, question, option) DO UPDATE SET n = known.n + 1
                """,
                [slip.wave_id, question, option],
            )
