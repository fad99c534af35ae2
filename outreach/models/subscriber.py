import uuid

from django.db import models
from django.db.models import Q

from languages import LANGUAGES


class Subscriber(models.Model):
    """Somebody who asked for the bulletin, with the proof that they did."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.CharField(max_length=320, unique=True)
    """Normalised: lower case, domain in its ASCII form."""
    address_hash = models.CharField(max_length=64)
    """Keyed: what suppression knows it by."""
    domain = models.CharField(max_length=255)
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    unit = models.SlugField(blank=True)
    """The part of the city that they asked for news of; empty: the whole."""
    wants_document = models.BooleanField(default=False, db_default=False)
    """The bulletin's PDF comes with the letter, not only a link to it."""
    wants_current = models.BooleanField(default=False, db_default=False)
    """Once they have confirmed, the latest issue comes at once."""
    paused_until = models.DateField(null=True)
    """No letter before that day."""
    consent_way = models.CharField(max_length=40)
    consent_text = models.CharField(max_length=300)
    consented_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="subscriber_confirms_after_consent",
                condition=Q(confirmed_at__isnull=True)
                | Q(confirmed_at__gte=models.F("consented_at")),
            ),
        )
        indexes = (models.Index(name="subscriber_lately", fields=("-consented_at", "-id")),)

    def __str__(self) -> str:
        return str(self.id)
