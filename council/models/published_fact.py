import uuid

from django.db import models


class PublishedFact(models.Model):
    """What the council made public of one record: a finished copy, never a view of the record.

    These are the only rows of the council with words in them that the public role may read.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting"
        DECISION = "decision"
        ACTION = "action"
        FIGURES = "figures"
        NOTICE = "notice"
        MINUTES = "minutes"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    on_date = models.DateField()
    """The day that puts it into a month: a meeting's, a decision's; of an action the day given."""
    facts = models.JSONField()
    """Numbers, dates, institutions' codes: the same in every language."""
    texts = models.JSONField()
    """{language: {field: finished open text}}; a language may be missing."""
    version = models.PositiveBigIntegerField()
    """Rises with each publication of any fact; readers follow by it."""
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reasons = models.JSONField(default=dict)
    """{language: why}, as residents read it."""

    class Meta:
        indexes = (
            models.Index(name="published_by_date", fields=("kind", "on_date")),
            models.Index(name="published_by_version", fields=("version",)),
        )

    def __str__(self) -> str:
        return self.key
