from django.db import models

from languages import models as languages
from outreach.models.manuscript_text import ManuscriptText


class AcceptedWarning(languages.AcceptedWarning):
    text = models.ForeignKey(ManuscriptText, on_delete=models.CASCADE, related_name="accepted")

    class Meta(languages.AcceptedWarning.Meta):
        constraints = (
            models.CheckConstraint(
                name="warning_accepted_with_a_reason", condition=~models.Q(reason="")
            ),
            models.UniqueConstraint(
                name="warning_accepted_once",
                fields=("text", "check_name", "excerpt", "text_digest"),
            ),
        )
