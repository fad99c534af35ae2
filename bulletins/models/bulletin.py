import datetime
from typing import Any

from django.db import models


class Bulletin(models.Model):
    """One month's bulletin. Its state is that of its editions."""

    class Origin(models.TextChoices):
        CURRENT = "current"
        ARCHIVE = "archive"
        """Put together later, from public sources."""

    month = models.DateField(unique=True)
    """The first day of the month that it is about."""
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.CURRENT)
    gathered_at = models.DateTimeField(null=True)
    held_back = models.JSONField(default=list)
    """Languages that follow later, and readers are told so. Never the Albanian."""

    class Meta:
        ordering = ("-month",)
        constraints = (
            models.CheckConstraint(
                name="bulletin_month_is_a_first_day", condition=models.Q(month__day=1)
            ),
            models.CheckConstraint(
                name="bulletin_albanian_goes_first",
                condition=~models.Q(held_back__contains=["sq"]),
            ),
        )

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

    def printed(self) -> "models.QuerySet[Any]":
        """The blocks that an edition would hold, in their order."""
        return self.blocks.filter(left_out=False, removed_at__isnull=True)  # type: ignore[attr-defined,no-any-return]

    @property
    def after(self) -> datetime.date:
        """The first day that no longer belongs to the month."""
        return (self.month + datetime.timedelta(days=31)).replace(day=1)
