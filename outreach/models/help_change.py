from django.conf import settings
from django.db import models
from django.db.models import F, Q


class HelpChange(models.Model):
    """Another number or other words for a help line, as one person proposes and another approves."""

    line = models.ForeignKey("outreach.HelpLine", on_delete=models.CASCADE, related_name="changes")
    number = models.CharField(max_length=20)
    words = models.JSONField(default=dict)
    """`name_sq` … `note_ar`, all six."""
    reason = models.CharField(max_length=300)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="help_change_one_open", fields=("line",), condition=Q(decided_at__isnull=True)
            ),
            models.CheckConstraint(
                name="help_change_approved_by_another",
                condition=Q(approved=False)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
            ),
        )

    def __str__(self) -> str:
        return f"{self.line_id} {self.number}"
