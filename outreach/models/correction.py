from django.conf import settings
from django.db import models

from outreach.models.mistake_report import MistakeReport
from outreach.models.publishable import Publishable


class Correction(Publishable):
    """What was corrected on a page because a reader said so. Field of its texts: words.

    That something was corrected is public at once, in a sentence for each kind; words of its own
    are shown in a language once a second person has read them there.
    """

    page = models.CharField(max_length=200, db_index=True)
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=12, choices=MistakeReport.Kind)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Publishable.Meta):
        ordering = ("-published_at",)
