import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Manuscript(models.Model):
    """A news item, an event or an activity as the office works on it.

    Residents read copies: what was approved is written into `News`, `Event` or `Activity` and
    `Text` rows when it is published, and stays as it was until something else is approved.
    """

    class Kind(models.TextChoices):
        NEWS = "news", _("News")
        EVENT = "event", _("Event")
        ACTIVITY = "activity", _("Activity")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waits for approval")
        APPROVED = "approved", _("Approved")
        SCHEDULED = "scheduled", _("Scheduled")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    slug = models.SlugField(max_length=70)
    """The public record's, for good: addresses and source keys are made of it."""
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    facts = models.JSONField(default=dict)
    """Days, hours, places, numbers: once, for all languages (`outreach.newsroom.kinds`)."""
    picture = models.JSONField(null=True)
    """name, width, height, widths, decorative; None without one."""
    series = models.UUIDField(null=True)
    """Of an event that comes again: the same as of its dates."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    returned_note = models.TextField(blank=True)
    """What whoever was asked to approve it wants changed."""
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    approved_digest = models.CharField(max_length=64, blank=True)
    due_at = models.DateTimeField(null=True)
    """The hour at which it is to be published."""
    held_reason = models.TextField(blank=True)
    """Why it was not published at its hour, a sentence a line."""
    published_at = models.DateTimeField(null=True)
    """When residents saw it first."""
    withdrawn_at = models.DateTimeField(null=True)
    reported_number = models.CharField(max_length=40, blank=True)
    """Under which it was reported to the election commission."""
    reported_on = models.DateField(null=True)

    class Meta:
        ordering = ("-changed_at", "-id")
        constraints = (
            models.UniqueConstraint(name="manuscript_once", fields=("kind", "slug")),
            models.CheckConstraint(
                name="manuscript_approved_by_a_second_person",
                condition=Q(approved_by__isnull=True)
                | (~Q(approved_by=models.F("author")) & ~Q(approved_by=models.F("submitted_by"))),
            ),
            models.CheckConstraint(
                name="manuscript_scheduled_for_an_hour",
                condition=~Q(state="scheduled") | Q(due_at__isnull=False),
            ),
        )
        indexes = (models.Index(name="manuscript_listed", fields=("kind", "-changed_at", "-id")),)

    def __str__(self) -> str:
        return f"{self.kind}:{self.slug}"

    @property
    def source_key(self) -> str:
        return f"{self.kind}:{self.slug}"
