from django.conf import settings
from django.db import models

from council.models.appointment import Appointment
from council.models.meeting import Meeting


class Rsvp(models.Model):
    """Whether somebody comes to a meeting: their last word, typed by them or told by telephone."""

    class Answer(models.TextChoices):
        YES = "yes"
        REMOTE = "remote"
        SUBSTITUTE = "substitute"
        NO = "no"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="rsvps")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rsvps"
    )
    answer = models.CharField(max_length=12, choices=Answer)
    substitute = models.ForeignKey(
        Appointment, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    by_telephone = models.BooleanField(default=False)
    """The secretary entered what was told."""
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="rsvp_once", fields=("meeting", "person")),)

    def __str__(self) -> str:
        return self.answer
