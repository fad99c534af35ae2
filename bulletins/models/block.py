from django.db import models

from bulletins.models.bulletin import Bulletin


class Block(models.Model):
    """One section of a bulletin.

    `facts` hold what no language may say differently: numbers, dates, times, telephones, decision
    numbers, codes of institutions and units. Words are `BlockText` rows, named by the field that
    they fill; `bulletins/composition.py` says which fields a kind has.
    """

    class Kind(models.TextChoices):
        """In the order of a bulletin."""

        COVER = "cover"
        SUMMARY = "summary"
        MEETING = "meeting"
        DECISIONS = "decisions"
        PROMISES = "promises"
        STORY = "story"
        TEXT = "text"
        """Free text with headings, lists and links."""
        ACTIVITIES = "activities"
        QUESTIONS = "questions"
        HELP_TOPIC = "help_topic"
        FIGURES = "figures"
        CALENDAR = "calendar"
        CORRECTIONS = "corrections"
        CONTACTS = "contacts"

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="blocks")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    facts = models.JSONField(default=dict)
    sources = models.JSONField(default=list)
    """Keys of the published records that it comes from."""
    left_out = models.BooleanField(default=False)
    """Kept, and in no edition."""
    removed_at = models.DateTimeField(null=True)
    """Taken away, and in no edition; it can be brought back."""

    class Meta:
        ordering = ("order",)
        constraints = (
            # Written blocks may come more than once; what is gathered may not.
            models.UniqueConstraint(
                name="block_kind_once",
                fields=("bulletin", "kind"),
                condition=~models.Q(kind__in=("story", "text")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.bulletin} {self.kind}"
