from django.conf import settings
from django.db import models

from council.models.agenda_item import AgendaItem


class MinutesEditing(models.Model):
    """Who has an item's minutes open, as of their last sign of life."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="editing")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="minutes_editing_once", fields=("item", "person")),
        )

    def __str__(self) -> str:
        return f"{self.person} at {self.seen_at:%T}"
