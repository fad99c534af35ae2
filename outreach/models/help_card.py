from django.db import models


class HelpCard(models.Model):
    """One language's help lines on paper: which file holds them, and what it was made from."""

    language = models.CharField(max_length=2, unique=True)
    made_from = models.CharField(max_length=64)
    """SHA-256 of the page that was set."""
    name = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    bytes = models.PositiveIntegerField(null=True)
    error = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name or self.language
