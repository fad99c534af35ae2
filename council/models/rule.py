import datetime

from django.db import models
from django.db.models import Q


class Rule(models.Model):
    """The rules of procedure in force from a day on, until the next ones.

    The text of Council of Ministers' Decision 678/2024 could not be read: what stands here first is
    a default, and whoever keeps the settings corrects it with the day from which it holds.
    """

    class Base(models.TextChoices):
        """What a majority is counted of."""

        VOTING = "voting", "of the votes in favour and against"
        PRESENT = "present", "of the voting seats present"
        OCCUPIED = "occupied", "of the occupied voting seats"

    from_date = models.DateField(unique=True)
    quorum_percent = models.PositiveSmallIntegerField(default=50)
    """More than this share of the occupied voting seats must be there."""
    majority_percent = models.PositiveSmallIntegerField(default=50)
    """More than this share of the base must be in favour."""
    majority_base = models.CharField(max_length=20, choices=Base, default=Base.VOTING)
    notice_days = models.PositiveSmallIntegerField(default=7)
    """Days between convening and an ordinary meeting."""
    legal_basis = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-from_date",)
        constraints = (
            models.CheckConstraint(
                name="rule_shares_are_shares",
                condition=Q(quorum_percent__lt=100, majority_percent__lt=100),
            ),
        )

    def __str__(self) -> str:
        return f"rules from {self.from_date}"

    @classmethod
    def on(cls, day: datetime.date) -> "Rule":
        """The rules in force on a day. Raises Rule.DoesNotExist before the first ones."""
        return cls.objects.filter(from_date__lte=day)[:1].get()
