from django.conf import settings
from django.db import models
from django.db.models import F, Q


class HelpChange(models.Model):
    """What becomes of a help line, as one person proposes and another approves: a new one, another
    number or other words, or its end."""

    class Kind(models.TextChoices):
        CHANGE = "change"
        ADD = "add"
        RETIRE = "retire"

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CHANGE)
    line = models.ForeignKey(
        "outreach.HelpLine", null=True, on_delete=models.CASCADE, related_name="changes"
    )
    """None for a new line, until it is approved."""
    number = models.CharField(max_length=20)
    """As it shall be; of a line that ends, as it is."""
    former_number = models.CharField(max_length=20, blank=True)
    """What an approved change replaced: the city's files may still have it."""
    words = models.JSONField(default=dict)
    """`name_sq` … `hours_ar`, all nine; empty where the line ends."""
    facts = models.JSONField(default=dict)
    """cost, spoken, and topics: the slugs of those that tell residents to call it."""
    instead = models.ForeignKey(
        "outreach.HelpLine", null=True, on_delete=models.PROTECT, related_name="+"
    )
    """Of a line that ends: whom to call from then on."""
    reason = models.CharField(max_length=300)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="help_change_one_open", fields=("line",), condition=Q(decided_at__isnull=True)
            ),
            models.UniqueConstraint(
                name="help_change_one_new_line",
                fields=("number",),
                condition=Q(decided_at__isnull=True, kind="add"),
            ),
            models.CheckConstraint(
                name="help_change_of_a_line",
                condition=Q(line__isnull=False) | Q(kind="add", approved=False),
            ),
            models.CheckConstraint(
                name="help_change_approved_by_another",
                condition=Q(approved=False)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
