import datetime
import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from council.models.agency import Agency
from council.models.agenda_item import AgendaItem
from council.models.decision import Decision, Series, numbered
from council.models.folded import words_of


class Action(models.Model):
    """What an institution promised to do, and by when. It owns no account to be owned by."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    series = models.CharField(max_length=10, choices=Series, default=Series.OPEN)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveSmallIntegerField()
    institution = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="actions")
    given_date = models.DateField()
    due_date = models.DateField()
    done_date = models.DateField(null=True)
    new_due_date = models.DateField(null=True)
    open_text = models.TextField(blank=True)
    closed_text = models.TextField(blank=True)
    late_reason = models.CharField(max_length=200, blank=True)
    closed_note = models.TextField(blank=True)
    escalated_at = models.DateTimeField(null=True)
    """When it was put before the chair and on the next agenda for being late."""
    open_words = words_of("open_text")
    closed_words = words_of("closed_text")

    class Meta:
        ordering = ("year", "serial")
        constraints = (
            models.UniqueConstraint(name="action_reference", fields=("series", "year", "serial")),
            models.CheckConstraint(
                name="action_is_due_after_it_is_given",
                condition=Q(due_date__gte=F("given_date")),
            ),
            models.CheckConstraint(
                name="action_of_the_closed_series_has_no_open_text",
                condition=~Q(series="closed") | Q(open_text=""),
            ),
            models.CheckConstraint(
                name="action_has_words", condition=~Q(open_text="") | ~Q(closed_text="")
            ),
        )
        indexes = (
            models.Index(name="action_waiting", fields=("due_date",), condition=Q(done_date=None)),
            models.Index(name="action_register", fields=("year", "serial", "series")),
            GinIndex(fields=("open_words",), name="action_open_words"),
            GinIndex(fields=("closed_words",), name="action_closed_words"),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return numbered(self.series, self.year, self.serial)

    @property
    def source_key(self) -> str:
        return f"action:{self.reference}"

    @property
    def deadline(self) -> datetime.date:
        """The day that counts: the new one, where one was agreed."""
        return self.new_due_date or self.due_date

    def state_on(self, day: datetime.date) -> str:
        """`done`, `on_time` (still has time) or `late`."""
        if self.done_date and self.done_date <= day:
            return "done"
        return "late" if self.deadline < day else "on_time"
