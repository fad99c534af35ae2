from django.conf import settings
from django.db import models


class ReachTarget(models.Model):
    """What the council wants to reach a month, from a day on; the newest row in force holds."""

    class Measure(models.TextChoices):
        LETTERS = "letters"
        READ = "read"
        DOWNLOADED = "downloaded"
        POSTED = "posted"
        HEARD = "heard"
        PARTICIPANTS = "participants"
        SURVEY = "survey"
        QUESTIONS = "questions"
        """Per cent answered in time."""
        PROMISES = "promises"
        """Per cent kept by their deadline."""

    measure = models.CharField(max_length=12, choices=Measure)
    value = models.PositiveIntegerField()
    from_date = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="reach_target_once", fields=("measure", "from_date")),
        )
        ordering = ("measure", "-from_date")

    def __str__(self) -> str:
        return f"{self.measure} {self.value} ({self.from_date})"
