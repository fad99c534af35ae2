import uuid

from django.conf import settings
from django.db import models

from council.models.item_minutes import ItemMinutes


class MinutesConflict(models.Model):
    """A text that met a newer one: kept whole until somebody has put the two together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    minutes = models.ForeignKey(ItemMinutes, on_delete=models.CASCADE, related_name="conflicts")
    open_text = models.TextField(blank=True)
    closed_text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return str(self.id)
