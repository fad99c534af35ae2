from django.db import models

from bulletins.models.block import Block
from languages.models import TranslatedText


class BlockText(TranslatedText):
    """One field of a block in one language, such as `headline` or `row:2026-3:text`."""

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="texts")
    field = models.CharField(max_length=80)

    class Meta(TranslatedText.Meta):
        constraints = [
            *TranslatedText.Meta.constraints,
            models.UniqueConstraint(name="block_text_once", fields=("block", "field", "language")),
        ]

    def __str__(self) -> str:
        return f"{self.block} {self.field} {self.language}"
