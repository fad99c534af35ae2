from django.conf import settings
from django.db import models

from languages.models import TranslatedText
from outreach.models.manuscript import Manuscript


class ManuscriptText(TranslatedText):
    """One field of a manuscript in one language."""

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="texts")
    field = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    """Grows with each change: who writes says which one they saw."""
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    edited_at = models.DateTimeField(null=True)

    class Meta(TranslatedText.Meta):
        constraints = [
            *TranslatedText.Meta.constraints,
            models.UniqueConstraint(
                name="manuscript_text_once", fields=("manuscript", "field", "language")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.manuscript} {self.field} {self.language}"


class ManuscriptConflict(models.Model):
    """What somebody wrote into a text that another had changed meanwhile: kept beside it."""

    text = models.ForeignKey(ManuscriptText, on_delete=models.CASCADE, related_name="conflicts")
    written = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return f"{self.text}: {self.at:%Y-%m-%d %H:%M}"


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
