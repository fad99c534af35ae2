import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """A letter to a member: a row first, then a message.

    Its words are constant for each kind, so it keeps none: only the kind, and the key of what the
    letter's link leads to.
    """

    class Kind(models.TextChoices):
        INVITATION = "invitation"
        RENEWAL = "renewal"
        FACTOR_RESET = "factor_reset"
        FACTOR_CHANGED = "factor_changed"
        MEETING_CONVENED = "meeting_convened"
        MEETING_CHANGED = "meeting_changed"
        MEETING_CANCELLED = "meeting_cancelled"
        MEETING_REMINDER = "meeting_reminder"
        MINUTES_CIRCULATED = "minutes_circulated"
        APPROVAL_ASKED = "approval_asked"
        ACTION_GIVEN = "action_given"
        ACTION_DUE = "action_due"
        ACTION_LATE = "action_late"
        REPORT_TO_TRIAGE = "report_to_triage"
        REPORT_RETURNED = "report_returned"
        REPORT_UNREADABLE = "report_unreadable"
        LEVEL_RAISED = "level_raised"
        REFERRAL_SENT = "referral_sent"
        REFERRAL_DUE = "referral_due"
        REFERRAL_LATE = "referral_late"
        REFERRAL_ANSWERED = "referral_answered"
        REFERRAL_REVOKED = "referral_revoked"
        REPLY_ARRIVED = "reply_arrived"
        TEXTS_ASSIGNED = "texts_assigned"
        TEXTS_DONE = "texts_done"
        AUDIT_HEAD = "audit_head"
        AUDIT_BROKEN = "audit_broken"

    class State(models.TextChoices):
        PENDING = "pending"
        LEASED = "leased"
        HANDING_OFF = "handing_off"
        ACCEPTED = "accepted"
        FAILED = "failed"
        IN_DOUBT = "in_doubt"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40, choices=Kind)
    address = models.CharField(max_length=320)
    language = models.CharField(max_length=2)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="notices"
    )
    about = models.CharField(max_length=80)
    once_key = models.CharField(max_length=160, null=True, unique=True)
    """Of a letter that a tick writes, such as a reminder: the same key is the same letter."""
    state = models.CharField(max_length=20, choices=State, default=State.PENDING)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_owner = models.BigIntegerField(null=True)
    written_at = models.DateTimeField()
    next_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    smtp_text = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("written_at",)
        constraints = (
            models.CheckConstraint(
                name="notice_held_by_an_owner",
                condition=Q(lease_owner__isnull=False) ^ ~Q(state__in=("leased", "handing_off")),
            ),
        )
        indexes = (
            models.Index(name="notice_waiting", fields=("next_at",), condition=Q(state="pending")),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
