import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bulletins.models.bulletin import Bulletin
from languages import LANGUAGES


class Edition(models.Model):
    """A bulletin in one language, as it was approved: the words, their hash, the document.

    Page, PDF and letter are renderings of `content`. A published edition never changes; what was
    wrong is corrected by the next number, and the former is superseded or withdrawn in public.
    """

    class Form(models.TextChoices):
        FULL = "full"
        DIGEST = "digest"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="editions")
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    number = models.PositiveSmallIntegerField(default=1)
    form = models.CharField(max_length=10, choices=Form, default=Form.FULL)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    composed_at = models.DateTimeField()
    change_note = models.CharField(max_length=600, blank=True)
    """Of a correction: what it changes, for readers, in the edition's language."""
    asked_at = models.DateTimeField(null=True)
    """When the chair was asked to approve it last."""

    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    approved_hash = models.CharField(max_length=64, blank=True)
    on_behalf_of = models.CharField(max_length=200, blank=True)
    """The chair in whose place a delegate approved it, as they were called on that day."""
    delegation = models.UUIDField(null=True)
    """The id of the delegation by which they did."""

    pdf_name = models.CharField(max_length=120, blank=True)
    """The document's name below the documents' folder; empty until a worker has rendered it."""
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pdf_pages = models.PositiveSmallIntegerField(null=True)
    pdf_bytes = models.PositiveIntegerField(null=True)
    render_error = models.CharField(max_length=300, blank=True)

    published_at = models.DateTimeField(null=True)
    marked_name = models.CharField(max_length=120, blank=True)
    """Of a superseded edition: the copy that says so on every page. `pdf_name` stays as it was."""
    marked_sha256 = models.CharField(max_length=64, blank=True)
    superseded_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-bulletin__month", "language", "-number")
        constraints = (
            models.UniqueConstraint(
                name="edition_number", fields=("bulletin", "language", "number")
            ),
            models.UniqueConstraint(
                name="edition_in_force_once",
                fields=("bulletin", "language"),
                condition=Q(
                    published_at__isnull=False,
                    superseded_at__isnull=True,
                    withdrawn_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="edition_approved_by_another",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("author")),
            ),
            models.CheckConstraint(
                name="edition_published_as_approved",
                condition=Q(published_at__isnull=True)
                | (
                    Q(approved_hash=F("content_hash"), approved_by__isnull=False)
                    & ~Q(pdf_name="")
                    & Q(published_at__gte=F("approved_at"))
                ),
            ),
            models.CheckConstraint(
                name="edition_corrects_with_a_note",
                condition=Q(published_at__isnull=True) | Q(number=1) | ~Q(change_note=""),
            ),
            models.CheckConstraint(
                name="edition_withdrawn_with_a_reason",
                condition=Q(withdrawn_at__isnull=True)
                | (Q(published_at__isnull=False) & ~Q(withdrawn_reason="")),
            ),
            models.CheckConstraint(
                name="edition_approved_on_behalf_by_delegation",
                condition=Q(on_behalf_of="") ^ Q(delegation__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.bulletin} {self.language} {self.number}"

    @property
    def is_approved(self) -> bool:
        return bool(self.approved_at) and self.approved_hash == self.content_hash
