from django.db import models


class HelpTopic(models.Model):
    """What to do in one need. Fields of its texts: headline, who, free, anonymous, hours, step:0…"""

    slug = models.SlugField(unique=True)
    order = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(null=True)
    """The month of the year (1–12) in which the bulletin brings it; empty: in any."""
    numbers = models.JSONField(default=list)
    checked_on = models.DateField()
    steps = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.slug

    @property
    def source_key(self) -> str:
        return f"help:{self.slug}"
