from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

EMERGENCY = "112"
"""It stands in the words of every page, so it is neither renumbered nor removed."""


class HelpLines(models.QuerySet["HelpLine"]):
    def in_force(self) -> "HelpLines":
        """Those that residents are told to call."""
        return self.filter(retired_on__isnull=True)


class HelpLine(models.Model):
    """A telephone number to call, with the day on which somebody last checked it (none yet: empty)."""

    class Cost(models.TextChoices):
        FREE = "free", _("free of charge")
        CHARGED = "charged", _("at the price of a call")

    class Spoken(models.TextChoices):
        ALBANIAN = "sq", _("Albanian")
        ENGLISH = "en", _("English")
        ARABIC = "ar", _("Arabic")
        ROMANI = "rom", _("Romani")
        ITALIAN = "it", _("Italian")
        GREEK = "el", _("Greek")
        MACEDONIAN = "mk", _("Macedonian")

    number = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField()
    front_page = models.BooleanField(default=False)
    checked_on = models.DateField(null=True)
    name = models.CharField(max_length=120)
    note = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    cost = models.CharField(max_length=10, choices=Cost.choices, blank=True)
    spoken = models.JSONField(default=list)
    """Codes of the languages in which it answers; empty where nobody has asked."""
    retired_on = models.DateField(null=True)
    """The row stays, so that nothing enters the number again."""

    name_sq: str
    name_en: str
    name_ar: str
    note_sq: str
    note_en: str
    note_ar: str
    hours_sq: str
    hours_en: str
    hours_ar: str

    objects = HelpLines.as_manager()

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(
                name="help_line_number_once",
                fields=("number",),
                condition=Q(retired_on__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def source_key(self) -> str:
        return f"line:{self.pk}"
