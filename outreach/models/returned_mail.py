from django.db import models
from django.db.models import Q


class ReturnedMail(models.Model):
    """A message that came to the return path of our letters, as it arrived.

    Written down before anything is done about it, and only then taken out of the mail server's
    hands. Kept thirty days; what stays is a `ReturnedCount`.
    """

    class Kind(models.TextChoices):
        HARD = "hard"
        """Nobody has this address."""
        SOFT = "soft"
        """Not this time: a full mailbox, a server that stayed away."""
        BLOCKED = "blocked"
        """It is us that the server does not trust."""
        COMPLAINT = "complaint"
        DELAYED = "delayed"
        PASSED_ON = "passed_on"
        """Delivered, relayed or expanded: no failure."""
        AUTO_REPLY = "auto_reply"
        UNMATCHED = "unmatched"
        """A failure or complaint about no letter of ours, or with a forged mark."""
        OTHER = "other"
        """None of these, or not to be read."""

    class Way(models.TextChoices):
        MAILDIR = "maildir"
        PIPE = "pipe"

    arrived_at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=Way)
    content_hash = models.BinaryField(max_length=32, unique=True)
    """SHA-256 of all of it: the same message twice is one."""
    size = models.PositiveBigIntegerField()
    raw = models.BinaryField()
    """Its beginning, as far as it is kept."""
    acted_at = models.DateTimeField(null=True)
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    """Empty until it was acted upon."""
    status = models.CharField(max_length=12, blank=True)
    """The enhanced status code (RFC 3463), such as "5.1.1"."""
    said = models.CharField(max_length=300, blank=True)
    """The server's own words, without anybody's address."""
    domain = models.CharField(max_length=255, blank=True)
    """Of the reader whose letter it is about."""
    delivery = models.ForeignKey(
        "outreach.Delivery", on_delete=models.SET_NULL, null=True, related_name="returned"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="returned_mail_has_a_kind_when_acted_upon",
                condition=Q(acted_at__isnull=True) ^ ~Q(kind=""),
            ),
        )
        indexes = (
            models.Index(
                name="returned_mail_waiting", fields=("id",), condition=Q(acted_at__isnull=True)
            ),
            models.Index(name="returned_mail_lately", fields=("-arrived_at", "-id")),
        )
        verbose_name_plural = "returned mail"

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}".rstrip()
