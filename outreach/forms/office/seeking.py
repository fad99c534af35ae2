"""Whom the secretary looks for among the subscribers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from outreach.forms.office.fields import units_in
from outreach.forms.office.words import FAULTS, LANGUAGE_NAMES, STATES, WAYS
from press.addresses import NotAnAddress, normalise

NO_UNIT = "-"
"""No code of a unit looks so."""
ALL = [("", _("All"))]


class SeekForm(forms.Form):
    """A whole address, or a domain. It is posted, so that no address stands in an address."""

    sought = forms.CharField(
        label=_("A whole address, or a domain like example.org"),
        max_length=320,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_sought(self) -> str:
        typed: str = self.cleaned_data["sought"].strip()
        try:
            if "@" in typed.lstrip("@"):
                return normalise(typed)[0]
            return _domain(typed.lstrip("@"))
        except NotAnAddress:
            raise ValidationError(FAULTS["address", "malformed"]) from None


class FilterForm(forms.Form):
    """What a list of subscribers is narrowed to; it stands in the page's address."""

    # Not "language": in the workspace's addresses that is the language of the page.
    letters = forms.ChoiceField(
        label=_("Language of the letters"),
        required=False,
        choices=[*ALL, *LANGUAGE_NAMES.items()],
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, *STATES.items()])
    way = forms.ChoiceField(label=_("Consent"), required=False, choices=[*ALL, *WAYS.items()])
    unit = forms.ChoiceField(label=_("Administrative unit"), required=False)
    domain = forms.CharField(
        label=_("Domain of the address"),
        required=False,
        max_length=255,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        whole = (NO_UNIT, _("The whole municipality"))
        choices = [*ALL, whole, *units_in(language).items()]
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]

    def clean_domain(self) -> str:
        typed: str = self.cleaned_data["domain"].strip().lstrip("@")
        if "@" in typed:
            raise ValidationError(_("Look for a whole address on the page of subscribers."))
        try:
            return _domain(typed) if typed else ""
        except NotAnAddress:
            raise ValidationError(_("Write a domain like example.org")) from None


def _domain(typed: str) -> str:
    """In its ASCII form. Raises NotAnAddress."""
    return normalise(f"x@{typed}")[1]
