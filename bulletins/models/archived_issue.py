import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from languages import LANGUAGES


class ArchivedIssue(models.Model):
    """A bulletin that came out before the portal, as it was published then: its file and its text.

    Nothing of it is composed again. It is public once a second person has looked at it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField()
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    title = models.CharField(max_length=160)
    file_name = models.CharField(max_length=200)
    """What it was called when it was brought."""
    name = models.CharField(max_length=120)
    """Of the clean copy, below the documents' folder."""
    media_type = models.CharField(max_length=100)
    brought_sha256 = models.CharField(max_length=64)
    """Of the file as it was brought, by which the same one is known again."""
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(null=True)
    text = models.TextField(blank=True)
    """For search; of a scan and of what was withdrawn there is none."""
    read_at = models.DateTimeField(null=True)
    """When a worker has read the text out of it."""
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    """Public."""

    class Meta:
        ordering = ("-month", "language")
        constraints = (
            models.UniqueConstraint(
                name="archived_month_once",
                fields=("month", "language"),
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="archived_file_once",
                fields=("brought_sha256",),
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(name="archived_month_is_a_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="archived_published_by_another",
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | (
                    Q(published_at__isnull=False, read_at__isnull=False)
                    & ~Q(published_by=F("added_by"))
                    & Q(published_by__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="archived_withdrawn_with_a_reason",
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.language}"

    @property
    def is_word(self) -> bool:
        return self.name.endswith(".docx")
