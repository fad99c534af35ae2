from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact

from outreach.small_cells import PUBLISHED_FROM, STEP


class BoardTally(models.Model):
    """In how many places a month's sheet hangs, as anybody may read it.

    There is no row while that number is too small to be told.
    """

    month = models.DateField(primary_key=True)
    posted = models.PositiveIntegerField()
    """At least so many: contacts have said so, in steps of five."""
    places = models.PositiveIntegerField()
    """That got the sheet."""

    class Meta:
        ordering = ("month",)
        constraints = (
            models.CheckConstraint(
                name="board_tally_tells_of_nobody",
                condition=Q(posted__gte=PUBLISHED_FROM) & Q(Exact(Mod("posted", STEP), 0)),
            ),
            models.CheckConstraint(
                name="board_tally_adds_up", condition=Q(posted__lte=F("places"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
