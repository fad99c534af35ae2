import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class FiguresRelease(models.Model):
    """A month's figures as bands: counted once, frozen, released by a second person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField(unique=True)
    """Its first day."""
    bands = models.JSONField()
    """Category code → band, such as `5–9`; what is too small is not in it."""
    sha256 = models.CharField(max_length=64)
    """Of the bands: what is released is what the second person saw."""
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    counted_at = models.DateTimeField()
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-month",)
        constraints = (
            models.CheckConstraint(
                name="figures_released_by_another",
                condition=Q(released_by__isnull=True, released_at__isnull=True)
                | Q(released_by__isnull=False, released_at__isnull=False)
                & ~Q(released_by=F("counted_by")),
            ),
        )

    def __str__(self) -> str:
        return f"figures of {self.month:%Y-%m}"
