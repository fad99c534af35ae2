import uuid

from django.db import models
from django.db.models import F, Q

from council.models.agency import Agency
from council.models.decision import Decision


class Action(models.Model):
    """What an institution promised to do, and by when. It owns no account to be owned by."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, related_name="actions"
    )
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveSmallIntegerField()
    institution = models.ForeignKey(Agency, on_delete=models.PROTECT)
    given_date = models.DateField()
    due_date = models.DateField()
    done_date = models.DateField(null=True)
    new_due_date = models.DateField(null=True)
    open_text = models.TextField()
    late_reason = models.CharField(max_length=200, blank=True)
    closed_note = models.TextField(blank=True)

    class Meta:
        ordering = ("year", "serial")
        constraints = (
            models.UniqueConstraint(name="action_reference", fields=("year", "serial")),
            models.CheckConstraint(
                name="action_is_due_after_it_is_given",
                condition=Q(due_date__gte=F("given_date")),
            ),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"{self.year}-{self.serial}"

    @property
    def source_key(self) -> str:
        return f"action:{self.reference}"
