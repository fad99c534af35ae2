import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from council.models.agenda_item import AgendaItem
from council.models.meeting import Meeting


class Document(models.Model):
    """A file of the council's work, cleaned when it came, under a name that says nothing.

    Of an item it is as closed as `closed` says; of an item that is closed as a whole it always is.
    """

    class Kind(models.TextChoices):
        WORKING = "working"
        SIGNED_MINUTES = "signed_minutes"
        EVIDENCE = "evidence"
        LETTER = "letter"
        PAPER = "paper"
        """Made here, of a meeting, for one person (`Paper`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.WORKING)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="documents"
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, related_name="documents"
    )
    title = models.CharField(max_length=200)
    closed = models.BooleanField(default=False)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    """Bytes of what is stored."""
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("uploaded_at",)
        constraints = (models.CheckConstraint(name="document_has_a_title", condition=~Q(title="")),)

    def __str__(self) -> str:
        return str(self.id)
