import uuid

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Func, Q, Value

from council.models.agency import Agency
from council.models.seat import Seat


class Role(models.TextChoices):
    COORDINATOR = "coordinator"
    SECRETARY = "secretary"
    LIAISON = "liaison"
    CHAIR = "chair"
    MEMBER = "member"
    OBSERVER = "observer"
    EDITOR = "editor"
    TRANSLATOR = "translator"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


CONFIRMED_ROLES = (Role.COORDINATOR, Role.LIAISON)


class Appointment(models.Model):
    """A person in a role, from a day to a day (inclusive; open where no end is set).

    A seat has one holder at a time and any number of substitutes. A substitute stands in for a
    holder, never for another substitute: the database refuses it (migration 0005).

    A cleared seat clears nobody before a second person has confirmed the appointment; nor do
    coordinator and liaison read threat reports before.
    """

    key = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), editable=False, unique=True)
    """For addresses."""
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments"
    )
    role = models.CharField(max_length=20, choices=Role)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="appointments")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="appointments")
    from_date = models.DateField()
    to_date = models.DateField(null=True)
    substitute_for = models.ForeignKey("self", on_delete=models.PROTECT, null=True)
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("from_date", "pk")
        constraints = (
            models.CheckConstraint(
                name="appointment_ends_after_it_begins",
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
            ),
            # Ranges on both sides, so that no extension is needed for comparing a number by `=`.
            ExclusionConstraint(
                name="seat_has_one_holder",
                expressions=[
                    (
                        Func(F("seat"), F("seat"), Value("[]"), function="int8range"),
                        "&&",
                    ),
                    (
                        Func(
                            F("from_date"),
                            F("to_date"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                condition=Q(seat__isnull=False, substitute_for__isnull=True),
            ),
            models.UniqueConstraint(
                name="appointment_once", fields=("person", "role", "agency", "from_date")
            ),
            models.CheckConstraint(
                name="appointment_confirmed_by_another",
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                & ~Q(confirmed_by=F("appointed_by"))
                & ~Q(confirmed_by=F("person")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} from {self.from_date}"

    @property
    def clears(self) -> bool:
        """Whether it opens closed words, once a second person has confirmed it."""
        return self.role in CONFIRMED_ROLES or bool(self.seat and self.seat.cleared)
