from django.conf import settings
from django.db import models

from council.models.delegation import Delegation
from council.models.meeting import Meeting


class LockedMinutes(models.Model):
    """Approved minutes: the bytes that were approved, with their checksum. Only ever added to."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="locked")
    content = models.TextField()
    """The whole of it, open and closed, as canonical JSON."""
    sha256 = models.CharField(max_length=64)
    """Of `content` in UTF-8."""
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, null=True)
    approved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"locked minutes of {self.meeting}"
