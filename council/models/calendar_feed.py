import uuid

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """The secret address at which somebody's calendar program reads the meetings."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    """SHA-256; the token itself is shown once and kept nowhere."""
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
