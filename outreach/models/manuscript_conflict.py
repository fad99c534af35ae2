from django.conf import settings
from django.db import models

from outreach.models.manuscript_text import ManuscriptText


class ManuscriptConflict(models.Model):
    """What somebody wrote into a text that another had changed meanwhile: kept beside it."""

    text = models.ForeignKey(ManuscriptText, on_delete=models.CASCADE, related_name="conflicts")
    written = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return f"{self.text}: {self.at:%Y-%m-%d %H:%M}"
