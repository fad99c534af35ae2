import uuid

from django.db import models


class CountedSlip(models.Model):
    """That a form was counted, and nothing of what it said: a repeated one finds itself here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    counted_on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return str(self.id)
