from django.db import models

from outreach.models.publishable import Publishable


class Event(Publishable):
    """A coming date. Fields of its texts: title, place, text, access.

    Each date of a series is a row of its own. One that is called off stays public and says so.
    """

    on_date = models.DateField()
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    unit = models.SlugField(blank=True)
    """Empty: of the whole municipality."""
    series = models.UUIDField(null=True, db_index=True)
    recurrence_on = models.DateField(null=True)
    """Of a date of a series: the day that its rule gave, wherever it was moved (RFC 5545)."""
    called_off_at = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(default=0)
    """How often place, day or hour changed since it was published (RFC 5545)."""
    accessible = models.BooleanField()
    open_to_all = models.BooleanField()

    class Meta(Publishable.Meta):
        ordering = ("on_date", "starts_at")
