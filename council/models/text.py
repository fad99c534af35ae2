from django.db import models

from languages.models import TranslatedText


class Text(TranslatedText):
    """The open text of one field of one council record, in one language."""

    key = models.CharField(max_length=80)
    """The record's source key, such as `decision:2026-3`."""
    field = models.CharField(max_length=40)

    class Meta(TranslatedText.Meta):
        constraints = [
            *TranslatedText.Meta.constraints,
            models.UniqueConstraint(name="council_text_once", fields=("key", "field", "language")),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.field} {self.language}"
