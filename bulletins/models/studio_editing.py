from django.conf import settings
from django.db import models

from bulletins.models.bulletin import Bulletin


class StudioEditing(models.Model):
    """Who has a month open in the studio, as of their last sign of life."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="editing")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="studio_editing_once", fields=("bulletin", "person")),
        )

    def __str__(self) -> str:
        return f"{self.person} at {self.seen_at:%T}"
