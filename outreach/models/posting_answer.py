import uuid

from django.db import models


class PostingAnswer(models.Model):
    """What a contact says by the link of a letter; erased once a worker has carried it out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    posting = models.UUIDField(db_index=True)
    """A posting's id, not a reference: the public role may not read postings."""
    outcome = models.CharField(max_length=10)
    heard = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=10, blank=True)
    note = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
