import uuid

from django.db import models

from council.models.appointment import Appointment


class Meeting(models.Model):
    """A meeting of the council, numbered in its year."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary"
        EXTRAORDINARY = "extraordinary"

    class State(models.TextChoices):
        PLANNED = "planned"
        CONVENED = "convened"
        HELD = "held"
        DRAFTED = "drafted"
        CIRCULATED = "circulated"
        APPROVED = "approved"
        PUBLISHED = "published"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.ORDINARY)
    state = models.CharField(max_length=20, choices=State, default=State.PLANNED)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    chair = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True)
    open_text = models.TextField(blank=True)
    closed_text = models.TextField(blank=True)

    class Meta:
        ordering = ("-starts_at",)
        constraints = (models.UniqueConstraint(name="meeting_number", fields=("year", "number")),)

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def source_key(self) -> str:
        return f"meeting:{self.reference}"
