from django.db import models
from django.db.models import Q


class DomainCheck(models.Model):
    """What the name servers last answered about the domain of our letters: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    wanted_at = models.DateTimeField(null=True)
    """Somebody asked; a worker has not looked yet."""
    asked_at = models.DateTimeField(null=True)
    answers = models.JSONField(default=dict)
    """By record: the result, and what was found."""

    class Meta:
        constraints = (models.CheckConstraint(name="domain_check_is_one_row", condition=Q(id=1)),)

    def __str__(self) -> str:
        return f"asked {self.asked_at or 'never'}"
