from django.db import models

from outreach.models.publishable import Publishable


class News(Publishable):
    """A news item. Fields of its texts: title, summary, body (paragraphs by blank lines), do."""

    topic = models.SlugField()

    class Meta(Publishable.Meta):
        ordering = ("-published_at",)
        verbose_name_plural = "news"
