from django.db import models
from django.db.models import Q


class Category(models.Model):
    """What kind of situation a report is about. No official list was found: a setting."""

    code = models.SlugField(unique=True)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    months_kept = models.PositiveSmallIntegerField(default=24)
    """After closing, or after the last day that a report is about where it never was closed."""
    smallest_cell = models.PositiveSmallIntegerField(default=5)
    """Fewer reports than this are never published as a figure."""

    name_sq: str
    name_en: str
    name_ar: str

    class Meta:
        ordering = ("order",)
        verbose_name_plural = "categories"
        constraints = (
            models.CheckConstraint(
                name="category_hides_small_cells", condition=Q(smallest_cell__gte=5)
            ),
            models.CheckConstraint(name="category_ends", condition=Q(months_kept__gte=1)),
        )

    def __str__(self) -> str:
        return self.code
