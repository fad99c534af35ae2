import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from council.models.appointment import Appointment


class Meeting(models.Model):
    """A meeting of the council, numbered in its year."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary"
        EXTRAORDINARY = "extraordinary"

    class Mode(models.TextChoices):
        IN_PERSON = "in_person"
        REMOTE = "remote"
        BOTH = "both"

    class State(models.TextChoices):
        PLANNED = "planned"
        CONVENED = "convened"
        HELD = "held"
        DRAFTED = "drafted"
        CIRCULATED = "circulated"
        APPROVED = "approved"
        PUBLISHED = "published"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.ORDINARY)
    mode = models.CharField(max_length=20, choices=Mode, default=Mode.IN_PERSON)
    state = models.CharField(max_length=20, choices=State, default=State.PLANNED)
    starts_at = models.DateTimeField()
    minutes_planned = models.PositiveSmallIntegerField(default=90)
    place = models.CharField(max_length=200)
    """Where to go; of a remote meeting, how to join."""
    convener = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, null=True, related_name="convened_meetings"
    )
    chair = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, null=True, related_name="chaired_meetings"
    )
    """The appointment that chaired: old minutes keep the old chair."""
    open_text = models.TextField(blank=True)
    closed_text = models.TextField(blank=True)
    sequence = models.PositiveSmallIntegerField(default=0)
    """Of the calendar entry (RFC 5546): grows with each change that was sent out."""
    convened_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    current_item = models.ForeignKey(
        "AgendaItem", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    """The item that is being dealt with while the meeting is held."""
    circulated_at = models.DateTimeField(null=True)
    corrections_until = models.DateField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    """Who wrote the minutes down as finished; never the person who approves them."""
    edited_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-starts_at",)
        constraints = (
            models.UniqueConstraint(name="meeting_number", fields=("year", "number")),
            models.CheckConstraint(
                name="meeting_cancelled_with_a_reason",
                condition=~Q(state="cancelled")
                | Q(cancelled_at__isnull=False) & ~Q(cancelled_reason=""),
            ),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def source_key(self) -> str:
        return f"meeting:{self.reference}"

    @property
    def is_locked(self) -> bool:
        return self.state in (self.State.APPROVED, self.State.PUBLISHED)
