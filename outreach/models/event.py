from django.db import models

from outreach.models.publishable import Publishable


class Event(Publishable):
    """A coming date. Fields of its texts: title, place."""

    on_date = models.DateField()
    starts_at = models.TimeField(null=True)
    accessible = models.BooleanField()
    open_to_all = models.BooleanField()

    class Meta(Publishable.Meta):
        ordering = ("on_date", "starts_at")
