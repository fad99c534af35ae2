from django.db import models


class ReachBatch(models.Model):
    """A file of counts that is in the table already: taken again after a kill, it adds nothing."""

    name = models.UUIDField(primary_key=True)
    taken_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "reach batches"

    def __str__(self) -> str:
        return str(self.name)
