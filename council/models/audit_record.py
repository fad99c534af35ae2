import uuid

from django.conf import settings
from django.db import models


class AuditRecord(models.Model):
    """Who did what to which record, and when. Ids and verbs, never a text. Only ever added to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    principal = models.CharField(max_length=80)
    """`user:<id>` or `system:<name>`."""
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verb = models.CharField(max_length=60)
    object_key = models.CharField(max_length=120)

    class Meta:
        ordering = ("at", "id")
        indexes = (
            models.Index(name="audit_by_time", fields=("at", "id")),
            models.Index(name="audit_of_object", fields=("object_key", "at")),
        )

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.principal} {self.verb} {self.object_key}"
