import uuid

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Func, Q, Value


class SurveyWave(models.Model):
    """One round of the survey: residents answer from a day to a day, both included.

    Its results are frozen when they are proposed, and public when a second person releases them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opens_on = models.DateField()
    closes_on = models.DateField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    results = models.JSONField(null=True)
    """{question: {option: count rounded to five, or null where it is hidden}}, and "answers"."""
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-opens_on",)
        constraints = (
            models.CheckConstraint(
                name="survey_wave_in_order", condition=Q(closes_on__gte=models.F("opens_on"))
            ),
            models.CheckConstraint(
                name="survey_released_by_another",
                condition=Q(released_at=None, released_by=None)
                | (
                    Q(released_at__isnull=False, proposed_at__isnull=False, results__isnull=False)
                    & ~Q(released_by=models.F("proposed_by"))
                ),
            ),
            ExclusionConstraint(
                name="survey_waves_apart",
                expressions=[
                    (Func("opens_on", "closes_on", Value("[]"), function="daterange"), "&&")
                ],
            ),
        )

    def __str__(self) -> str:
        return f"{self.opens_on} – {self.closes_on}"
