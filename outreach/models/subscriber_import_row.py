from django.db import models

from outreach.models.subscriber_import import SubscriberImport


class SubscriberImportRow(models.Model):
    """One row of a list that was brought: what it says, and what would become of it."""

    class Verdict(models.TextChoices):
        GOOD = "good"
        ENTERED = "entered"
        KNOWN = "known"
        """Subscribed already."""
        TWICE = "twice"
        """It stands in a row before."""
        LEFT = "left"
        """Their consent is not newer than their leaving."""
        BOUNCED = "bounced"
        COMPLAINED = "complained"
        FAULTY = "faulty"

    staged = models.ForeignKey(SubscriberImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    """As the spreadsheet counts."""
    told = models.JSONField()
    """What the cells say, by what they are."""
    address = models.CharField(max_length=320, blank=True)
    domain = models.CharField(max_length=255, blank=True)
    language = models.CharField(max_length=2, blank=True)
    unit = models.SlugField(blank=True)
    wants_document = models.BooleanField(default=False)
    consented_on = models.DateField(null=True)
    verdict = models.CharField(max_length=20, choices=Verdict)
    faults = models.JSONField(default=list)
    """(what, why), as codes."""

    class Meta:
        constraints = (
            models.UniqueConstraint(name="subscriber_import_row_once", fields=("staged", "number")),
        )
        indexes = (
            models.Index(name="import_row_by_verdict", fields=("staged", "verdict", "number")),
            models.Index(name="import_row_by_address", fields=("staged", "address")),
            models.Index(name="import_row_of_address", fields=("address",)),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.verdict}"
