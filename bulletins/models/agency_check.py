import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from bulletins.models.block import Block
from bulletins.models.bulletin import Bulletin


class AgencyCheck(models.Model):
    """“Look before print”: a sentence that names an institution, and what the institution says.

    It is about these very words: a sentence that changes is asked about again.
    """

    class State(models.TextChoices):
        ASKED = "asked"
        ACCEPTED = "accepted"
        PROPOSED = "proposed"
        """Another wording, which the secretary takes or settles otherwise."""
        HELD = "held"
        """The institution keeps it back, with a reason: its block is in no edition."""
        PASSED = "passed"
        """Nobody answered for two working days; only what approved minutes say passes so."""

    class Channel(models.TextChoices):
        PORTAL = "portal"
        TELEPHONE = "telephone"
        PAPER = "paper"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="checks")
    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="checks")
    field = models.CharField(max_length=80)
    agency = models.CharField(max_length=40)
    """The institution's code."""
    text = models.TextField()
    """The Albanian sentence that was asked about."""
    text_digest = models.CharField(max_length=64)
    of_minutes = models.BooleanField(default=False)
    """Whether it says what approved minutes say, word for word."""
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    proposal = models.TextField(blank=True)
    reason = models.CharField(max_length=300, blank=True)
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    """Who wrote the answer down: the liaison, or the secretary for an institution."""
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("asked_at", "block__order", "field")
        constraints = (
            models.UniqueConstraint(
                name="sentence_asked_once", fields=("block", "field", "agency", "text_digest")
            ),
            models.CheckConstraint(
                name="sentence_held_with_a_reason", condition=~Q(state="held") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="sentence_proposed_with_words",
                condition=~Q(state="proposed") | ~Q(proposal=""),
            ),
            models.CheckConstraint(
                name="silence_passes_only_minutes",
                condition=~Q(state="passed") | Q(of_minutes=True),
            ),
            models.CheckConstraint(
                name="sentence_answered_by_somebody",
                condition=Q(state__in=("asked", "passed"))
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(channel="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.block} {self.field} {self.agency}: {self.state}"
