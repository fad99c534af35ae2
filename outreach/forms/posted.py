"""What became of a sheet at its place: for the contact's own page and for the telephone."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages.personal import Kind, find
from outreach.actions.boards.answer import Answer
from outreach.models import Posting

Outcome, Reason = Posting.Outcome, Posting.Reason
OUTCOMES = {
    Outcome.POSTED: gettext_lazy("The sheet is posted"),
    Outcome.READ: gettext_lazy("It was read aloud, but not posted"),
    Outcome.COULD_NOT: gettext_lazy("It could not be done"),
}
REASONS = {
    Reason.CLOSED: gettext_lazy("The place was closed"),
    Reason.NO_SHEET: gettext_lazy("The sheet did not come or could not be printed"),
    Reason.NO_BOARD: gettext_lazy("There is no notice board any more"),
    Reason.NO_TIME: gettext_lazy("Nobody had time"),
    Reason.OTHER: gettext_lazy("Something else"),
}
MOST_HEARD = 2_000
_TELLS = (
    Kind.NAME,
    Kind.INITIALS,
    Kind.ID_NUMBER,
    Kind.TELEPHONE,
    Kind.EMAIL,
    Kind.PLATE,
)


class PostedForm(forms.Form):
    """Its `answer` is what was said, once it is valid."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What became of the sheet?"),
        choices=list(OUTCOMES.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose what became of the sheet."),
            "invalid_choice": gettext_lazy("Choose what became of the sheet."),
        },
    )
    heard = forms.IntegerField(
        label=gettext_lazy("Read aloud to how many people?"),
        help_text=gettext_lazy("Leave it empty if nobody read it aloud."),
        required=False,
        min_value=1,
        max_value=MOST_HEARD,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "size": "5"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            gettext_lazy("Write the number of people in digits, from 1 to 2000."),
        ),
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("If it could not be done: why?"),
        choices=[("", "–"), *REASONS.items()],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose a reason from the list.")},
    )
    note = forms.CharField(
        label=gettext_lazy("A few words on it"),
        help_text=gettext_lazy("No names of people and no telephone numbers."),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        error_messages={"max_length": gettext_lazy("Write at most 200 characters.")},
    )

    def clean_note(self) -> str:
        note = " ".join(self.cleaned_data["note"].split())
        if any(found.kind in _TELLS for found in find(note)):
            raise ValidationError(
                _("Leave out names, telephone numbers and addresses of people."), code="personal"
            )
        return note

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        outcome = told.get("outcome")
        if outcome == Outcome.READ and not told.get("heard") and "heard" not in self.errors:
            self.add_error("heard", _("Write how many people listened."))
        if outcome == Outcome.COULD_NOT and not told.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Choose a reason from the list."))
        return told

    @property
    def answer(self) -> Answer:
        """A number or a reason that does not belong to what was chosen is left out."""
        told = self.cleaned_data
        failed = told["outcome"] == Outcome.COULD_NOT
        return Answer(
            outcome=told["outcome"],
            heard=None if failed else told["heard"],
            reason=told["reason"] if failed else "",
            note=told["note"],
        )
