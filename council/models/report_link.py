import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from council.models.report import Report


class ReportLink(models.Model):
    """Two reports that belong together; who reads only one of them does not learn of the other."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lesser = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")
    greater = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    linked_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="reports_linked_once", fields=("lesser", "greater")),
            models.CheckConstraint(
                name="report_link_in_order", condition=Q(lesser__lt=F("greater"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.lesser_id} – {self.greater_id}"
