import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class FactorReset(models.Model):
    """Taking away somebody's second factors: asked by one, confirmed by another, never by one's self."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="factor_resets"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-asked_at",)
        constraints = (
            models.CheckConstraint(
                name="factor_reset_by_two",
                condition=Q(confirmed_by__isnull=True)
                | (~Q(confirmed_by=F("asked_by")) & ~Q(confirmed_by=F("person"))),
            ),
            models.CheckConstraint(
                name="factor_reset_not_asked_for_oneself", condition=~Q(asked_by=F("person"))
            ),
            models.UniqueConstraint(
                name="factor_reset_open_once",
                fields=("person",),
                condition=Q(confirmed_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
