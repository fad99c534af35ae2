from django.db import models

from council.models.meeting import Meeting
from council.models.seat import Seat


class Attendance(models.Model):
    """Who was there, by seat. Exceptions per item come with the holding of meetings."""

    class State(models.TextChoices):
        PRESENT = "present"
        REMOTE = "remote"
        SUBSTITUTE = "substitute"
        EXCUSED = "excused"
        ABSENT = "absent"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)
    state = models.CharField(max_length=20, choices=State)

    class Meta:
        constraints = (models.UniqueConstraint(name="attendance_once", fields=("meeting", "seat")),)

    def __str__(self) -> str:
        return f"{self.seat}: {self.state}"
