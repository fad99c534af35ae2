from django.db import models

from council.models.seat import Seat
from council.models.vote import Vote


class NamedVote(models.Model):
    """One seat's vote, where the vote is by name."""

    class Choice(models.TextChoices):
        FAVOUR = "favour"
        AGAINST = "against"
        ABSTAIN = "abstain"

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="by_name")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)
    choice = models.CharField(max_length=10, choices=Choice)

    class Meta:
        constraints = (models.UniqueConstraint(name="named_vote_once", fields=("vote", "seat")),)

    def __str__(self) -> str:
        return f"{self.seat}: {self.choice}"
