from django.db import models

from outreach.models.publishable import Publishable


class News(Publishable):
    """A news item. Fields of its texts: title, summary, body (paragraphs by blank lines), do;
    `withdrawn`: why it is no longer here."""

    topic = models.SlugField()
    unit = models.SlugField(blank=True)
    """Empty: of the whole municipality."""
    picture = models.JSONField(null=True)
    """name, width, height, widths, decorative. Its texts: picture:alt, picture:credit."""

    class Meta(Publishable.Meta):
        ordering = ("-published_at",)
        verbose_name_plural = "news"
