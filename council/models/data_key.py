from django.db import models

from council.models.report import Report


class DataKey(models.Model):
    """The key of a report's words and files, wrapped by the key ring outside the database.

    Without it they are noise: destroying this row destroys them, in every copy.
    """

    report = models.OneToOneField(
        Report, on_delete=models.CASCADE, primary_key=True, related_name="data_key"
    )
    wrapped = models.BinaryField()
    ring_key = models.CharField(max_length=8)
    """Which key of the ring (`keyring.Key.name`) wrapped it."""

    def __str__(self) -> str:
        return f"key of {self.report_id}"
