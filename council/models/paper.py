import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from council.models.document import Document
from council.models.meeting import Meeting


class Paper(models.Model):
    """A PDF that somebody asked for: made by a worker, theirs alone, and kept for a short time.

    It holds what the asker might read when it was made.
    """

    class Kind(models.TextChoices):
        INTERNAL_MINUTES = "internal_minutes"
        PUBLIC_MINUTES = "public_minutes"
        PACK = "pack"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=20, choices=Kind)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-asked_at",)
        constraints = (
            models.CheckConstraint(
                name="paper_is_made_with_a_document",
                condition=Q(made_at__isnull=True) | Q(document__isnull=False) | ~Q(error=""),
            ),
        )
        indexes = (
            models.Index(name="paper_waiting", fields=("asked_at",), condition=Q(made_at=None)),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.meeting}"
