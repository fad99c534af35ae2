import datetime

from django.db import models
from django.db.models import Q

WORKING_DAYS = 15
"""Before anybody has set it."""


class AnswerTime(models.Model):
    """How many working days an answer may take, from a day on, until the next row."""

    from_date = models.DateField(unique=True)
    working_days = models.PositiveSmallIntegerField(default=WORKING_DAYS)

    class Meta:
        ordering = ("-from_date",)
        constraints = (
            models.CheckConstraint(
                name="answer_time_is_a_time", condition=Q(working_days__gte=1, working_days__lte=60)
            ),
        )

    def __str__(self) -> str:
        return f"{self.working_days} from {self.from_date}"

    @classmethod
    def on(cls, day: datetime.date) -> int:
        """Working days for a question that came on a day."""
        row = cls.objects.filter(from_date__lte=day).first()
        return row.working_days if row else WORKING_DAYS
