"""The survey: its questions in groups, each on a screen of its own."""

import datetime
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council import published
from languages import AUTHORITATIVE
from outreach.survey import QUESTIONS, SCREENS, UNSAID, Answers


class SurveyForm(forms.Form):
    """Nobody must answer every question. `slip`: the id under which the answers count once."""

    slip = forms.UUIDField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False)
    """Nobody sees it; only programs fill it in."""

    def __init__(self, *args: Any, language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        for each in QUESTIONS:
            options: list[tuple[str, Any]] = list(each.options)
            if each.key == "unit":
                options = [("", _("Choose")), *units(language)]
            self.fields[each.key] = forms.ChoiceField(
                label=str(each.words),
                choices=options,
                required=False,
                widget=forms.Select if each.key == "unit" else forms.RadioSelect,
            )

    def of_screen(self, screen: int) -> list[forms.BoundField]:
        return [self[each.key] for each in QUESTIONS if each.screen == screen]

    def of_others(self, screen: int) -> list[tuple[str, str]]:
        """What was answered on the other screens: it travels with the form."""
        given = [(q.key, self[q.key].value()) for q in QUESTIONS if q.screen != screen]
        return [(key, str(value)) for key, value in given if value]

    @property
    def answers(self) -> Answers:
        found = ((q.key, str(self.cleaned_data.get(q.key) or "")) for q in QUESTIONS)
        return {key: value for key, value in found if value}

    @property
    def told(self) -> list[tuple[Any, str, int]]:
        """Each question with the words of its answer, and its screen: to be looked at once more."""
        rows = []
        for each in QUESTIONS:
            value = self.cleaned_data.get(each.key)
            choices = dict(self.fields[each.key].choices)  # type: ignore[attr-defined]
            rows.append((each.words, str(choices[value]) if value else "", each.screen))
        return rows

    @property
    def new_slip(self) -> uuid.UUID:
        return self.cleaned_data.get("slip") or uuid.uuid4()

    @property
    def by_a_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))


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


def units(language: str) -> list[tuple[str, Any]]:
    names = published.unit_names().items()
    found = [(code, name.get(language) or name[AUTHORITATIVE]) for code, name in names]
    return [*found, (UNSAID, _("I prefer not to say"))]


def screen_of(value: str) -> int:
    """The screen that a form says it is; the first where it says nothing of use."""
    return int(value) if value.isascii() and value.isdigit() and 1 <= int(value) <= SCREENS else 1
