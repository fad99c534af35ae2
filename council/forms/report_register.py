"""What somebody looks for in the register of threat reports, and why they take it away."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.access import SoughtReports
from council.forms.registers import institution_field, name_of
from council.forms.report_names import LEVELS, STATES
from council.models import Category, Marking, Report, Unit

KEPT_LEVELS = {level: LEVELS[level] for level in Report.Level}
"""Without "immediate", of which nothing is ever stored."""
DAYS = ["%Y-%m-%d", "%d.%m.%Y"]
SECRET = {"autocomplete": "off", "spellcheck": "false", "translate": "no"}


class ReportFilterForm(forms.Form):
    """`sought` is what its fields say."""

    words = forms.CharField(
        label=_("Search"),
        help_text=_("A reference, or words of what you may read. Accents do not matter."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", **SECRET}),
    )
    category: Any = forms.ModelChoiceField(
        label=_("Category"),
        queryset=Category.objects.all(),
        required=False,
        empty_label=_("All categories"),
    )
    level = forms.ChoiceField(
        label=_("Level"), required=False, choices=[("", _("All levels")), *KEPT_LEVELS.items()]
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All states")),
            ("open", _("Sent, and not closed yet")),
            *STATES.items(),
        ],
    )
    marking = forms.ChoiceField(
        label=_("Marking"), required=False, choices=[("", _("All markings")), *Marking.choices]
    )
    unit: Any = forms.ModelChoiceField(
        label=_("Administrative unit"),
        queryset=Unit.objects.all(),
        required=False,
        empty_label=_("All units"),
    )
    since = forms.DateField(
        label=_("Seen from"),
        required=False,
        input_formats=DAYS,
        error_messages={"invalid": _("Write the date as day, month and year.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("Seen until"),
        required=False,
        input_formats=DAYS,
        error_messages={"invalid": _("Write the date as day, month and year.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    mine = forms.BooleanField(label=_("Of my institution"), required=False)
    waiting = forms.BooleanField(label=_("Waiting for me"), required=False)

    def __init__(self, *args: Any, language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.fields["institution"] = institution_field(language=language)
        for name in ("category", "unit"):
            field: Any = self.fields[name]
            field.label_from_instance = lambda row: name_of(row, language)
        first = ["words", "category", "level", "state", "marking", "institution", "unit"]
        self.order_fields(first)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _("The last day lies before the first one."))
        return cleaned

    @property
    def sought(self) -> SoughtReports:
        given = {name: value for name, value in self.cleaned_data.items() if value}
        for name in ("category", "unit", "institution"):
            if name in given:
                given[name] = given[name].pk
        return SoughtReports(**given)


class ReportExportForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you need this list?"),
        help_text=_("It stands on every page of the file. Write no name of a person."),
        min_length=10,
        max_length=160,
        widget=forms.TextInput(attrs=SECRET),
        error_messages={
            "required": _("Write why you need this list."),
            "min_length": _("Write the reason in at least 10 characters."),
            "max_length": _("Write the reason in at most 160 characters."),
        },
    )
