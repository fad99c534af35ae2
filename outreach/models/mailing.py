import uuid

from django.db import models
from django.db.models import Q


class Mailing(models.Model):
    """One edition of one month's bulletin on its way to the subscribers of one language."""

    class State(models.TextChoices):
        READY = "ready"
        SENDING = "sending"
        PAUSED = "paused"
        DONE = "done"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField()
    language = models.CharField(max_length=2)
    edition = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=State, default=State.READY)
    subject = models.CharField(max_length=200)
    html = models.TextField()
    text = models.TextField()
    archive_url = models.CharField(max_length=300)
    content_hash = models.CharField(max_length=64)
    document = models.CharField(max_length=300, blank=True, default="", db_default="")
    """Where the PDF lies, below PORTAL_VAR, that goes with the letters of who wants it."""
    expected = models.PositiveIntegerField(null=True)
    """Counted when it was frozen; empty before."""
    dated_at = models.DateTimeField()
    """The Date of every letter: the same bytes however often one is made."""
    started_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="mailing_once", fields=("month", "language", "edition")),
            models.CheckConstraint(
                name="mailing_under_way_was_counted",
                condition=Q(state__in=("ready", "cancelled")) | Q(expected__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.language} {self.edition}"
