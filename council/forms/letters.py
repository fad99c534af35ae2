"""Letters on paper: to whom, under which number, in which words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.forms.documents import CleanFileField
from council.forms.registers import DIRECTIONS, LETTER_KINDS, institution_field
from council.forms.replies import date_field
from council.models import Correspondence
from council.wordings import key_of


class AddresseeForm(forms.Form):
    def __init__(self, *args: Any, language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.fields["to"] = institution_field(language=language, required=True)
        self.fields["to"].label = _("Addressee")


class NumberForm(forms.Form):
    number = forms.CharField(
        label=_("Protocol number"),
        help_text=_("As the protocol office wrote it on the letter. Empty until it has."),
        required=False,
        max_length=40,
    )
    date = date_field(_("Protocol date"), required=False)
    file: Any = CleanFileField(
        label=_("Scan"),
        help_text=_("Of the signed and sealed letter: PDF, JPEG or PNG, up to 20 MB."),
        required=False,
    )


class LetterForm(NumberForm):
    direction = forms.ChoiceField(
        label=_("Direction"), choices=list(DIRECTIONS.items()), widget=forms.RadioSelect()
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=list(LETTER_KINDS.items()), initial=Correspondence.Kind.OTHER
    )
    subject = forms.CharField(label=_("Subject"), max_length=200)
    about = forms.CharField(
        label=_("What it is about"),
        help_text=_("Such as decision 2026-3, action point 2026-1 or meeting 2026-4."),
        required=False,
        max_length=80,
    )
    closed = forms.BooleanField(
        label=_("Closed: only the secretary and the chair see this line"), required=False
    )
    answers = forms.UUIDField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.fields["institution"] = institution_field(language=language, required=True)
        self.order_fields(
            [
                "direction", "kind", "institution", "subject", "about", "number", "date", "file",
                "closed", "answers",
            ]
        )  # fmt: skip

    def clean_about(self) -> str:
        return key_of(self.cleaned_data["about"])


class WordingForm(forms.Form):
    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(
        label=_("Text of the letter"),
        help_text=_("In Albanian. An empty line begins a new paragraph."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 14, "lang": "sq"}),
    )
