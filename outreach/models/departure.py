import uuid

from django.db import models


class Departure(models.Model):
    """The wish to leave, as it arrives from the public side: the only thing that it may write.

    It holds at once (claiming letters looks here); the worker then carries it into the register.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subscriber = models.UUIDField(unique=True)
    """A subscriber's id, not a reference: the public role may not read subscribers."""
    left_at = models.DateTimeField()
    way = models.CharField(max_length=20)

    def __str__(self) -> str:
        return str(self.subscriber)
