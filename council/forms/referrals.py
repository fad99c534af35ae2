"""Referring a report, answering a referral, putting a report on an agenda."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.access.referring import receiving_agencies
from council.actions.refer_report import LONGEST, Terms
from council.forms.registers import name_of
from council.forms.replies import date_field
from council.models import Agency, Meeting, Referral, Report
from languages.dates import moment

BASES = {
    Referral.Basis.DUTY: _("Its duty under its own law"),
    Referral.Basis.COOPERATION: _("The Council's rules of cooperation"),
    Referral.Basis.PROTECTION: _("Protecting somebody's life or health"),
    Referral.Basis.LAW_ENFORCEMENT: _("Preventing or investigating a criminal offence"),
}
PART_NAMES = {
    Referral.Part.TITLE: _("Title"),
    Referral.Part.OBSERVED: _("What was observed"),
    Referral.Part.PROTECTIVE: _("What protects"),
    Referral.Part.FILES: _("Files"),
}
REFERRAL_STATES = {
    Referral.State.SENT: _("Sent"),
    Referral.State.ACKNOWLEDGED: _("Acknowledged"),
    Referral.State.ACCEPTED: _("Being dealt with"),
    Referral.State.REFUSED: _("Refused"),
    Referral.State.DONE: _("Done"),
    Referral.State.REVOKED: _("Revoked"),
}
CONFIDENTIAL = {"spellcheck": "false", "translate": "no", "autocomplete": "off"}
NO_DEADLINE = _("Write the day by which an answer is expected.")


def words_field(label: Any, *, help_text: Any, required: Any = None) -> forms.CharField:
    """`required`: what is said where it is left empty; None where it may be."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required is not None,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, **CONFIDENTIAL}),
        error_messages={"required": required} if required is not None else {},
    )


class ReferForm(forms.Form):
    """What is left out of it goes with the referral least: no part is ticked, no day is set."""

    to: Any = forms.ModelChoiceField(
        label=_("Institution"),
        queryset=Agency.objects.all(),
        empty_label="---",
        error_messages={
            "required": _("Choose the institution."),
            "invalid_choice": _("There is no such institution."),
        },
    )
    purpose = words_field(
        _("What it should do"),
        help_text=_("One or two sentences. No name, no address, no number of a person."),
        required=_("Write what the institution should do."),
    )
    basis = forms.ChoiceField(
        label=_("Legal basis"),
        choices=list(BASES.items()),
        widget=forms.RadioSelect(),
        error_messages={
            "required": _("Choose the legal basis."),
            "invalid_choice": _("Choose a legal basis of the list."),
        },
    )
    parts = forms.MultipleChoiceField(
        label=_("What goes with it"),
        help_text=_("Category, area, period and level always do. Tick only what it needs."),
        choices=list(PART_NAMES.items()),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
        required=False,
        error_messages={"invalid_choice": _("Choose parts of the list.")},
    )
    due_date = date_field(
        _("Deadline"), help_text=_("The day by which it is done; at most 90 days away.")
    )

    def __init__(
        self, *args: Any, report: Report, language: str, today: datetime.date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        rows = receiving_agencies(report)
        to: Any = self.fields["to"]
        # Any other institution is refused by the action, with its reason.
        to.widget.choices = [("", "---"), *((row.pk, name_of(row, language)) for row in rows)]
        due = self.fields["due_date"]
        due.error_messages["required"] = NO_DEADLINE
        due.widget.attrs["min"] = f"{today + datetime.timedelta(days=1)}"
        due.widget.attrs["max"] = f"{today + LONGEST}"

    def terms(self) -> Terms:
        """Of a valid form."""
        return Terms(**{name: self.cleaned_data[name] for name in Terms.__dataclass_fields__})


class AcknowledgeForm(forms.Form):
    """With the protocol number where the answer came on paper."""

    paper = forms.CharField(
        label=_("Their protocol number"),
        help_text=_("As the institution wrote it on its letter."),
        max_length=40,
        error_messages={"required": _("Write the protocol number of the letter.")},
    )

    def __init__(self, *args: Any, on_paper: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not on_paper:
            del self.fields["paper"]


class AcceptForm(AcknowledgeForm):
    answer = words_field(_("In words"), help_text=_("What you are going to do. It may stay empty."))


class RefuseForm(AcknowledgeForm):
    reason = words_field(_("Why"), help_text=_("One sentence is enough."), required=_("Write why."))


class FinishForm(AcknowledgeForm):
    result = words_field(
        _("What came of it"),
        help_text=_("What was done, and what is left. No name of a person."),
        required=_("Write what came of it."),
    )


class OnAgendaForm(forms.Form):
    """Without a choice, the next planned meeting."""

    meeting: Any = forms.ModelChoiceField(
        label=_("Meeting"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("The next planned meeting"),
        error_messages={"invalid_choice": _("Choose a meeting that is still planned.")},
    )

    def __init__(self, *args: Any, meetings: Any, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["meeting"]
        field.queryset = meetings
        field.label_from_instance = lambda row: (
            f"{row.reference} – {moment(row.starts_at, language)}"
        )
