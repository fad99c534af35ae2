from django.db import models
from django.db.models import F, Q


class QuestionTally(models.Model):
    """A month's questions as counts, which anybody may read."""

    month = models.DateField(primary_key=True)
    received = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    """In this month, whenever they came."""
    in_time = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("month",)
        constraints = (
            models.CheckConstraint(
                name="question_tally_adds_up", condition=Q(in_time__lte=F("answered"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
