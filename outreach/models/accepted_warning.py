from django.conf import settings
from django.db import models

from outreach.models.manuscript_text import ManuscriptText


class AcceptedWarning(models.Model):
    """A warning of the checks that somebody looked at: it is right as it stands, and why.

    It holds for these very words; a text that changes is asked about again.
    """

    text = models.ForeignKey(ManuscriptText, on_delete=models.CASCADE, related_name="accepted")
    check_name = models.CharField(max_length=60)
    excerpt = models.CharField(max_length=200)
    text_digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)
        constraints = (
            models.CheckConstraint(
                name="warning_accepted_with_a_reason", condition=~models.Q(reason="")
            ),
            models.UniqueConstraint(
                name="warning_accepted_once",
                fields=("text", "check_name", "excerpt", "text_digest"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.text}: {self.check_name}"
