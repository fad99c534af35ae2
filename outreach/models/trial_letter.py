from django.db import models
from django.db.models import Q

from outreach.models.trial import Trial


class TrialLetter(models.Model):
    """A trial's letter to one of our own addresses, and what came of it."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="letters")
    address = models.CharField(max_length=320)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    smtp_code = models.PositiveSmallIntegerField(null=True)
    smtp_text = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="trial_letter_once", fields=("trial", "address")),
            models.CheckConstraint(
                name="trial_letter_sent_at",
                condition=Q(state="sent") ^ Q(sent_at__isnull=True),
            ),
        )
        indexes = (
            models.Index(name="trial_letter_waiting", fields=("id",), condition=Q(state="waiting")),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
