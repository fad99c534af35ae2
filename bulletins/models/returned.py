from django.conf import settings
from django.db import models

from bulletins.models.bulletin import Bulletin


class Returned(models.Model):
    """The chair sent editions back with a word; it stands until they are sent to the chair again."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="returned")
    languages = models.JSONField()
    word = models.CharField(max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at",)
        constraints = (
            models.CheckConstraint(name="returned_with_a_word", condition=~models.Q(word="")),
        )

    def __str__(self) -> str:
        return f"{self.bulletin} {'+'.join(self.languages)}: returned"
