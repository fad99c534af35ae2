import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from council.models.agency import Agency
from council.models.meeting import Meeting
from council.models.seat import Seat


class Marking(models.TextChoices):
    """TLP 2.0 (FIRST). RED has no row: what is said orally is not stored."""

    CLEAR = "clear", "TLP:CLEAR"
    GREEN = "green", "TLP:GREEN"
    AMBER = "amber", "TLP:AMBER"
    AMBER_STRICT = "amber_strict", "TLP:AMBER+STRICT"


class AgendaItem(models.Model):
    """One item of an agenda, with what everybody may read and what not.

    An item without an open title is closed as a whole: for who may not read its closed side it does
    not exist. Who may is said in `access.closed_items`.
    """

    class State(models.TextChoices):
        OPEN = "open"
        DONE = "done"
        CARRIED = "carried"

    key = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), editable=False, unique=True)
    """For addresses: says nothing of how many items there are."""
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    minutes_planned = models.PositiveSmallIntegerField(default=10)
    presenter = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    open_title = models.CharField(max_length=200, blank=True)
    closed_title = models.CharField(max_length=200, blank=True)
    open_text = models.TextField(blank=True)
    closed_text = models.TextField(blank=True)
    marking = models.CharField(max_length=20, choices=Marking, default=Marking.GREEN)
    """Of the closed side. AMBER and above: only the agencies in `shared_with`."""
    shared_with = models.ManyToManyField(Agency, blank=True, related_name="+")
    report = models.ForeignKey(
        "council.Report", on_delete=models.SET_NULL, null=True, related_name="items"
    )
    """The situation that it is about; its words stay in the report."""
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="carried_to"
    )
    proposal_key = models.CharField(max_length=80, blank=True)
    """What it was proposed for, such as `question:…`; once a meeting."""

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(
                name="agenda_item_order",
                fields=("meeting", "order"),
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="agenda_item_has_a_title",
                condition=~Q(open_title="") | ~Q(closed_title=""),
            ),
            models.CheckConstraint(
                name="agenda_item_closed_words_are_not_clear",
                condition=~Q(marking="clear") | Q(closed_title="", closed_text=""),
            ),
            models.UniqueConstraint(
                name="agenda_item_proposed_once",
                fields=("meeting", "proposal_key"),
                condition=~Q(proposal_key=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting} item {self.order}"

    @property
    def source_key(self) -> str:
        """Stays the same wherever the item is moved to."""
        return f"{self.meeting.source_key}:item:{self.key}"

    @property
    def is_closed(self) -> bool:
        """Whether observers leave the room for it."""
        return not self.open_title or self.marking in (Marking.AMBER, Marking.AMBER_STRICT)
