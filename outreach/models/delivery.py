from django.db import models
from django.db.models import Q

from outreach.models.mailing import Mailing
from outreach.models.subscriber import Subscriber


class Delivery(models.Model):
    """One letter to one person: the truth about it, whatever happens to a worker."""

    class State(models.TextChoices):
        PENDING = "pending"
        LEASED = "leased"
        HANDING_OFF = "handing_off"
        ACCEPTED = "accepted"
        DEFERRED = "deferred"
        FAILED = "failed"
        SUPPRESSED = "suppressed"
        CANCELLED = "cancelled"
        IN_DOUBT = "in_doubt"

    mailing = models.ForeignKey(Mailing, on_delete=models.PROTECT, related_name="deliveries")
    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.SET_NULL, null=True, related_name="deliveries"
    )
    language = models.CharField(max_length=2)
    domain = models.CharField(max_length=255)
    state = models.CharField(max_length=20, choices=State, default=State.PENDING)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_owner = models.BigIntegerField(null=True)
    """The number of the sender that holds it; see `actions/claim.py`."""
    added_at = models.DateTimeField(null=True)
    """Of a letter to somebody who subscribed after the mailing was frozen: when it joined it."""
    next_at = models.DateTimeField()
    has_slot = models.BooleanField(default=False, db_default=False)
    """`next_at` is its turn among the letters of its domain (`outreach/pacing.py`)."""
    handed_off_at = models.DateTimeField(null=True)
    """When the end of the letter was about to be sent, last time."""
    smtp_code = models.PositiveSmallIntegerField(null=True)
    smtp_text = models.CharField(max_length=300, blank=True)
    queue_id = models.CharField(max_length=120, blank=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="delivery_once", fields=("mailing", "subscriber")),
            models.CheckConstraint(
                name="delivery_held_by_an_owner",
                condition=Q(lease_owner__isnull=False) ^ ~Q(state__in=("leased", "handing_off")),
            ),
            models.CheckConstraint(
                name="delivery_accepted_at",
                condition=Q(state="accepted") ^ Q(accepted_at__isnull=True),
            ),
        )
        indexes = (
            models.Index(
                name="delivery_waiting",
                fields=("mailing", "next_at", "id"),
                condition=Q(state__in=("pending", "deferred")),
            ),
            models.Index(
                name="delivery_held",
                fields=("lease_owner",),
                condition=Q(state__in=("leased", "handing_off")),
            ),
            models.Index(
                name="delivery_in_doubt", fields=("mailing",), condition=Q(state="in_doubt")
            ),
            models.Index(
                name="delivery_troubled", fields=("mailing", "-next_at"), condition=~Q(smtp_text="")
            ),
            models.Index(
                name="delivery_lately",
                fields=("mailing", "accepted_at"),
                condition=Q(state="accepted"),
            ),
            models.Index(name="delivery_by_state", fields=("mailing", "state")),
        )
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
