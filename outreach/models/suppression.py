from django.db import models


class Suppression(models.Model):
    """An address that is never written to again, as a keyed hash."""

    address_hash = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=20)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason
