from django.conf import settings
from django.db import models

from bulletins.models.block import Block
from languages.models import TranslatedText


class BlockText(TranslatedText):
    """One field of a block in one language, such as `headline` or `row:2026-3:text`."""

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="texts")
    field = models.CharField(max_length=80)
    version = models.PositiveIntegerField(default=1)
    """Grows with each change: who writes says which one they saw."""
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    edited_at = models.DateTimeField(null=True)
    gathered_text = models.TextField(blank=True)
    """What its source said when it was gathered last; empty where it was written here."""
    source_changed_at = models.DateTimeField(null=True)
    """When its source said something else than a hand had written here; nobody has looked yet."""
    translates_text = models.TextField(blank=True)
    """The Albanian that it translates, to show what has changed in it since."""

    class Meta(TranslatedText.Meta):
        constraints = [
            *TranslatedText.Meta.constraints,
            models.UniqueConstraint(name="block_text_once", fields=("block", "field", "language")),
        ]
        indexes = [
            # What was translated once, found again by the Albanian that it translates.
            models.Index(
                name="text_memory",
                fields=("language", "translates_digest"),
                condition=models.Q(reviewed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.block} {self.field} {self.language}"
