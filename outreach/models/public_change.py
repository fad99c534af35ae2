from django.db import models


class PublicChange(models.Model):
    """How often what residents may read of a table has changed; counted by the database itself.

    Triggers write it in the transaction that changes something, so that no page outlives what it
    shows. Each connection has a `slot` of its own; the sum over them is the table's version.
    """

    table = models.CharField(max_length=63)
    slot = models.IntegerField()
    n = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="public_change_once", fields=("table", "slot")),
        )

    def __str__(self) -> str:
        return f"{self.table}: {self.n}"
