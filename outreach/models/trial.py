import uuid

from django.db import models


class Trial(models.Model):
    """One language's letter of a month as it stood when somebody wanted to see it in an inbox.

    It is no mailing: nothing of it enters the ledger of the month.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField()
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField()
    archive_url = models.CharField(max_length=300)
    asked_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(name="trial_asked", fields=("-asked_at",)),)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.language}"
