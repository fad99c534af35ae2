"""Entering who signed on paper."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from outreach.actions.enter_subscribers import Verdict
from outreach.actions.subscriber_rows import Entry, read_address
from outreach.forms.office.fields import ConsentDay, language_field, unit_choices
from outreach.forms.office.words import FAULTS, VERDICTS
from press.addresses import NotAnAddress

MOST = 50


class PaperForm(forms.Form):
    """Its `entries` are who is to be entered, once it is valid."""

    addresses = forms.CharField(
        label=_("E-mail addresses"),
        help_text=_("One in each line, at most 50, as they stand on the signed paper."),
        max_length=20_000,
        widget=forms.Textarea(
            attrs={"rows": 4, "dir": "ltr", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    language = language_field(_("Language of the letters"), initial="sq")
    unit = forms.ChoiceField(label=_("Administrative unit"), required=False)
    wants_document = forms.BooleanField(label=_("With the PDF in each letter"), required=False)
    consented_on = ConsentDay(
        label=_("Day of the consent"), help_text=_("The day that stands beside the signature.")
    )
    source = forms.CharField(
        label=_("Where the signed paper is"),
        help_text=_(
            "The event and the folder, for instance: open day at the school, folder 3. "
            "No notes on people."
        ),
        max_length=300,
    )

    def __init__(self, *args: Any, language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.fields["unit"].choices = unit_choices(language)  # type: ignore[attr-defined]
        self.entries: list[Entry] = []

    def clean_addresses(self) -> list[tuple[str, str]]:
        typed = [part for part in re.split(r"[\s,;]+", self.cleaned_data["addresses"]) if part]
        if len(typed) > MOST:
            raise ValidationError(_("At most 50 addresses at once. Longer lists: bring a table."))
        found: dict[str, str] = {}
        wrong: list[ValidationError] = []
        for one in typed:
            try:
                address, domain = read_address(one)
            except NotAnAddress as error:
                wrong.append(_about(one, FAULTS["address", str(error)]))
            else:
                found[address] = domain
        if wrong:
            raise ValidationError(wrong)
        return list(found.items())

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors:
            self.entries = [
                Entry(
                    address,
                    domain,
                    told["language"],
                    told["unit"],
                    told["wants_document"],
                    told["consented_on"],
                )
                for address, domain in told["addresses"]
            ]
        return told

    def refuse(self, found: Mapping[str, Verdict]) -> None:
        """Says at the field who may not be entered."""
        fine = (Verdict.GOOD, Verdict.ENTERED, Verdict.KNOWN)
        for address, verdict in found.items():
            if verdict not in fine:
                self.add_error("addresses", _about(address, VERDICTS[verdict]))


def _about(address: str, words: Any) -> ValidationError:
    shown = f"{address[:60]}…" if len(address) > 60 else address
    return ValidationError(_("%(address)s: %(words)s"), params={"address": shown, "words": words})
