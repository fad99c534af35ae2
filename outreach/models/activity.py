from django.db import models

from outreach.models.publishable import Publishable


class Activity(Publishable):
    """What was done in the field. Fields of its texts: title, audience, partner, text. No names."""

    unit = models.SlugField()
    held_on = models.DateField()
    participants = models.PositiveIntegerField()
    audiences = models.JSONField(default=list)
    """Codes of whom it was for (`outreach.newsroom.kinds.AUDIENCES`); `audience` says them."""

    class Meta(Publishable.Meta):
        ordering = ("held_on",)
        verbose_name_plural = "activities"
