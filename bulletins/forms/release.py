"""The hour of publication, words of return, notes of correction, reasons of withdrawal."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bulletins.models import AgencyCheck
from bulletins.models.release import HOLD
from languages import AUTHORITATIVE, direction, own_name

NOW, LATER = "now", "later"
EVERYTHING = "all"


class ScheduleForm(forms.Form):
    languages = forms.MultipleChoiceField(
        label=_("Languages"), widget=forms.CheckboxSelectMultiple, choices=()
    )
    when = forms.ChoiceField(
        label=_("When"),
        widget=forms.RadioSelect,
        choices=[(NOW, _("In 10 minutes")), (LATER, _("At a day and hour"))],
        initial=NOW,
    )
    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    hour = forms.TimeField(
        label=_("Hour"),
        required=False,
        help_text=_("Time in Tirana."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def __init__(
        self, *args: Any, languages: Sequence[str], at: datetime.datetime, **parts: Any
    ) -> None:
        super().__init__(*args, **parts)
        field = self.fields["languages"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(code, own_name(code)) for code in languages]
        self.at = at

    @property
    def due_at(self) -> datetime.datetime | None:
        """None: as soon as the hold is over."""
        given = self.cleaned_data
        if given["when"] == NOW:
            return None
        hour = datetime.datetime.combine(given["day"], given["hour"])
        return timezone.make_aware(hour, timezone.get_default_timezone())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("when") != LATER:
            return cleaned
        for name, words in (("day", _("Choose a day.")), ("hour", _("Choose an hour."))):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        if not self.errors and self.due_at and self.due_at < self.at + HOLD:
            self.add_error(
                "hour", _("That leaves less than 10 minutes to stop it. Choose a later hour.")
            )
        return cleaned


class ReasonForm(forms.Form):
    """Why everything stands still."""

    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Everybody who works on the bulletin reads it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class ReturnForm(forms.Form):
    word = forms.CharField(
        label=_("A word to those who wrote it"),
        help_text=_("What should be different. They read it on the page of the month."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class NotesForm(forms.Form):
    """A public sentence in each language that is corrected."""

    def __init__(self, *args: Any, languages: Sequence[str], **parts: Any) -> None:
        super().__init__(*args, **parts)
        for code in languages:
            self.fields[code] = forms.CharField(
                label=_("What it corrects – %(language)s") % {"language": own_name(code)},
                help_text=_("One or two sentences that every reader of the edition sees."),
                required=False,
                max_length=600,
                widget=forms.Textarea(attrs={"rows": 3, "lang": code, "dir": direction(code)}),
            )


class WithdrawForm(forms.Form):
    what = forms.ChoiceField(label=_("What is withdrawn"), widget=forms.RadioSelect, choices=())

    def __init__(self, *args: Any, languages: Sequence[str], **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.languages = list(languages)
        alone = [code for code in languages if code != AUTHORITATIVE]
        choices: list[tuple[str, Any]] = [(EVERYTHING, _("The whole issue, in every language"))]
        choices += [(code, _("Only the edition in %(language)s") % {"language": own_name(code)})
                    for code in alone if len(languages) > 1]  # fmt: skip
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        for code in languages:
            self.fields[code] = forms.CharField(
                label=_("Reason – %(language)s") % {"language": own_name(code)},
                help_text=_("Readers see it in place of the issue."),
                required=False,
                max_length=300,
                widget=forms.Textarea(attrs={"rows": 2, "lang": code, "dir": direction(code)}),
            )

    @property
    def reasons(self) -> dict[str, str]:
        what = self.cleaned_data["what"]
        chosen = self.languages if what == EVERYTHING else [what]
        return {code: self.cleaned_data[code] for code in chosen}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        what = cleaned.get("what")
        for code in self.languages if what == EVERYTHING else [what] if what else []:
            if not cleaned.get(code) and code not in self.errors:
                self.add_error(code, ValidationError(_("Say why, in this language.")))
        return cleaned


class AnswerForm(forms.Form):
    """What an institution says of a sentence."""

    state = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[
            (AgencyCheck.State.ACCEPTED, _("It is right as it stands")),
            (AgencyCheck.State.PROPOSED, _("Propose another wording")),
            (AgencyCheck.State.HELD, _("Hold it back, with a reason")),
        ],
    )
    proposal = forms.CharField(
        label=_("Other wording, in Albanian"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "sq", "spellcheck": "true"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    channel = forms.ChoiceField(
        label=_("How the institution answered"),
        widget=forms.RadioSelect,
        choices=[
            (AgencyCheck.Channel.TELEPHONE, _("By telephone")),
            (AgencyCheck.Channel.PAPER, _("On paper")),
        ],
    )

    def __init__(self, *args: Any, sentence: str, for_another: bool, **parts: Any) -> None:
        """`for_another`: the secretary writes down what an institution said."""
        super().__init__(*args, **parts)
        self.sentence = sentence
        if not for_another:
            del self.fields["channel"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        state, proposal = cleaned.get("state"), cleaned.get("proposal", "")
        if state == AgencyCheck.State.PROPOSED:
            if not proposal:
                self.add_error("proposal", _("Write the wording that you propose."))
            elif proposal == self.sentence:
                self.add_error("proposal", _("This is the sentence as it stands."))
        if state == AgencyCheck.State.HELD and not cleaned.get("reason"):
            self.add_error("reason", _("Say why it is held back."))
        return cleaned
