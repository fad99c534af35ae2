from django.db import models

from languages import LANGUAGES


class ReachCount(models.Model):
    """How often something of ours was reached on a day: a number and nobody behind it.

    No time finer than the day (Europe/Tirane), no address, no device, no order of visits.
    """

    class Kind(models.TextChoices):
        READ = "read"
        DOWNLOADED = "downloaded"
        FEED = "feed"
        CALENDAR = "ics"
        OUTBOUND = "outbound"
        USEFUL = "useful_yes"
        NOT_USEFUL = "useful_no"
        POSTED = "posted"
        HEARD = "heard"

    class Channel(models.TextChoices):
        UNKNOWN = ""
        MAIL = "mail"
        PAPER = "paper"
        SHARE = "share"
        FEED = "feed"

    day = models.DateField()
    kind = models.CharField(max_length=12, choices=Kind)
    issue = models.DateField(null=True)
    """The month of a bulletin, where it is about one."""
    page = models.CharField(max_length=80, blank=True)
    """The name of a page, such as `help`, with the code of one among many: `decision:2026-3`."""
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    unit = models.SlugField(blank=True)
    place = models.SlugField(blank=True)
    """The notice board whose code was read, where it is one of ours."""
    channel = models.CharField(max_length=5, choices=Channel, blank=True)
    n = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="reach_count_once",
                fields=(*("day", "kind", "issue", "page", "language", "unit", "place", "channel"),),
                nulls_distinct=False,
            ),
        )
        indexes = (models.Index(name="reach_of_issue", fields=("issue", "kind")),)

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.page}: {self.n}"
