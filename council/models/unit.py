from django.db import models


class Unit(models.Model):
    """An administrative unit of the municipality; the city itself is one."""

    code = models.SlugField(unique=True)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)

    name_sq: str
    name_en: str
    name_ar: str

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.code
