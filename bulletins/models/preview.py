import uuid

from django.conf import settings
from django.db import models

from bulletins.models.bulletin import Bulletin
from languages import LANGUAGES


class Preview(models.Model):
    """The document of a month as it stands, made by a worker for who asked; never published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="previews")
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    content = models.JSONField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    pages = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-asked_at",)

    def __str__(self) -> str:
        return f"{self.bulletin} {self.language} {self.asked_at:%T}"
