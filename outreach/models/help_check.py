from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class HelpCheck(models.Model):
    """Somebody made sure that a help line or a topic is still right."""

    class Way(models.TextChoices):
        CALLED = "called", _("I called the number")
        WEB = "web", _("I read the institution’s page")
        ASKED = "asked", _("I asked the institution")

    key = models.CharField(max_length=80, db_index=True)
    """The `source_key` of a HelpLine or a HelpTopic."""
    way = models.CharField(max_length=10, choices=Way.choices)
    note = models.CharField(max_length=300, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ("-checked_at",)

    def __str__(self) -> str:
        return f"{self.key} {self.checked_at:%Y-%m-%d}"
