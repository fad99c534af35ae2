from django.db import models

from council.models.agency import Agency


class Seat(models.Model):
    """A place at the table: a member's, an observer's, or the secretary's beside it."""

    code = models.SlugField(unique=True)
    order = models.PositiveSmallIntegerField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=20)
    voting = models.BooleanField()
    cleared = models.BooleanField()
    name = models.CharField(max_length=160)

    name_sq: str
    name_en: str
    name_ar: str

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.code
