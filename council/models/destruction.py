import uuid

from django.db import models

from council.models.agency import Agency
from council.models.category import Category
from council.models.purge import Purge
from council.models.report import Report


class Destruction(models.Model):
    """What is left of a report that was destroyed: enough for yearly counts, nothing of its words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purge = models.ForeignKey(Purge, on_delete=models.PROTECT, related_name="destroyed")
    reference = models.CharField(max_length=9)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=20, choices=Report.Level)
    month = models.DateField()
    """The first day of the month in which it was submitted."""
    destroyed_at = models.DateTimeField()

    class Meta:
        ordering = ("destroyed_at",)

    def __str__(self) -> str:
        return self.reference
