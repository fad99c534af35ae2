import uuid

from django.db import models


class Confirmation(models.Model):
    """Somebody has pressed the button of their confirmation letter; erased once carried out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subscriber = models.UUIDField(unique=True)
    """A subscriber's id, not a reference: the public role may not read subscribers."""
    asked_at = models.DateTimeField()
    """When the letter was written: it confirms nothing that came after it."""
    confirmed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.subscriber)
