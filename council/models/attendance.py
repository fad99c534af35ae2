from django.db import models

from council.models.appointment import Appointment
from council.models.meeting import Meeting
from council.models.seat import Seat


class Presence(models.TextChoices):
    PRESENT = "present"
    REMOTE = "remote"
    SUBSTITUTE = "substitute"
    EXCUSED = "excused"
    ABSENT = "absent"


THERE = (Presence.PRESENT, Presence.REMOTE, Presence.SUBSTITUTE)


class Attendance(models.Model):
    """Who was there when the meeting opened, by seat; later changes are `AttendanceChange`."""

    State = Presence

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)
    state = models.CharField(max_length=20, choices=Presence)
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True)
    """Who sat there: the holder's appointment, or a substitute's. None: nobody is known."""

    class Meta:
        constraints = (models.UniqueConstraint(name="attendance_once", fields=("meeting", "seat")),)

    def __str__(self) -> str:
        return f"{self.seat}: {self.state}"
