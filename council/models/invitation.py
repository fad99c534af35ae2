import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from council.models.agency import Agency
from council.models.appointment import Role
from council.models.seat import Seat


class Invitation(models.Model):
    """An account that somebody may open, once, within seven days, with the role that it names."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=2, choices=[("sq", "Shqip"), ("en", "English")])
    role = models.CharField(max_length=20, choices=Role)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, blank=True)
    from_date = models.DateField(null=True)
    """Of the role; None: from the day on which the account is opened."""
    to_date = models.DateField(null=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-invited_at",)
        constraints = (
            models.CheckConstraint(
                name="invitation_ends_once",
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
            ),
            models.CheckConstraint(
                name="invitation_accepted_in_time",
                condition=Q(accepted_at__isnull=True) | Q(accepted_at__lte=F("expires_at")),
            ),
            models.CheckConstraint(
                name="invitation_role_ends_after_it_begins",
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
            ),
            models.UniqueConstraint(
                name="invitation_open_once",
                fields=("email",),
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
