from django.conf import settings
from django.db import models

from bulletins.models.bulletin import Bulletin


class Sight(models.Model):
    """What an approver saw of a month in a language last, and what the time before."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="sights")
    language = models.CharField(max_length=2)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    before = models.JSONField(null=True)
    """Kept until the words change once more, so that opening the page again shows the same."""
    before_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="seen_last", fields=("bulletin", "language", "person")),
        )

    def __str__(self) -> str:
        return f"{self.bulletin} {self.language}: seen"
