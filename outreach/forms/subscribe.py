"""What a resident fills in to get the bulletin, and to say how they want it."""

import calendar
import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council import published
from languages import AUTHORITATIVE, LANGUAGES, dates, direction, own_name
from outreach.forms.address import AddressField
from outreach.subscriptions import Subscription

Choices = Sequence[tuple[str, str]]
PAUSES = (1, 3, 6)
"""Months."""
KEEP, RESUME = "keep", "none"


class LanguageSelect(forms.Select):
    """Each language by its own name, which a screen reader speaks in that language."""

    def create_option(self, name: str, value: Any, *args: Any, **parts: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **parts)
        option["attrs"] |= {"lang": str(value), "dir": direction(str(value))}
        return option


class SubscribeForm(forms.Form):
    """Only the address must be there: the short form on every page asks for nothing else."""

    address = AddressField()
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the bulletin"),
        choices=[(code, own_name(code)) for code in LANGUAGES],
        widget=LanguageSelect,
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Your area"),
        help_text=gettext_lazy("It shows us which areas the bulletin reaches."),
        required=False,
    )
    wants_document = forms.BooleanField(
        label=gettext_lazy("Send the PDF with the letter"), required=False
    )
    wants_current = forms.BooleanField(
        label=gettext_lazy("Send me the latest issue now"), required=False
    )
    website = forms.CharField(required=False)
    """Nobody sees it; only programs fill it in."""
    way = forms.CharField(required=False)

    def __init__(self, said: QueryDict | None = None, *, page_language: str, **parts: Any) -> None:
        if said is not None and "language" not in said:
            said = said.copy()
            said["language"] = page_language
        super().__init__(said, **parts)
        self.fields["unit"].choices = units(page_language)  # type: ignore[attr-defined]
        self.fields["language"].initial = page_language

    def clean_way(self) -> str:
        return "short form" if self.cleaned_data["way"] == "short" else "form"

    @property
    def by_a_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))


_WRONG = ("required", "invalid_choice")
"""A list has one sentence for both: what to choose."""


class PreferencesForm(forms.Form):
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the bulletin"),
        choices=[(code, own_name(code)) for code in LANGUAGES],
        widget=LanguageSelect,
        error_messages=dict.fromkeys(_WRONG, gettext_lazy("Choose the language of the bulletin.")),
    )
    unit = forms.ChoiceField(label=gettext_lazy("Your area"), required=False)
    wants_document = forms.BooleanField(
        label=gettext_lazy("Send the PDF with the letter"), required=False
    )
    pause = forms.ChoiceField(
        label=gettext_lazy("Pause of the letters"),
        error_messages=dict.fromkeys(
            _WRONG, gettext_lazy("Choose whether the letters pause, and how long.")
        ),
    )

    def __init__(
        self, *args: Any, of: Subscription, page_language: str, today: datetime.date, **parts: Any
    ) -> None:
        until = of.paused_until if of.paused_until and of.paused_until > today else None
        parts["initial"] = {
            "language": of.language,
            "unit": of.unit,
            "wants_document": of.wants_document,
            "pause": KEEP if until else RESUME,
        }
        super().__init__(*args, **parts)
        self._today, self._until = today, until
        self.fields["unit"].choices = units(page_language)  # type: ignore[attr-defined]
        self.fields["pause"].choices = _pauses(until, page_language)  # type: ignore[attr-defined]

    @property
    def paused_until(self) -> datetime.date | None:
        pause = self.cleaned_data["pause"]
        if pause == KEEP:
            return self._until
        return None if pause == RESUME else months_after(self._today, int(pause))


def units(language: str) -> Choices:
    names = published.unit_names().items()
    found = [(code, name.get(language) or name[AUTHORITATIVE]) for code, name in names]
    return [("", _("The whole municipality")), *found]


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of a later month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def _pauses(until: datetime.date | None, language: str) -> Choices:
    names = {1: _("Pause for 1 month"), 3: _("Pause for 3 months"), 6: _("Pause for 6 months")}
    kept = []
    if until:
        day = dates.long_date(until, language, weekday=False)
        kept = [(KEEP, _("Stay paused until %(day)s") % {"day": day})]
    return [*kept, (RESUME, _("Send every issue")), *((str(n), names[n]) for n in PAUSES)]
