import uuid

from django.db import models
from django.db.models import Q

from outreach.models.publishable import new_code


class NoticeBoard(models.Model):
    """A place where the month's sheet hangs or is read aloud, and how its contact is reached.

    A contact is a role, such as the librarian, and never a person's name.
    """

    class Kind(models.TextChoices):
        UNIT_OFFICE = "unit_office"
        SCHOOL = "school"
        HEALTH_CENTRE = "health_centre"
        WORSHIP = "worship"
        LIBRARY = "library"
        COMMUNITY_CENTRE = "community_centre"
        OTHER = "other"

    class Way(models.TextChoices):
        MAIL = "mail"
        """A letter with the sheet attached."""
        WHATSAPP = "whatsapp"
        """A text that the secretary copies."""
        PRINTED = "printed"
        """The secretary prints the sheet, and somebody carries it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    """What a QR code on paper names the place by."""
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    name_ar = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    unit = models.SlugField(db_index=True)
    area = models.CharField(max_length=80, blank=True)
    """The village or neighbourhood."""
    contact = models.CharField(max_length=120)
    """By role."""
    address = models.CharField(max_length=320, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    way = models.CharField(max_length=10, choices=Way)
    sheets = models.PositiveSmallIntegerField(default=1)
    large_print = models.BooleanField(default=False)
    entered_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("unit", "name")
        constraints = (
            models.CheckConstraint(
                name="notice_board_by_mail_has_an_address",
                condition=~Q(way="mail") | ~Q(address=""),
            ),
            models.UniqueConstraint(
                name="notice_board_once",
                fields=("unit", "name"),
                condition=Q(retired_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]
