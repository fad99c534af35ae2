import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from council.models.agency import Agency
from council.models.document import Document
from council.models.folded import words_of


class Correspondence(models.Model):
    """One line of the register: a letter that left or came, under its protocol number."""

    class Direction(models.TextChoices):
        OUT = "out"
        IN = "in"

    class Kind(models.TextChoices):
        CONVOCATION = "convocation"
        DECISION = "decision"
        ACTION = "action"
        MINUTES = "minutes"
        OTHER = "other"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    direction = models.CharField(max_length=3, choices=Direction)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    institution = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="correspondence")
    protocol_number = models.CharField(max_length=40, blank=True)
    """As the protocol office wrote it on the paper; empty until it has."""
    protocol_date = models.DateField(null=True)
    subject = models.CharField(max_length=200)
    about = models.CharField(max_length=80, blank=True)
    """The source key of what it is about: `decision:2026-3`, `action:2026-1`, `meeting:2026-4`."""
    closed = models.BooleanField(default=False)
    answers = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="answered"
    )
    scan = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()
    subject_words = words_of("subject")

    class Meta:
        ordering = ("-entered_at",)
        constraints = (
            models.CheckConstraint(
                name="protocol_number_and_date_together",
                condition=Q(protocol_number="", protocol_date__isnull=True)
                | ~Q(protocol_number="") & Q(protocol_date__isnull=False),
            ),
        )
        indexes = (
            models.Index(name="correspondence_register", fields=("entered_at", "id")),
            models.Index(name="correspondence_about", fields=("about",)),
            GinIndex(fields=("subject_words",), name="correspondence_words"),
        )

    def __str__(self) -> str:
        return f"{self.direction} {self.protocol_number}"
