import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from council.models.agency import Agency
from council.models.report import Report
from council.models.sealed import Sealed

OPEN_STATES = ("sent", "acknowledged", "accepted")
"""As long as one of these holds, the institution reads what it was sent."""


class Referral(Sealed):
    """A report handed to an institution for a purpose, by a deadline; it ends, and with it the right."""

    WORDS = ("purpose", "answer", "result")

    class State(models.TextChoices):
        SENT = "sent"
        ACKNOWLEDGED = "acknowledged"
        ACCEPTED = "accepted"
        REFUSED = "refused"
        DONE = "done"
        REVOKED = "revoked"

    class Basis(models.TextChoices):
        """What allows the institution to receive it; defaults, to be confirmed by a lawyer."""

        DUTY = "duty"
        """Its duty under its own law."""
        COOPERATION = "cooperation"
        """The council's rules of cooperation."""
        PROTECTION = "protection"
        """Protecting somebody's life or health."""
        LAW_ENFORCEMENT = "law_enforcement"

    class Part(models.TextChoices):
        """What of the report goes with it. Category, area, period and level always do."""

        TITLE = "title"
        OBSERVED = "observed"
        PROTECTIVE = "protective"
        FILES = "files"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="referrals")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="referrals")
    basis = models.CharField(max_length=20, choices=Basis)
    parts = ArrayField(models.CharField(max_length=20, choices=Part), default=list)
    state = models.CharField(max_length=20, choices=State, default=State.SENT)
    due_date = models.DateField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    """When it was accepted or refused."""
    ended_at = models.DateTimeField(null=True)
    """When it was refused, done or revoked."""
    on_paper = models.BooleanField(default=False)
    """Whether the last answer came on paper and the coordinator typed it."""
    protocol_number = models.CharField(max_length=40, blank=True)
    """Of that paper."""
    escalated_at = models.DateTimeField(null=True)
    """When it was put on the next agenda for being late."""

    class Meta:
        ordering = ("sent_at",)
        constraints = (
            models.CheckConstraint(
                name="referral_ends_when_it_is_over",
                condition=Q(state__in=OPEN_STATES, ended_at__isnull=True)
                | ~Q(state__in=OPEN_STATES) & Q(ended_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="referral_once_at_a_time",
                fields=("report", "agency"),
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="referral_paper_has_a_number",
                condition=Q(on_paper=False) | ~Q(protocol_number=""),
            ),
        )
        indexes = (
            models.Index(
                name="referral_waiting", fields=("due_date",), condition=Q(ended_at__isnull=True)
            ),
            models.Index(
                name="referral_of_agency", fields=("agency",), condition=Q(ended_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"referral {self.state}"

    @property
    def source_key(self) -> str:
        return f"referral:{self.pk}"
