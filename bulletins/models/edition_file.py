from django.db import models

from bulletins.models.edition import Edition


class EditionFile(models.Model):
    """A sheet or a card of a published edition, as a worker made it, or why it could not.

    It is public as soon and as long as its edition is.
    """

    class Kind(models.TextChoices):
        POSTER = "poster"
        """One page for notice boards."""
        LARGE_PRINT = "large-print"
        CARD = "card"
        CARD_TALL = "card-tall"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=120, blank=True)
    """Below the documents' folder; empty where it could not be made."""
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(null=True)
    """Of a sheet; a card has none."""
    bytes = models.PositiveIntegerField(null=True)
    error = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    """When it was tried last."""

    class Meta:
        ordering = ("edition", "kind")
        constraints = (
            models.UniqueConstraint(name="edition_file_once", fields=("edition", "kind")),
            models.CheckConstraint(
                name="edition_file_or_error",
                condition=(models.Q(name="", sha256="") & ~models.Q(error=""))
                | (~models.Q(name="") & ~models.Q(sha256="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition} {self.kind}"
