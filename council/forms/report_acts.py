"""What is decided about a situation that was sent; and what was said and is not stored."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.access import Reader
from council.actions.close_report import LONGEST_LESSON
from council.actions.triage_report import LONGEST_REASON
from council.forms.registers import name_of
from council.forms.replies import date_field
from council.forms.report_names import MARKINGS, MECHANISMS, OUTCOMES, RED
from council.forms.reports import CONFIDENTIAL
from council.models import Agency, Report


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("What has to be taken out"),
        help_text=_("Its institution reads this. Do not repeat what identifies somebody."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4, **CONFIDENTIAL}),
        error_messages={
            "required": _("Write what has to be taken out."),
            "max_length": _("At most 2,000 characters. Shorten the text."),
        },
    )


class RedirectForm(forms.Form):
    mechanism = forms.ChoiceField(
        label=_("Mechanism it belongs to"),
        choices=list(MECHANISMS.items()),
        widget=forms.RadioSelect(),
        error_messages={"required": _("Choose the mechanism.")},
    )
    sure = forms.BooleanField(
        label=_("The mechanism has been told. The report is destroyed for ever."),
        error_messages={"required": _("Tick that the mechanism has been told.")},
    )


class MarkingForm(forms.Form):
    marking = forms.ChoiceField(
        label=_("Who may read it"),
        choices=[(code, name) for code, name in MARKINGS.items() if code != RED],
        widget=forms.RadioSelect(),
        error_messages={
            "required": _("Choose a marking of the Traffic Light Protocol."),
            "invalid_choice": _("Choose a marking of the Traffic Light Protocol."),
        },
    )


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=list(OUTCOMES.items()),
        widget=forms.RadioSelect(),
        error_messages={"required": _("Choose what came of it.")},
    )
    lesson = forms.CharField(
        label=_("What was learned"),
        help_text=_("For the next time. No names."),
        required=False,
        max_length=LONGEST_LESSON,
        widget=forms.Textarea(attrs={"rows": 4, **CONFIDENTIAL}),
        error_messages={"max_length": _("At most 2,000 characters. Shorten the text.")},
    )


class ShareForm(forms.Form):
    agency: Any = forms.ModelChoiceField(
        label=_("Share it with"),
        queryset=Agency.objects.none(),
        empty_label="---",
        error_messages={
            "required": _("Choose an institution."),
            "invalid_choice": _("Choose an institution from the list."),
        },
    )

    def __init__(self, *args: Any, report: Report, language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        field: Any = self.fields["agency"]
        field.queryset = Agency.objects.exclude(pk=report.agency_id)
        field.label_from_instance = lambda row: name_of(row, language)


class OralMatterForm(forms.Form):
    agency: Any = forms.ModelChoiceField(
        label=_("Institution that spoke"),
        queryset=Agency.objects.none(),
        empty_label="---",
        error_messages={"required": _("Choose the institution that spoke.")},
    )
    date = date_field(_("Day"))
    institutions: Any = forms.ModelMultipleChoiceField(
        label=_("Institutions that were in the room"),
        queryset=Agency.objects.all(),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
        error_messages={"required": _("Choose at least one other institution.")},
    )

    def __init__(
        self, *args: Any, who: Reader, all_agencies: bool, language: str, **parts: Any
    ) -> None:
        super().__init__(*args, **parts)
        fields: dict[str, Any] = self.fields
        own = Agency.objects.all()
        fields["agency"].queryset = own if all_agencies else own.filter(pk__in=who.informed)
        fields["date"].error_messages["required"] = _("Write the day.")
        for name in ("agency", "institutions"):
            fields[name].label_from_instance = lambda row: name_of(row, language)
