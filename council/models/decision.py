import datetime
import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from council.models.agency import Agency
from council.models.agenda_item import AgendaItem
from council.models.folded import words_of
from council.models.meeting import Meeting


class Series(models.TextChoices):
    """Closed records are counted apart, so that no hole among the open ones betrays them."""

    OPEN = "open"
    CLOSED = "closed"


def numbered(series: str, year: int, serial: int | None) -> str:
    """`2026-3`; of the closed series `2026-M3` (*i mbyllur*); "" before there is a number."""
    if serial is None:
        return ""
    return f"{year}-{'M' if series == Series.CLOSED else ''}{serial}"


class Decision(models.Model):
    """A numbered decision; the Albanian open text is the authoritative one.

    It is proposed first, and numbered when it is adopted.
    """

    class Kind(models.TextChoices):
        RECOMMENDATION = "recommendation"
        COMMITMENT = "commitment"
        INFORMATION = "information"
        PROCEDURAL = "procedural"

    class State(models.TextChoices):
        PROPOSED = "proposed"
        ADOPTED = "adopted"
        REJECTED = "rejected"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    series = models.CharField(max_length=10, choices=Series, default=Series.OPEN)
    state = models.CharField(max_length=20, choices=State, default=State.ADOPTED)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=20, choices=Kind)
    institution = models.ForeignKey(Agency, on_delete=models.PROTECT)
    due_date = models.DateField(null=True)
    legal_basis = models.CharField(max_length=200, blank=True)
    open_text = models.TextField(blank=True)
    closed_text = models.TextField(blank=True)
    open_words = words_of("open_text")
    closed_words = words_of("closed_text")

    class Meta:
        ordering = ("year", "serial")
        constraints = (
            models.UniqueConstraint(name="decision_number", fields=("series", "year", "serial")),
            models.CheckConstraint(
                name="decision_is_numbered_when_adopted",
                condition=Q(state="adopted", serial__isnull=False)
                | ~Q(state="adopted") & Q(serial__isnull=True),
            ),
            models.CheckConstraint(
                name="decision_of_the_closed_series_has_no_open_text",
                condition=~Q(series="closed") | Q(open_text=""),
            ),
            models.CheckConstraint(
                name="decision_has_words", condition=~Q(open_text="") | ~Q(closed_text="")
            ),
        )
        indexes = (
            models.Index(name="decision_register", fields=("year", "serial", "series")),
            GinIndex(fields=("open_words",), name="decision_open_words"),
            GinIndex(fields=("closed_words",), name="decision_closed_words"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return numbered(self.series, self.year, self.serial)

    @property
    def source_key(self) -> str:
        return f"decision:{self.number}"

    @property
    def taken_on(self) -> datetime.date:
        return localdate(self.meeting.starts_at)
