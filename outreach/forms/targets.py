"""What is to be reached a month."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outreach.forms.letters import A_YEAR, CountField
from outreach.models import ReachTarget

Measure = ReachTarget.Measure
MEASURES = {
    Measure.LETTERS: gettext_lazy("Letters delivered"),
    Measure.READ: gettext_lazy("Issue read on the web"),
    Measure.DOWNLOADED: gettext_lazy("PDF downloaded"),
    Measure.POSTED: gettext_lazy("Places where it hangs"),
    Measure.HEARD: gettext_lazy("People who heard it read aloud"),
    Measure.PARTICIPANTS: gettext_lazy("People at activities"),
    Measure.SURVEY: gettext_lazy("Answers to the survey"),
    Measure.QUESTIONS: gettext_lazy("Questions answered in time (%)"),
    Measure.PROMISES: gettext_lazy("Promises kept in time (%)"),
}
PER_CENT = (Measure.QUESTIONS, Measure.PROMISES)


class NumberField(CountField):
    """A whole number as people write it, which must be there."""

    def __init__(self, **parts: Any) -> None:
        super().__init__(**parts)
        self.required = True
        self.error_messages["required"] = _WHOLE

    def clean(self, value: Any) -> int | None:
        try:
            return super().clean(value)
        except ValidationError:
            raise ValidationError(_WHOLE) from None


_WHOLE = gettext_lazy("Write a whole number from 1 to 1,000,000.")


class TargetForm(forms.Form):
    measure = forms.ChoiceField(label=gettext_lazy("What"), choices=list(MEASURES.items()))
    value = NumberField(
        label=gettext_lazy("How many a month, or how many per cent"),
    )
    from_date = forms.DateField(
        label=gettext_lazy("From this day on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Choose a day, like 2026-11-23.")},
    )

    def __init__(self, *args: Any, today: datetime.date, **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.today = today
        self.fields["from_date"].initial = today

    def clean_from_date(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["from_date"]
        if abs(day - self.today) > A_YEAR:
            raise ValidationError(_("Choose a day within a year from today."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("measure") in PER_CENT and said.get("value", 0) > 100:
            self.add_error("value", _("Write at most 100: it is per cent."))
        return said
