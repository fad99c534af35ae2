"""What is asked for when a question is handed over, answered, sent elsewhere, merged, written."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council.published import agency_names
from languages import AUTHORITATIVE, direction
from languages.reasons import ReasonsForm
from outreach.actions.questions.words import FIELDS, LONGEST
from outreach.forms.office.fields import unit_choices
from outreach.forms.office.questions import names
from outreach.forms.office.questions.entering import ReceivedDay, refuse_personal
from outreach.forms.question_names import TOPICS
from outreach.models import HelpLine, Question

ALL = [("", _("All"))]


def agencies(language: str) -> list[tuple[str, str]]:
    rows = agency_names().items()
    found = [(code, name.get(language) or name[AUTHORITATIVE]) for code, name in rows]
    return sorted(found, key=lambda row: row[1])


class HandOverForm(forms.Form):
    institution = forms.ChoiceField(
        label=_("Institution"),
        help_text=_("Its liaison gets a letter; where it has none, print the letter and send it."),
    )

    def __init__(self, *args: Any, language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        choices = [("", _("Choose")), *agencies(language)]
        self.fields["institution"].choices = choices  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("The answer, in Albanian"),
        help_text=_("What was done or will be done, by whom, by when. No names of people."),
        max_length=LONGEST["answer"],
        widget=forms.Textarea(attrs={"rows": 7, "lang": "sq", "dir": "ltr"}),
    )
    answered_on = ReceivedDay(
        label=_("Day of the answer"), help_text=_("The day on the institution's letter.")
    )

    def __init__(self, *args: Any, keeps: bool, **parts: Any) -> None:
        super().__init__(*args, **parts)
        if keeps:
            self.fields["answered_on"].initial = timezone.localdate()
        else:
            del self.fields["answered_on"]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        refuse_personal(text)
        return text


class ElsewhereForm(forms.Form):
    help_line = forms.ChoiceField(label=_("Help line to call"), required=False)
    institution = forms.ChoiceField(label=_("Institution to ask"), required=False)
    text = forms.CharField(
        label=_("What residents read, in Albanian"),
        help_text=_("One or two sentences: why not the Council, and where to go."),
        max_length=LONGEST["answer"],
        widget=forms.Textarea(attrs={"rows": 4, "lang": "sq", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        rows = HelpLine.objects.in_force().values_list("number", f"name_{language}")
        lines = [("", _("None")), *((number, f"{number} – {name}") for number, name in rows)]
        self.fields["help_line"].choices = lines  # type: ignore[attr-defined]
        choices = [("", _("None")), *agencies(language)]
        self.fields["institution"].choices = choices  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        refuse_personal(text)
        return text

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and not (told["help_line"] or told["institution"]):
            raise ValidationError(_("Choose a help line or an institution: where to go."))
        return told


class MergeForm(forms.Form):
    """The choices are the questions that may count another one."""

    into = forms.ChoiceField(
        label=_("The same question"),
        help_text=_("It counts both from now on; this one is followed no longer."),
        widget=forms.RadioSelect(),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.fields["into"].choices = choices  # type: ignore[attr-defined]


class TextsForm(forms.Form):
    """Question and answer in one language."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, written: Mapping[str, str], language: str
    ) -> None:
        super().__init__(data, initial=dict(written))
        for field in FIELDS:
            attrs = {"rows": 6, "lang": language, "dir": direction(language)}
            self.fields[field] = forms.CharField(
                label=names.FIELDS[field],
                max_length=LONGEST[field],
                required=bool(written.get(field)),
                widget=forms.Textarea(attrs=attrs),
            )
        self.language = language

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for field in FIELDS if self.language == AUTHORITATIVE else ():
            try:
                refuse_personal(told.get(field, ""))
            except ValidationError as error:
                self.add_error(field, error)
        return told


class WithdrawForm(ReasonsForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            refuse_personal(cleaned.get(AUTHORITATIVE, ""))
        except ValidationError as error:
            self.add_error(AUTHORITATIVE, error)
        return cleaned


class AnswerTimeForm(forms.Form):
    from_date = forms.DateField(
        label=_("From which day on"),
        help_text=_("Questions that came before keep their deadline."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Write a date like 2026-11-30.")},
    )
    working_days = forms.IntegerField(label=_("Working days"), min_value=1, max_value=60)

    def clean_from_date(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["from_date"]
        if day < timezone.localdate():
            raise ValidationError(_("Choose today or a day to come."))
        return day


class FilterForm(forms.Form):
    state = forms.ChoiceField(label=_("State"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False, choices=[*ALL, *TOPICS.items()])
    unit = forms.ChoiceField(label=_("Administrative unit"), required=False)
    mine = forms.BooleanField(label=_("Waiting for me"), required=False)
    late = forms.BooleanField(label=_("Late"), required=False)

    def __init__(self, *args: Any, language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        states = [("", _("Not finished")), *names.STATES.items(), ("public", _("Public"))]
        states += [("withdrawn", names.STEPS[names.Verb.WITHDRAWN])]
        self.fields["state"].choices = states  # type: ignore[attr-defined]
        units = [*ALL, *unit_choices(language)[1:]]
        self.fields["unit"].choices = units  # type: ignore[attr-defined]

    @property
    def sought(self) -> Mapping[str, Any]:
        return self.cleaned_data if self.is_valid() else {}


def states_of(question: Question) -> str:
    return str(names.STATES[Question.State(question.state)])
