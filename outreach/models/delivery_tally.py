from django.db import models

from outreach.models.mailing import Mailing


class DeliveryTally(models.Model):
    """How many letters of a mailing to a domain are in a state; kept by the database itself.

    Triggers on the deliveries write it in the same transaction, so it is never wrong, and a page
    asks the same few rows of a million letters as of a thousand. Each connection has a `slot` of
    its own, so that senders do not wait for one another; the sum over them is the count.
    """

    mailing = models.ForeignKey(Mailing, on_delete=models.PROTECT, related_name="tallies")
    domain = models.CharField(max_length=255)
    state = models.CharField(max_length=20)
    slot = models.PositiveSmallIntegerField()
    n = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="delivery_tally_once", fields=("mailing", "domain", "state", "slot")
            ),
        )
        verbose_name_plural = "delivery tallies"

    def __str__(self) -> str:
        return f"{self.domain} {self.state}: {self.n}"
