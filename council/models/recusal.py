import uuid

from django.db import models
from django.db.models import Q

from council.models.agenda_item import AgendaItem
from council.models.seat import Seat


class Recusal(models.Model):
    """A seat takes no part in one item, for a reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="recusals")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="recusal_once", fields=("item", "seat")),
            models.CheckConstraint(name="recusal_has_a_reason", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        return f"{self.seat} recused"
