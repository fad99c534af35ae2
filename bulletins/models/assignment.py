import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from bulletins.models.bulletin import Bulletin
from languages import AUTHORITATIVE, LANGUAGES


class Assignment(models.Model):
    """Texts of a bulletin that one person translates, or reads over, by a day.

    Its texts are named when it is given (`AssignedText`): whoever holds it sees these and no other.
    """

    class Task(models.TextChoices):
        TRANSLATE = "translate"
        REVIEW = "review"
        """A second translator reads what the first has written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="assignments")
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    task = models.CharField(max_length=10, choices=Task, default=Task.TRANSLATE)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_date = models.DateField()
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    assigned_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    """Taken back: its holder sees it no more."""

    class Meta:
        ordering = ("due_date", "assigned_at")
        constraints = (
            models.CheckConstraint(
                name="assignment_into_another_language", condition=~Q(language=AUTHORITATIVE)
            ),
            models.UniqueConstraint(
                name="assignment_open_once",
                fields=("bulletin", "language", "task", "person"),
                condition=Q(done_at__isnull=True, ended_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.bulletin} {self.language} {self.task}"

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.ended_at is None
