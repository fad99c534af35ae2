from django.db import models

from bulletins.models.assignment import Assignment
from bulletins.models.block import Block


class AssignedText(models.Model):
    """One field of a block that an assignment is about."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="texts")
    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=80)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="text_assigned_once", fields=("assignment", "block", "field")
            ),
        )

    def __str__(self) -> str:
        return f"{self.block} {self.field}"
