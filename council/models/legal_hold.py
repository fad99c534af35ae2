import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from council.models.report import Report


class LegalHold(models.Model):
    """As long as one stands, the report is not destroyed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="holds")
    authority = models.CharField(max_length=120)
    """Who demanded it, and the number of the paper."""
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True)
    released = models.CharField(max_length=120, blank=True)
    """Who said that it may go, and the number of the paper."""

    class Meta:
        ordering = ("placed_at",)
        constraints = (
            models.UniqueConstraint(
                name="report_held_once", fields=("report",), condition=Q(lifted_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"hold on {self.report_id}"
