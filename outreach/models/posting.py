import uuid

from django.db import models
from django.db.models import Q

from outreach.models.notice_board import NoticeBoard
from outreach.models.pack import Pack


class Posting(models.Model):
    """One pack for one place, and what became of it there; the last answer counts."""

    class Outcome(models.TextChoices):
        POSTED = "posted"
        """It hangs there; perhaps it was read aloud too."""
        READ = "read"
        """Read aloud, and not posted."""
        COULD_NOT = "could_not"

    class Reason(models.TextChoices):
        CLOSED = "closed"
        NO_SHEET = "no_sheet"
        NO_BOARD = "no_board"
        NO_TIME = "no_time"
        OTHER = "other"

    class Way(models.TextChoices):
        LINK = "link"
        TELEPHONE = "telephone"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    board = models.ForeignKey(NoticeBoard, on_delete=models.PROTECT, related_name="postings")
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="postings")
    made_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    heard = models.PositiveSmallIntegerField(null=True)
    """How many people it was read aloud to."""
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    note = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=10, choices=Way, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="posting_once", fields=("board", "pack")),
            models.CheckConstraint(
                name="posting_answered_somehow",
                condition=Q(outcome="", answered_at__isnull=True, answered_by="")
                | (~Q(outcome="") & Q(answered_at__isnull=False) & ~Q(answered_by="")),
            ),
            models.CheckConstraint(
                name="posting_not_done_for_a_reason",
                condition=Q(outcome="could_not", heard__isnull=True) & ~Q(reason="")
                | (~Q(outcome="could_not") & Q(reason="")),
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
