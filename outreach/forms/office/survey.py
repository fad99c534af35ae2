"""The survey in the office: its days, and answers from paper."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outreach.forms.survey import SurveyForm


class PaperAnswersForm(SurveyForm):
    """All questions on one page, as they stand on the sheet."""

    def clean(self) -> dict[str, Any] | None:
        if not self.errors and not self.answers:
            raise ValidationError(_("Choose at least one answer."))
        return self.cleaned_data


class WaveForm(forms.Form):
    opens_on = forms.DateField(
        label=gettext_lazy("First day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, today: datetime.date, **parts: Any) -> None:
        super().__init__(*args, **parts)
        self._today = today

    def clean_opens_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["opens_on"]
        if day < self._today:
            raise ValidationError(_("The first day is past."))
        return day

    def clean(self) -> dict[str, Any] | None:
        first, last = self.cleaned_data.get("opens_on"), self.cleaned_data.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("The last day comes before the first."))
        return self.cleaned_data
