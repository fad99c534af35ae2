import uuid

from django.db import models
from django.db.models import Q


class Pack(models.Model):
    """What notice boards get of a month's edition: the sheets, and words to go with them.

    A corrected edition is a pack of its own; the newest one holds.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField()
    edition = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    spoken = models.TextField()
    """What is read aloud, a sentence a line."""
    message = models.TextField()
    """The issue in a short message."""
    change_note = models.CharField(max_length=600, blank=True)
    """Of a correction: what it changes."""
    web_address = models.CharField(max_length=300)
    read_address = models.CharField(max_length=300)
    sheet = models.CharField(max_length=300)
    """The notice-board sheet and the one in large print, below PORTAL_VAR."""
    large_print = models.CharField(max_length=300, blank=True)
    handed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-month", "-edition")
        constraints = (
            models.UniqueConstraint(name="pack_once", fields=("month", "edition")),
            models.CheckConstraint(
                name="pack_withdrawn_with_a_reason",
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.edition}"
