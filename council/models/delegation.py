import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from council.models.appointment import Appointment


class Delegation(models.Model):
    """The chair lets a named person approve in their place, from a day to a day (inclusive)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    appointment = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, related_name="delegations"
    )
    """The chair's own appointment."""
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations"
    )
    from_date = models.DateField()
    to_date = models.DateField()
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-from_date",)
        constraints = (
            models.CheckConstraint(
                name="delegation_ends_after_it_begins", condition=Q(to_date__gte=F("from_date"))
            ),
        )

    def __str__(self) -> str:
        return f"delegation {self.from_date}–{self.to_date}"
