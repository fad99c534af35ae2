from django.db import models


class Page(models.Model):
    """A public page that exists: what the site map lists."""

    key = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    address = models.CharField(max_length=200, unique=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="page_once", fields=("key", "language")),)

    def __str__(self) -> str:
        return self.address
