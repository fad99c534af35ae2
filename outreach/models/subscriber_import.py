import uuid

from django.db import models
from django.db.models import Q

from council.people import User
from languages import LANGUAGES


class SubscriberImport(models.Model):
    """A list of addresses that the secretary brought, on its way into the list of subscribers.

    It and its rows are erased a day after it was brought, whatever has become of it.
    """

    class State(models.TextChoices):
        BROUGHT = "brought"
        """Waits for what its columns are, and for the consent."""
        CHECKING = "checking"
        CHECKED = "checked"
        ENTERING = "entering"
        DONE = "done"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=State, default=State.BROUGHT)
    data = models.BinaryField()
    """The file, until its good rows are entered."""
    ending = models.CharField(max_length=4)
    """Of the file's name."""
    headings = models.JSONField(default=list)
    example = models.JSONField(default=list)
    """The first row below the headings."""
    columns = models.JSONField(default=dict)
    """What is in which column."""
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    """Of rows that name none."""
    consent_way = models.CharField(max_length=40, blank=True)
    consent_text = models.CharField(max_length=300, blank=True)
    consented_on = models.DateField(null=True)
    """Of rows that name no day."""
    position = models.PositiveIntegerField(default=0)
    """The last row that is done: checked, or else entered."""
    total = models.PositiveIntegerField(default=0)
    """Rows that were read."""
    entered = models.PositiveIntegerField(default=0)
    worked_at = models.DateTimeField(null=True)
    """When a worker last wrote here; what has been still for a minute is taken up again."""
    trouble = models.CharField(max_length=20, blank=True)
    """Why the file is refused: one of `press.spreadsheets.Trouble`."""

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="subscriber_import_has_consent",
                condition=Q(state__in=("brought", "refused"))
                | (Q(consented_on__isnull=False) & ~Q(consent_way="") & ~Q(consent_text="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
