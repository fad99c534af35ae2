from django.conf import settings
from django.db import models
from django.db.models import Q


class Standstill(models.Model):
    """While one is open, nothing is published and nothing mailed: who, when and why."""

    began_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    began_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    paused = models.JSONField(default=list)
    """Months whose letters it paused, to go on with when it ends."""

    class Meta:
        ordering = ("-began_at",)
        constraints = (
            models.UniqueConstraint(
                name="standstill_once",
                fields=("ended_at",),
                nulls_distinct=False,
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(name="standstill_with_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="standstill_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"standstill since {self.began_at:%Y-%m-%d %H:%M}"
