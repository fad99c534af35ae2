from django.db import models

from outreach.models.returned_mail import ReturnedMail


class ReturnedCount(models.Model):
    """How much of a kind came back in a month from a domain of readers: what is kept for good."""

    month = models.DateField()
    kind = models.CharField(max_length=12, choices=ReturnedMail.Kind)
    domain = models.CharField(max_length=255, blank=True)
    """Empty where it is about no letter of ours."""
    n = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="returned_count_once", fields=("month", "kind", "domain")),
        )

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.kind}: {self.n}"
