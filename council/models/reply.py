import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from council.models.action import Action
from council.models.document import Document


class Reply(models.Model):
    """What an institution answered about an action: typed by its own people, or come on paper."""

    class Kind(models.TextChoices):
        PROGRESS = "progress"
        DONE = "done"
        NEW_DATE = "new_date"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="replies")
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.TextField(blank=True)
    new_date = models.DateField(null=True)
    on_paper = models.BooleanField(default=False)
    received_date = models.DateField()
    number = models.CharField(max_length=40, blank=True)
    """The institution's own protocol number of a paper reply."""
    evidence = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    """Who typed it: the institution's person, or the secretary who holds the paper."""
    at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    """When the secretary took a new date over; other kinds need no acceptance."""
    declined_at = models.DateTimeField(null=True)
    """When the secretary said no to a new date."""

    class Meta:
        ordering = ("at",)
        constraints = (
            models.CheckConstraint(
                name="reply_asks_for_a_date",
                condition=~Q(kind="new_date") | Q(new_date__isnull=False),
            ),
            models.CheckConstraint(
                name="reply_is_answered_once",
                condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True),
            ),
            models.CheckConstraint(
                name="paper_reply_has_a_number", condition=Q(on_paper=False) | ~Q(number="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.received_date}"
