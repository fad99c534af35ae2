from django.db import models

from languages.models import TranslatedText


class Text(TranslatedText):
    """One field of one public record, in one language."""

    key = models.CharField(max_length=80)
    field = models.CharField(max_length=40)

    class Meta(TranslatedText.Meta):
        constraints = [
            *TranslatedText.Meta.constraints,
            models.UniqueConstraint(name="outreach_text_once", fields=("key", "field", "language")),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.field} {self.language}"
