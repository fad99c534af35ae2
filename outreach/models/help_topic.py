from django.db import models
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat

from languages import AUTHORITATIVE
from outreach.models.text import Text


class HelpTopics(models.QuerySet["HelpTopic"]):
    def readable(self) -> "HelpTopics":
        """Those whose Albanian somebody has reviewed: the others are not public."""
        headline = Text.objects.filter(
            key=Concat(Value("help:"), OuterRef("slug")),
            field="headline",
            language=AUTHORITATIVE,
            reviewed_at__isnull=False,
        )
        return self.filter(Exists(headline))


class HelpTopic(models.Model):
    """What to do in one need.

    Fields of its texts: headline, who, free, anonymous, hours, step:0…; and, of those that stand all
    year, name (a short title), go (where), safe, other (for somebody else).
    """

    slug = models.SlugField(unique=True)
    order = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(null=True)
    """The month of the year (1–12) in which the bulletin brings it; empty: in any."""
    numbers = models.JSONField(default=list)
    checked_on = models.DateField(null=True)
    steps = models.PositiveSmallIntegerField()
    related = models.JSONField(default=list)
    """Slugs of other topics."""
    leave_quickly = models.BooleanField(default=False)
    """Whether somebody may stand behind its reader."""

    objects = HelpTopics.as_manager()

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.slug

    @property
    def source_key(self) -> str:
        return f"help:{self.slug}"
