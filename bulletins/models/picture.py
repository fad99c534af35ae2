from django.conf import settings
from django.db import models
from django.db.models import Q

from bulletins.models.block import Block


class Picture(models.Model):
    """The picture of a block. What it shows is said in words like any other text of the block."""

    KINDS = (Block.Kind.STORY, Block.Kind.TEXT, Block.Kind.ACTIVITIES)
    """Blocks that may have one."""
    ALT, CREDIT = "picture:alt", "picture:credit"
    """Its texts: what it shows, for who does not see it, and who made it."""
    WORDS = (ALT, CREDIT)

    block = models.OneToOneField(Block, on_delete=models.CASCADE, related_name="picture")
    name = models.CharField(max_length=40)
    """Of its files; it follows from their bytes and cannot be guessed."""
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    widths = models.JSONField()
    """The sizes in which it is stored, in pixels, the largest last."""
    decorative = models.BooleanField(default=False)
    """It says nothing that the words do not say: it has no words of its own."""
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    """Taken away, and shown nowhere; for some days it can be brought back."""

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="picture_has_a_size", condition=Q(width__gt=0, height__gt=0)
            ),
        )

    def __str__(self) -> str:
        return f"{self.block} {self.name[:8]}"
