import uuid

from django.conf import settings
from django.db import models

from council.models.agency import Agency
from council.models.agenda_item import Marking
from council.models.report import Report
from council.models.sealed import Sealed


class ReportFile(Sealed):
    """A file of a report: the original and a clean copy, both sealed; only the copy is shown."""

    WORDS = ("name",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    marking = models.CharField(max_length=20, choices=Marking, default=Marking.AMBER_STRICT)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    """Bytes of the clean copy, before sealing."""
    sha256 = models.CharField(max_length=64)
    """Of the sealed clean copy, as it lies on the disk."""
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("added_at",)

    def __str__(self) -> str:
        return str(self.id)
