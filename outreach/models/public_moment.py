from django.db import models


class PublicMoment(models.Model):
    """A moment from which something is public that was approved before it."""

    due = models.DateTimeField(unique=True)

    def __str__(self) -> str:
        return self.due.isoformat()
