import uuid

from django.db import models

from outreach.models.survey_wave import SurveyWave


class SurveySlip(models.Model):
    """One person's answers on their way to be counted: seconds later it is gone.

    The id is made for the form, so that a form that is sent twice counts once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(SurveyWave, on_delete=models.CASCADE, related_name="slips")
    channel = models.CharField(max_length=8)
    language = models.CharField(max_length=2)
    answers = models.JSONField()

    def __str__(self) -> str:
        return str(self.id)
