"""How fast letters leave, and our own addresses that see them first."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from languages.numbers import western_digits
from outreach.actions.send_trials import MOST_SEEDS
from press.addresses import NotAnAddress, fenced_off, normalise

MOST_AN_HOUR = 1_000_000
A_YEAR = datetime.timedelta(days=366)


class CountField(forms.CharField):
    """A whole number as people write it: “4 000”, “4.000”, with any digits; empty: no limit."""

    def __init__(self, **parts: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(required=False, max_length=20, widget=widget, **parts)

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        if not typed:
            return None
        plain = western_digits(typed)
        for mark in (" ", "\u00a0", "\u202f", ".", ",", "’", "'"):
            plain = plain.replace(mark, "")
        if not plain.isascii() or not plain.isdigit() or not 1 <= int(plain) <= MOST_AN_HOUR:
            raise ValidationError(
                _("Write a whole number from 1 to 1,000,000, or leave it empty for no limit.")
            )
        return int(plain)


class PaceForm(forms.Form):
    per_hour = CountField(
        label=gettext_lazy("Letters an hour"),
        help_text=gettext_lazy(
            "All together. Your mail provider’s contract says how many. "
            "Empty: as fast as its server takes them."
        ),
    )
    per_domain_per_hour = CountField(
        label=gettext_lazy("Letters an hour to one provider"),
        help_text=gettext_lazy("To one domain, such as everybody at example.org. Empty: no limit."),
    )
    warm_up_from = forms.DateField(
        label=gettext_lazy("First day of a new sending address"),
        required=False,
        help_text=gettext_lazy(
            "On this day 500 letters an hour, then twice as many each day: "
            "providers do not trust a new sender at once. Empty: no warm-up."
        ),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Choose a day, like 2026-11-23.")},
    )

    def __init__(self, *args: Any, today: datetime.date, **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.today = today

    def clean_warm_up_from(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["warm_up_from"]
        if day and abs(day - self.today) > A_YEAR:
            raise ValidationError(_("Choose a day within a year from today."))
        return day


class SeedsForm(forms.Form):
    addresses = forms.CharField(
        label=gettext_lazy("Addresses"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy(
            "One a line, at most 10. Take mailboxes at the providers that your readers use."
        ),
        widget=forms.Textarea(
            attrs={"rows": 6, "dir": "ltr", "spellcheck": "false", "autocapitalize": "off"}
        ),
    )

    def clean_addresses(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["addresses"].splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > MOST_SEEDS:
            words = ngettext(
                "There is %(count)s address. Keep at most 10.",
                "There are %(count)s addresses. Keep at most 10.",
                len(lines),
            )
            raise ValidationError(words % {"count": len(lines)})
        problems = [problem for line in lines if (problem := _problem_of(line))]
        if problems:
            raise ValidationError(problems)
        return lines


def _problem_of(line: str) -> str:
    try:
        _address, domain = normalise(line)
    except NotAnAddress:
        return _("“%(line)s” is no e-mail address.") % {"line": line[:60]}
    if fenced_off(domain):
        return _("“%(line)s”: a demonstration writes to example domains only.") % {
            "line": line[:60]
        }
    return ""
