import uuid

from django.conf import settings
from django.db import models

from council.models.agency import Agency
from council.models.agenda_item import Marking
from council.models.report import Report
from council.models.sealed import Sealed


class ReportNote(Sealed):
    """What an institution adds to a report; it may be marked more strictly than the report."""

    WORDS = ("text",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="notes")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    marking = models.CharField(max_length=20, choices=Marking, default=Marking.AMBER_STRICT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at",)

    def __str__(self) -> str:
        return f"note of {self.report_id}"
