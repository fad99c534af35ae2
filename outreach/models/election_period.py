from django.conf import settings
from django.db import models
from django.db.models import F, Q


class ElectionPeriod(models.Model):
    """Days on which what institutions say in public is under the law of elections; both included."""

    starts_on = models.DateField()
    ends_on = models.DateField()
    basis = models.CharField(max_length=300)
    """The decree or the decision that sets it."""
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    """Entered wrongly; it never counts, and stays to be seen."""

    class Meta:
        ordering = ("-starts_on",)
        constraints = (
            models.CheckConstraint(
                name="election_period_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(name="election_period_has_a_basis", condition=~Q(basis="")),
        )

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on}"
