import uuid

from django.db import models


class SubscriptionRequest(models.Model):
    """Somebody asks for the bulletin, as it arrives from the public side: nobody has confirmed it.

    A worker carries it into the register, writes to the address and erases this row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.CharField(max_length=320)
    language = models.CharField(max_length=2)
    unit = models.SlugField(blank=True)
    wants_document = models.BooleanField(default=False)
    wants_current = models.BooleanField(default=False)
    consent_way = models.CharField(max_length=40)
    consent_text = models.CharField(max_length=300)
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
