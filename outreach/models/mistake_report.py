import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MistakeReport(models.Model):
    """A reader's word that a public text is wrong. It says nothing of who wrote it."""

    class Kind(models.TextChoices):
        NUMBER = "number", _("A number, a date or a telephone is wrong")
        WORDING = "wording", _("The wording is wrong or hard to understand")
        TRANSLATION = "translation", _("The translation is wrong")
        OUTDATED = "outdated", _("It is no longer so")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CORRECTED = "corrected", _("corrected")
        RIGHT = "right", _("the text is right")
        AGAIN = "again", _("reported before")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.CharField(max_length=200)
    """The address of the page, without the portal's own."""
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.CharField(max_length=1000)
    suggestion = models.CharField(max_length=500, blank=True)
    reported_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("reported_at",)
        constraints = (
            models.CheckConstraint(
                name="mistake_settled_by_someone",
                condition=models.Q(state="open", settled_at=None, settled_by=None)
                | models.Q(settled_at__isnull=False, settled_by__isnull=False),
            ),
        )
        indexes = (models.Index(fields=("state", "reported_at")),)

    def __str__(self) -> str:
        return self.page
