from django.conf import settings
from django.db import models
from django.db.models import F, Q

from council.models.delegation import Delegation
from council.models.meeting import Meeting


class DecisionNotice(models.Model):
    """*Njoftim për vendimet*: what was decided, made public on the day, before the minutes."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="notice")
    text = models.TextField()
    """Albanian, from the open side alone."""
    decisions = models.JSONField()
    """[{number, institution, deadline, text}] as they were released."""
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="decision_notice_by_two",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("released_by")),
            ),
        )

    def __str__(self) -> str:
        return f"notice of {self.meeting}"
