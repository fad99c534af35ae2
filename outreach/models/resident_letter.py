import uuid

from django.db import models
from django.db.models import Q

from outreach.models.posting import Posting
from outreach.models.subscriber import Subscriber


class ResidentLetter(models.Model):
    """A single letter to one resident or notice-board contact: a row first, then a message.

    Its words are constant for each kind, and its address stands with the subscriber or the place
    alone, so that what is erased there is erased here.
    """

    class Kind(models.TextChoices):
        CONFIRM = "confirm"
        ALREADY_SUBSCRIBED = "already_subscribed"
        WELCOME = "welcome"
        PACK = "pack"
        PACK_CORRECTED = "pack_corrected"
        PACK_WITHDRAWN = "pack_withdrawn"
        PACK_REMINDER = "pack_reminder"

    class State(models.TextChoices):
        PENDING = "pending"
        LEASED = "leased"
        HANDING_OFF = "handing_off"
        ACCEPTED = "accepted"
        FAILED = "failed"
        IN_DOUBT = "in_doubt"
        CANCELLED = "cancelled"
        """What it says no longer holds, and it had not gone out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40, choices=Kind)
    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.CASCADE, null=True, related_name="letters"
    )
    posting = models.ForeignKey(
        Posting, on_delete=models.CASCADE, null=True, related_name="letters"
    )
    language = models.CharField(max_length=2)
    about = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.PENDING)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_owner = models.BigIntegerField(null=True)
    written_at = models.DateTimeField()
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    smtp_text = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="resident_letter_to_somebody",
                condition=Q(subscriber__isnull=False) ^ Q(posting__isnull=False),
            ),
            models.UniqueConstraint(name="pack_letter_once", fields=("posting", "kind")),
            models.CheckConstraint(
                name="resident_letter_held_by_an_owner",
                condition=Q(lease_owner__isnull=False) ^ ~Q(state__in=("leased", "handing_off")),
            ),
        )
        indexes = (
            models.Index(
                name="resident_letter_waiting", fields=("next_at",), condition=Q(state="pending")
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def address(self) -> str:
        found = self.posting.board if self.posting else self.subscriber
        return str(found.address) if found else ""

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]
