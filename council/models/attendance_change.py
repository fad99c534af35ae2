import uuid

from django.db import models

from council.models.agenda_item import AgendaItem
from council.models.attendance import Presence
from council.models.seat import Seat


class AttendanceChange(models.Model):
    """From an item on, a seat is there in another way: came late, left, a substitute took over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="changes")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)
    state = models.CharField(max_length=20, choices=Presence)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="attendance_change_once", fields=("item", "seat")),
        )

    def __str__(self) -> str:
        return f"{self.seat}: {self.state}"
