from django.db import models


class DomainPace(models.Model):
    """When the next letter to a domain of recipients may leave; domain "" is all of them.

    Kept like a cell rate algorithm: one moment a domain instead of a count of what was sent.
    """

    domain = models.CharField(max_length=255, unique=True, blank=True)
    next_slot = models.DateTimeField()
    slowed_until = models.DateTimeField(null=True)
    """Until then one letter a `SLOWED` (`outreach/pacing.py`): it answered "later"."""
    held_until = models.DateTimeField(null=True)
    """Until then nothing: it refuses us, and that is for us to mend."""
    reason = models.CharField(max_length=300, blank=True)
    """What it answered, in its own words."""

    def __str__(self) -> str:
        return self.domain or "*"
