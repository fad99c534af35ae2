from django.db import models
from django.db.models import Q


class SendingPace(models.Model):
    """How fast letters may leave: one row, kept by the office."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    per_hour = models.PositiveIntegerField(null=True)
    """Letters an hour, all together; empty: as fast as the mail server takes them."""
    per_domain_per_hour = models.PositiveIntegerField(null=True)
    """Letters an hour to one domain of recipients."""
    warm_up_from = models.DateField(null=True)
    """The first day of a new sending address: large providers trust it a little more each day."""
    halted_at = models.DateTimeField(null=True)
    """Since then publication is switched off as a whole: no month is resumed before it is on."""

    class Meta:
        constraints = (
            models.CheckConstraint(name="sending_pace_is_one_row", condition=Q(id=1)),
            models.CheckConstraint(
                name="sending_pace_lets_something_through",
                condition=~Q(per_hour=0) & ~Q(per_domain_per_hour=0),
            ),
        )

    def __str__(self) -> str:
        return f"{self.per_hour or '∞'}/h"
