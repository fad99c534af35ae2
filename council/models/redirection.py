import uuid

from django.conf import settings
from django.db import models

from council.models.agency import Agency
from council.models.category import Category


class Redirection(models.Model):
    """The trace of what was a matter of persons: it went to its legal mechanism, and is not kept."""

    class Mechanism(models.TextChoices):
        DOMESTIC_VIOLENCE = "domestic_violence"
        """The coordinated referral mechanism."""
        CHILD_PROTECTION = "child_protection"
        RADICALISATION = "radicalisation"
        """The regional committee under the prefect."""
        CRIME = "crime"
        """State Police 129, prosecution."""
        TRAFFICKING = "trafficking"
        """116 006."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    date = models.DateField()
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    """Which brought it."""
    mechanism = models.CharField(max_length=20, choices=Mechanism)
    redirected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    acknowledged_date = models.DateField(null=True)

    class Meta:
        ordering = ("-date",)

    def __str__(self) -> str:
        return f"{self.mechanism} {self.date}"
