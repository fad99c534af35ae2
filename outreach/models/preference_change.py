import uuid

from django.db import models


class PreferenceChange(models.Model):
    """What a subscriber wants from now on, as it arrives from the public side.

    The last one holds; a worker carries them into the register and erases them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subscriber = models.UUIDField(db_index=True)
    language = models.CharField(max_length=2)
    unit = models.SlugField(blank=True)
    wants_document = models.BooleanField()
    paused_until = models.DateField(null=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.subscriber)
