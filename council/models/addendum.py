import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from council.models.meeting import Meeting


class Addendum(models.Model):
    """What is added to approved minutes; nothing in them changes. Only ever added to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="addenda")
    serial = models.PositiveSmallIntegerField()
    open_text = models.TextField(blank=True)
    closed_text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    """Of its words, bound to the minutes' checksum and to its own number."""

    class Meta:
        ordering = ("serial",)
        constraints = (
            models.UniqueConstraint(name="addendum_once", fields=("meeting", "serial")),
            models.CheckConstraint(
                name="addendum_has_words", condition=~Q(open_text="") | ~Q(closed_text="")
            ),
        )

    def __str__(self) -> str:
        return f"addendum {self.serial}"
