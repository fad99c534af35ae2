import datetime
import uuid

from django.db import models
from django.utils.timezone import localdate

from council.models.agency import Agency
from council.models.agenda_item import AgendaItem
from council.models.meeting import Meeting


class Decision(models.Model):
    """A numbered decision; the Albanian open text is the authoritative one."""

    class Kind(models.TextChoices):
        RECOMMENDATION = "recommendation"
        COMMITMENT = "commitment"
        INFORMATION = "information"
        PROCEDURAL = "procedural"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    institution = models.ForeignKey(Agency, on_delete=models.PROTECT)
    due_date = models.DateField(null=True)
    legal_basis = models.CharField(max_length=200, blank=True)
    open_text = models.TextField()
    closed_text = models.TextField(blank=True)

    class Meta:
        ordering = ("year", "serial")
        constraints = (models.UniqueConstraint(name="decision_number", fields=("year", "serial")),)

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"{self.year}-{self.serial}"

    @property
    def source_key(self) -> str:
        return f"decision:{self.number}"

    @property
    def taken_on(self) -> datetime.date:
        return localdate(self.meeting.starts_at)
