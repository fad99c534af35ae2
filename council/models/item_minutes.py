from django.conf import settings
from django.db import models

from council.models.agenda_item import AgendaItem


class ItemMinutes(models.Model):
    """What was said and settled about one item: the open side and the closed one."""

    item = models.OneToOneField(AgendaItem, on_delete=models.CASCADE, related_name="minutes")
    open_text = models.TextField(blank=True)
    closed_text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    """Grows with each save; who saves says which version was read."""
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    edited_at = models.DateTimeField(null=True)
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    """Everybody who ever wrote in it; none of them approves it."""

    def __str__(self) -> str:
        return f"minutes of {self.item}"
