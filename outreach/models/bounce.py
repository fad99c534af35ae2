from django.db import models

from outreach.models.delivery import Delivery


class Bounce(models.Model):
    """What was told of a letter after the mail server had accepted it; the worst stays.

    The delivery keeps its state: it was accepted, whatever came back later.
    """

    class Kind(models.TextChoices):
        SOFT = "soft"
        BLOCKED = "blocked"
        HARD = "hard"
        COMPLAINT = "complaint"

    delivery = models.OneToOneField(Delivery, on_delete=models.CASCADE, related_name="bounce")
    kind = models.CharField(max_length=12, choices=Kind)
    status = models.CharField(max_length=12, blank=True)
    said = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.kind}"
