import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bulletins.models.bulletin import Bulletin

HOLD = datetime.timedelta(minutes=10)
"""In which everything stands ready and the secretary or the chair can still stop it."""
GRACE = datetime.timedelta(hours=6)
"""How late a release may be caught up with; what is later waits for somebody's decision."""


class Release(models.Model):
    """The hour at which languages of a month are to be published. A tick does what is due."""

    class State(models.TextChoices):
        WAITING = "waiting"
        PUBLISHED = "published"
        STOPPED = "stopped"
        MISSED = "missed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="releases")
    languages = models.JSONField()
    """Codes, such as ["sq", "en"]."""
    due_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    settled_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    """Empty where a rule stopped it."""
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-asked_at",)
        constraints = (
            models.UniqueConstraint(
                name="release_waits_once", fields=("bulletin",), condition=Q(state="waiting")
            ),
            models.CheckConstraint(
                name="release_leaves_the_hold", condition=Q(due_at__gte=F("asked_at") + HOLD)
            ),
            models.CheckConstraint(
                name="release_settled_or_waiting",
                condition=Q(state="waiting") ^ Q(settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="release_stopped_with_a_reason",
                condition=~Q(state__in=("stopped", "missed")) | ~Q(reason=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.bulletin} {'+'.join(self.languages)}: {self.state}"

    @property
    def holds_from(self) -> datetime.datetime:
        return self.due_at - HOLD

    def is_held_at(self, at: datetime.datetime) -> bool:
        return self.state == self.State.WAITING and self.holds_from <= at
