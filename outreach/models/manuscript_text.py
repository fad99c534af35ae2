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
