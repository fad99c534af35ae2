from django.conf import settings
from django.db import models

from bulletins.models.text import BlockText


class KeptTranslation(models.Model):
    """A reviewed translation that a small correction of the Albanian left right, and why."""

    text = models.ForeignKey(BlockText, on_delete=models.CASCADE, related_name="kept")
    before_digest = models.CharField(max_length=64)
    after_digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)
        constraints = (
            models.CheckConstraint(
                name="translation_kept_with_a_reason", condition=~models.Q(reason="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.text}: {self.at:%Y-%m-%d}"
