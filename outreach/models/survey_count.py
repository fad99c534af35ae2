from django.db import models

from outreach.models.survey_wave import SurveyWave


class SurveyCount(models.Model):
    """How many gave an answer to one question. No row holds two answers of one person.

    Two questions that nobody is asked: `channel` (online, paper) and `language`.
    """

    wave = models.ForeignKey(SurveyWave, on_delete=models.CASCADE, related_name="counts")
    question = models.CharField(max_length=20)
    option = models.CharField(max_length=40)
    n = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("question", "option")
        constraints = (
            models.UniqueConstraint(
                name="survey_count_once", fields=("wave", "question", "option")
            ),
        )

    def __str__(self) -> str:
        return f"{self.question}: {self.option}"
