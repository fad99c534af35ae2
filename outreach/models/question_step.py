from django.conf import settings
from django.db import models

from outreach.models.question import Question


class QuestionStep(models.Model):
    """One step on a question's way: who did what and when; never its words."""

    class Verb(models.TextChoices):
        RECEIVED = "received"
        ASKED_AGAIN = "asked_again"
        MERGED = "merged"
        HANDED = "handed"
        REMINDED = "reminded"
        ANSWERED = "answered"
        ON_AGENDA = "on_agenda"
        OFF_AGENDA = "off_agenda"
        DECIDED = "decided"
        NOT_FOR_US = "not_for_us"
        WROTE = "wrote"
        REVIEWED = "reviewed"
        SUBMITTED = "submitted"
        RETURNED = "returned"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    verb = models.CharField(max_length=20, choices=Verb)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    """None: the portal itself."""
    detail = models.CharField(max_length=120, blank=True)
    """A place, an agency's code, a text such as `answer:en`, a meeting or a number."""
    batch = models.UUIDField(null=True, db_index=True)
    """The slips that were typed together; a batch is taken once."""

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.question} {self.verb}"
