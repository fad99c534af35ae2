import uuid

from django.conf import settings
from django.db import models

from council.models.agency import Agency


class OralMatter(models.Model):
    """What is marked TLP:RED is said and not stored: a date and who was in the room."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    date = models.DateField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    """Which noted it."""
    institutions = models.ManyToManyField(Agency, related_name="+")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("-date",)

    def __str__(self) -> str:
        return f"discussed orally on {self.date}"
