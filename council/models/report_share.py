import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from council.models.agency import Agency
from council.models.report import Report


class ReportShare(models.Model):
    """An institution that a report is shared with, until the share is ended."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="shares")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    shared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("shared_at",)
        constraints = (
            models.UniqueConstraint(
                name="report_shared_once",
                fields=("report", "agency"),
                condition=Q(ended_at__isnull=True),
            ),
        )
        indexes = (
            models.Index(
                name="report_share_stands", fields=("agency",), condition=Q(ended_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"share of {self.report_id}"
