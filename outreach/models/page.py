from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Page(models.Model):
    """A public page that exists: what search finds and the site map lists."""

    key = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    address = models.CharField(max_length=200, unique=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    words = SearchVectorField(null=True, editable=False)
    """The folded words of title (A) and text (B). Empty: to be made."""
    sources = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    """Keys of the published facts that it repeats; it is shown as long as all of them are public."""
    version = models.PositiveBigIntegerField(default=0)
    """Of the council's facts when it was made: one that is newer hides it until it is made again."""
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="page_once", fields=("key", "language")),)
        indexes = (GinIndex(name="page_words", fields=("words",)),)

    def __str__(self) -> str:
        return self.address
