from django.conf import settings
from django.db import models
from django.db.models import Q

from outreach.models.publishable import Publishable


class Question(Publishable):
    """A collective question and its answer. Fields of its texts: heard, question, answer.

    `heard`: Albanian, as it came, and never public. The other two are what residents read.
    """

    class Channel(models.TextChoices):
        PAPER = "paper"
        TELEPHONE = "telephone"
        UNIT_HEAD = "unit_head"
        MEDIATOR = "mediator"
        YOUTH_COUNCIL = "youth_council"

    class State(models.TextChoices):
        RECEIVED = "received"
        WITH_INSTITUTION = "with_institution"
        ON_AGENDA = "on_agenda"
        ANSWERED = "answered"
        NOT_FOR_US = "not_for_us"

    class Topic(models.TextChoices):
        ROADS = "roads"
        LIGHT = "light"
        SCHOOLS = "schools"
        ONLINE = "online"
        FAMILY = "family"
        ORDER = "order"
        EMERGENCIES = "emergencies"
        OTHER = "other"

    channel = models.CharField(max_length=20, choices=Channel)
    unit = models.SlugField(blank=True)
    """"" is the whole municipality."""
    institution = models.SlugField(blank=True)
    """Who answers: an agency's code; "" as long as nobody was asked."""
    answered_on = models.DateField(null=True)
    """The day on which the answer came, or on which the asker was sent elsewhere."""
    topic = models.CharField(max_length=20, choices=Topic, default=Topic.OTHER)
    state = models.CharField(max_length=20, choices=State, default=State.RECEIVED)
    received_on = models.DateField()
    due_on = models.DateField()
    """The last day on which an answer is in time."""
    times_asked = models.PositiveIntegerField(default=1)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged"
    )
    """The same question, which is counted there; this one is followed no longer."""
    elsewhere = models.SlugField(blank=True)
    """Of a question that is not for the Council: the agency to turn to."""
    help_line = models.CharField(max_length=20, blank=True)
    """Of a question that is not for the Council: the number to call."""
    meeting = models.CharField(max_length=20, blank=True)
    """The reference of the meeting on whose agenda it stands."""
    decision = models.CharField(max_length=20, blank=True)
    """The number of the open decision that came of it."""
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    """When somebody asked for its publication; a change of its words takes that back."""

    class Meta(Publishable.Meta):
        ordering = ("answered_on",)
        constraints = (
            models.CheckConstraint(
                name="question_is_answered_on_a_day",
                condition=Q(state__in=("answered", "not_for_us"), answered_on__isnull=False)
                | ~Q(state__in=("answered", "not_for_us")) & Q(answered_on__isnull=True),
            ),
            models.CheckConstraint(
                name="question_is_public_with_its_answer",
                condition=Q(published_at__isnull=True) | Q(answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="question_is_with_somebody",
                condition=~Q(state__in=("with_institution", "answered")) | ~Q(institution=""),
            ),
            models.CheckConstraint(
                name="question_leads_elsewhere",
                condition=~Q(state="not_for_us") | ~Q(elsewhere="", help_line=""),
            ),
            models.CheckConstraint(name="question_was_asked", condition=Q(times_asked__gte=1)),
        )
        indexes = (
            models.Index(name="question_register", fields=("due_on", "code")),
            models.Index(name="question_answered", fields=("answered_on", "code")),
        )

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes an answer."""
        return self.answered_on is None and self.merged_into_id is None
