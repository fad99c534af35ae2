import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class PasswordRenewal(models.Model):
    """A new password for somebody who forgot theirs: by letter, once, within seven days.

    It opens nothing by itself: the second factor is asked for at the login that follows.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="password_renewals"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-asked_at",)
        constraints = (
            models.CheckConstraint(
                name="password_renewal_not_asked_for_oneself", condition=~Q(asked_by=F("person"))
            ),
            models.CheckConstraint(
                name="password_renewal_ends_once",
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True),
            ),
            models.CheckConstraint(
                name="password_renewal_used_in_time",
                condition=Q(used_at__isnull=True) | Q(used_at__lte=F("expires_at")),
            ),
            models.UniqueConstraint(
                name="password_renewal_open_once",
                fields=("person",),
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
