import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from council.models.agency import Agency
from council.models.agenda_item import Marking
from council.models.category import Category
from council.models.sealed import Sealed
from council.models.unit import Unit


class Report(Sealed):
    """A situation that an institution saw; never a person (DOMAIN.md §5).

    Who reads it is said by `access.reports` alone, and by row-level security behind it.
    """

    WORDS = ("title", "observed", "protective", "returned", "lesson")

    class State(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        RETURNED = "returned"
        """To its institution, so that what tells of a person is taken out."""
        ACCEPTED = "accepted"
        RESPONDING = "responding"
        CLOSED = "closed"

    class Level(models.TextChoices):
        """Of the situation. What is immediate is told to 112 or 129, and has no row."""

        LOW = "low"
        MEDIUM = "medium"
        HIGH = "high"

    class Source(models.TextChoices):
        OWN = "own"
        INSTITUTION = "institution"
        COMMUNITY = "community"
        OPEN = "open"

    class Certainty(models.TextChoices):
        CONFIRMED = "confirmed"
        PROBABLE = "probable"
        POSSIBLE = "possible"
        UNCLEAR = "unclear"

    class Outcome(models.TextChoices):
        RESOLVED = "resolved"
        EASED = "eased"
        GOES_ON = "goes_on"
        UNFOUNDED = "unfounded"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=9, unique=True)
    """Eight random letters and digits, such as `K7QX-2MPD`: says neither how many nor when."""
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="reports")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on_paper = models.BooleanField(default=False)
    """Typed by the coordinator from the institution's paper form."""
    protocol_number = models.CharField(max_length=40, blank=True)
    """Of that paper."""
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    """None: the whole municipality."""
    neighbourhood = models.PositiveSmallIntegerField(null=True)
    """Its number, in the city; nothing finer is ever kept."""
    from_date = models.DateField()
    to_date = models.DateField()
    source = models.CharField(max_length=20, choices=Source)
    certainty = models.CharField(max_length=20, choices=Certainty)
    level = models.CharField(max_length=20, choices=Level)
    marking = models.CharField(max_length=20, choices=Marking, default=Marking.AMBER_STRICT)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    edited_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    triaged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    kept_until = models.DateField(null=True)
    """The day from which it may be destroyed; set when it is submitted and when it is closed."""

    class Meta:
        ordering = ("-edited_at",)
        constraints = (
            models.CheckConstraint(
                name="report_period_ends_after_it_begins",
                condition=Q(to_date__gte=F("from_date")),
            ),
            models.CheckConstraint(
                name="report_marking_is_of_the_protocol", condition=Q(marking__in=Marking.values)
            ),
            models.CheckConstraint(
                name="report_level_is_not_immediate",
                condition=Q(level__in=("low", "medium", "high")),
            ),
            models.CheckConstraint(
                name="report_neighbourhood_is_of_a_unit",
                condition=Q(neighbourhood__isnull=True) | Q(unit__isnull=False),
            ),
            models.CheckConstraint(
                name="report_is_submitted_once_it_is_no_draft",
                condition=Q(state="draft")
                | Q(submitted_at__isnull=False, kept_until__isnull=False),
            ),
            models.CheckConstraint(
                name="report_is_accepted_by_somebody",
                condition=~Q(state__in=("accepted", "responding", "closed"))
                | Q(accepted_at__isnull=False, triaged_by__isnull=False),
            ),
            models.CheckConstraint(
                name="report_is_closed_with_an_outcome",
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(outcome="")
                | ~Q(state="closed") & Q(closed_at__isnull=True, outcome=""),
            ),
        )
        indexes = (
            models.Index(name="report_register", fields=("edited_at", "id")),
            models.Index(name="report_of_agency", fields=("agency", "edited_at")),
            models.Index(
                name="report_to_triage", fields=("submitted_at",), condition=Q(state="submitted")
            ),
            models.Index(name="report_kept_until", fields=("kept_until",)),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def source_key(self) -> str:
        return f"report:{self.pk}"
