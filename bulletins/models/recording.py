import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bulletins.models.bulletin import Bulletin


class Recording(models.Model):
    """Somebody reads an issue aloud: a sound, and in writing what it says.

    It is public once a second person has listened to it, as long as it was not taken away and its
    issue is in force. Who speaks is told by what they are, never by a name.
    """

    class Spoken(models.TextChoices):
        ALBANIAN = "sq", "Shqip"
        ENGLISH = "en", "English"
        ARABIC = "ar", "العربية"
        ROMANI = "rom", "Romani čhib"

    class Speaker(models.TextChoices):
        SECRETARIAT = "secretariat", _("somebody of the technical secretariat")
        RADIO = "radio", _("a journalist of a local radio")
        TEACHER = "teacher", _("a teacher")
        YOUTH = "youth", _("a young volunteer")
        LIAISON = "liaison", _("a community liaison")
        RESIDENT = "resident", _("a resident")
        MACHINE = "machine", _("a voice made by a computer")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="recordings")
    spoken = models.CharField(max_length=3, choices=Spoken)
    speaker = models.CharField(max_length=20, choices=Speaker)
    transcript = models.TextField()
    source_digest = models.CharField(max_length=64)
    """Of what the issue said for reading aloud when it was recorded."""
    name = models.CharField(max_length=120)
    """Below the documents' folder."""
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveIntegerField()
    seconds = models.PositiveIntegerField()
    consented_at = models.DateTimeField()
    """When whoever added it said that the speaker had agreed."""
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-bulletin__month", "spoken", "-added_at")
        constraints = (
            models.UniqueConstraint(
                name="recording_public_once",
                fields=("bulletin", "spoken"),
                condition=Q(removed_at__isnull=True, reviewed_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="recording_waits_once",
                fields=("bulletin", "spoken"),
                condition=Q(removed_at__isnull=True, reviewed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="recording_reviewed_by_another",
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | (
                    Q(reviewed_at__isnull=False, reviewed_by__isnull=False)
                    & ~Q(reviewed_by=F("added_by"))
                ),
            ),
            models.CheckConstraint(
                name="recording_says_something", condition=~Q(transcript="") & Q(seconds__gt=0)
            ),
        )

    def __str__(self) -> str:
        return f"{self.bulletin} {self.spoken}"

    @property
    def language(self) -> str:
        """Of the issue's page on which it stands: Romani stands beside Albanian."""
        return "sq" if self.spoken == self.Spoken.ROMANI else self.spoken
