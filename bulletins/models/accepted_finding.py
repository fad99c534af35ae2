from django.db import models

from bulletins.models.text import BlockText
from languages.models import AcceptedWarning


class AcceptedFinding(AcceptedWarning):
    text = models.ForeignKey(BlockText, on_delete=models.CASCADE, related_name="accepted")

    class Meta(AcceptedWarning.Meta):
        constraints = (
            models.CheckConstraint(
                name="finding_accepted_with_a_reason", condition=~models.Q(reason="")
            ),
            models.UniqueConstraint(
                name="finding_accepted_once",
                fields=("text", "check_name", "excerpt", "text_digest"),
            ),
        )
