from django.db import models


class HelpLine(models.Model):
    """A telephone number to call, with the day on which somebody last checked it (none yet: empty)."""

    number = models.CharField(max_length=20, unique=True)
    order = models.PositiveSmallIntegerField()
    front_page = models.BooleanField(default=False)
    checked_on = models.DateField(null=True)
    name = models.CharField(max_length=120)
    note = models.CharField(max_length=200, blank=True)

    name_sq: str
    name_en: str
    name_ar: str
    note_sq: str
    note_en: str
    note_ar: str

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.number

    @property
    def source_key(self) -> str:
        return f"line:{self.pk}"
