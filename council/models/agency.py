from django.db import models


class Agency(models.Model):
    """An institution at the council's table, with or without accounts."""

    code = models.SlugField(unique=True)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=160)

    name_sq: str
    name_en: str
    name_ar: str

    class Meta:
        ordering = ("order",)
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.code
