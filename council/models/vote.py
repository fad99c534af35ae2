import uuid

from django.db import models
from django.db.models import F, Q

from council.models.decision import Decision
from council.models.rule import Rule


class Vote(models.Model):
    """How a proposed decision was put to the table, and what came of it."""

    class Method(models.TextChoices):
        CONSENSUS = "consensus"
        HANDS = "hands"
        NAMES = "names"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="vote")
    method = models.CharField(max_length=20, choices=Method)
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT)
    occupied = models.PositiveSmallIntegerField()
    """Voting seats that somebody held on the day."""
    voters = models.PositiveSmallIntegerField()
    """Voting seats that were there for the item and not recused."""
    in_favour = models.PositiveSmallIntegerField()
    against = models.PositiveSmallIntegerField(default=0)
    abstained = models.PositiveSmallIntegerField(default=0)
    quorum = models.BooleanField()
    no_quorum_reason = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="vote_no_more_votes_than_voters",
                condition=Q(voters__gte=F("in_favour") + F("against") + F("abstained")),
            ),
            models.CheckConstraint(
                name="vote_no_more_voters_than_seats", condition=Q(voters__lte=F("occupied"))
            ),
            models.CheckConstraint(
                name="vote_without_quorum_has_a_reason",
                condition=Q(quorum=True) | ~Q(no_quorum_reason=""),
            ),
            models.CheckConstraint(
                name="consensus_has_no_opponent",
                condition=~Q(method="consensus") | Q(against=0),
            ),
        )

    def __str__(self) -> str:
        return f"{self.in_favour}–{self.against}–{self.abstained}"
