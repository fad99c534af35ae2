"""What somebody looks for in a register, as its address says it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.access import Sought
from council.models import (
    Agency,
    Category,
    Correspondence,
    Decision,
    NamedVote,
    Reply,
    Unit,
    Vote,
)

DECISION_KINDS = {
    Decision.Kind.RECOMMENDATION: _("Recommendation"),
    Decision.Kind.COMMITMENT: _("Commitment"),
    Decision.Kind.INFORMATION: _("For information"),
    Decision.Kind.PROCEDURAL: _("Procedural decision"),
}
VOTE_METHODS = {
    Vote.Method.CONSENSUS: _("by consensus"),
    Vote.Method.HANDS: _("by show of hands"),
    Vote.Method.NAMES: _("by roll call"),
}
VOTE_CHOICES = {
    NamedVote.Choice.FAVOUR: _("in favour"),
    NamedVote.Choice.AGAINST: _("against"),
    NamedVote.Choice.ABSTAIN: _("abstained"),
}
REPLY_KINDS = {
    Reply.Kind.PROGRESS: _("Progress"),
    Reply.Kind.DONE: _("Done"),
    Reply.Kind.NEW_DATE: _("A new date is asked for"),
    Reply.Kind.REFUSED: _("Refused"),
}
ACTION_STATES = {
    "open": _("Not done yet"),
    "late": _("Late"),
    "asked": _("A new date is asked for"),
    "done": _("Done"),
}
DIRECTIONS = {
    Correspondence.Direction.OUT: _("Outgoing"),
    Correspondence.Direction.IN: _("Incoming"),
}
LETTER_KINDS = {
    Correspondence.Kind.CONVOCATION: _("Convocation"),
    Correspondence.Kind.DECISION: _("Decision"),
    Correspondence.Kind.ACTION: _("Action point"),
    Correspondence.Kind.MINUTES: _("Minutes of a meeting"),
    Correspondence.Kind.OTHER: _("Other letter"),
}
FIRST_YEAR = 2016


def institution_field(*, language: str, required: bool = False) -> Any:
    field: Any = forms.ModelChoiceField(
        label=_("Institution"),
        queryset=Agency.objects.all(),
        required=required,
        empty_label="---" if required else _("All institutions"),
    )
    field.label_from_instance = lambda row: name_of(row, language)
    return field


def name_of(row: Agency | Category | Unit, language: str) -> str:
    name: str = getattr(row, f"name_{language}", "") or row.name_sq
    return name


class _FilterForm(forms.Form):
    """Its fields are those that its register knows; `sought` is what they say."""

    words = forms.CharField(
        label=_("Search"),
        help_text=_("A number, or words from the text. Accents do not matter."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=2100,
        error_messages={
            "invalid": _("Write a year like 2026."),
            "min_value": _("The Council was set up in 2016."),
            "max_value": _("Write a year like 2026."),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.fields["institution"] = institution_field(language=language)
        self.order_fields(["words", "year", "institution"])

    @property
    def sought(self) -> Sought:
        given = {name: value for name, value in self.cleaned_data.items() if value}
        if "institution" in given:
            given["institution"] = given["institution"].pk
        if given.pop("late", False):
            given["state"] = "late"
        return Sought(**given)


class DecisionFilterForm(_FilterForm):
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *DECISION_KINDS.items()]
    )
    mine = forms.BooleanField(label=_("Of my institution"), required=False)
    late = forms.BooleanField(label=_("With late promises"), required=False)


class ActionFilterForm(_FilterForm):
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *ACTION_STATES.items()]
    )
    mine = forms.BooleanField(label=_("Of my institution"), required=False)


class CorrespondenceFilterForm(_FilterForm):
    direction = forms.ChoiceField(
        label=_("Direction"),
        required=False,
        choices=[("", _("Both directions")), *DIRECTIONS.items()],
    )
    about = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput())
