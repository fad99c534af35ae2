"""The survey: its questions in groups, each on a screen of its own."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _

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


def units(language: str) -> list[tuple[str, Any]]:
    names = published.unit_names().items()
    found = [(code, name.get(language) or name[AUTHORITATIVE]) for code, name in names]
    return [*found, (UNSAID, _("I prefer not to say"))]


def screen_of(value: str) -> int:
    """The screen that a form says it is; the first where it says nothing of use."""
    return int(value) if value.isascii() and value.isdigit() and 1 <= int(value) <= SCREENS else 1
