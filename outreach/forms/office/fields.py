"""Fields that several of the secretary's forms have."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council.published import unit_names
from outreach.actions.subscriber_rows import EARLIEST
from outreach.forms.office.words import FAULTS, LANGUAGE_NAMES
from press.spreadsheets import DAY_FORMATS


class ConsentDay(forms.DateField):
    """A day that has come."""

    def __init__(self, **parts: Any) -> None:
        widget = forms.DateInput(format=DAY_FORMATS[0], attrs={"type": "date"})
        messages = {"invalid": FAULTS["day", "unknown"]}
        super().__init__(input_formats=DAY_FORMATS, widget=widget, error_messages=messages, **parts)

    def clean(self, value: Any) -> datetime.date | None:
        day: datetime.date | None = super().clean(value)
        if day and not EARLIEST <= day <= timezone.localdate():
            raise ValidationError(FAULTS["day", "when"])
        return day


def language_field(label: str | Any, **parts: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(LANGUAGE_NAMES.items()), **parts)


def unit_choices(language: str) -> list[tuple[str, Any]]:
    return [("", _("The whole municipality")), *units_in(language).items()]


def units_in(language: str) -> Mapping[str, str]:
    """Names of the administrative units, by their codes."""
    return {code: names.get(language, code) for code, names in unit_names().items()}
