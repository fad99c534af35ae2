from django.db import models

from council.models.meeting import Meeting


class Marking(models.TextChoices):
    """TLP 2.0 (FIRST). RED has no row: what is said orally is not stored."""

    CLEAR = "clear", "TLP:CLEAR"
    GREEN = "green", "TLP:GREEN"
    AMBER = "amber", "TLP:AMBER"
    AMBER_STRICT = "amber_strict", "TLP:AMBER+STRICT"


class AgendaItem(models.Model):
    """One item of an agenda, with what everybody may read and what not."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    open_title = models.CharField(max_length=200, blank=True)
    closed_title = models.CharField(max_length=200, blank=True)
    open_text = models.TextField(blank=True)
    closed_text = models.TextField(blank=True)
    marking = models.CharField(max_length=20, choices=Marking, default=Marking.GREEN)

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(name="agenda_item_order", fields=("meeting", "order")),
        )

    def __str__(self) -> str:
        return f"{self.meeting} item {self.order}"

    @property
    def source_key(self) -> str:
        return f"{self.meeting.source_key}:item:{self.order}"
