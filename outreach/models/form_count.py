from django.db import models


class FormCount(models.Model):
    """How often a public form was sent lately by one connection, or by all of them.

    The key is a keyed hash of the hour and the connection: it leads to nobody, and goes when the
    hour is over. Only a function of the database counts here, for a role that cannot read it.
    """

    key = models.CharField(max_length=64, primary_key=True)
    n = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.n)
