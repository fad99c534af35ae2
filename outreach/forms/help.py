"""What somebody says when they checked a help line, and when they propose a change of the register."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages import LANGUAGES, own_name
from languages.numbers import western_digits
from outreach.actions.help.change_line import WORDS, Told
from outreach.models import HelpCheck, HelpLine
from outreach.office.help import LABELS

NUMBER = re.compile(r"\+?\d(?: ?\d){2,14}")
LONGEST = {"name": 120, "note": 200, "hours": 120}
TOGETHER = {
    "note": gettext_lazy("A note stands in all three languages, or in none."),
    "hours": gettext_lazy("The hours stand in all three languages, or in none."),
}


class CheckForm(forms.Form):
    way = forms.ChoiceField(
        label=gettext_lazy("How did you check it?"),
        choices=HelpCheck.Way.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how you checked it.")},
    )
    note = forms.CharField(
        label=gettext_lazy("What you learnt"),
        help_text=gettext_lazy("For your colleagues. Name nobody."),
        max_length=300,
        required=False,
    )


class LineForm(forms.Form):
    """What the register shall say of a line: number, words in three languages, facts, the reason.

    `topics`: (slug, name) of the help topics.
    """

    number = forms.CharField(
        label=LABELS["number"],
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "dir": "ltr", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write the number.")},
    )

    def __init__(self, *args: Any, topics: Sequence[tuple[str, str]], **parts: Any) -> None:
        super().__init__(*args, **parts)
        for name in WORDS:
            self.fields[name] = _words(name)
        self.fields["cost"] = forms.ChoiceField(
            label=LABELS["cost"],
            choices=[("", gettext_lazy("nobody has asked")), *HelpLine.Cost.choices],
            required=False,
            widget=forms.RadioSelect,
        )
        self.fields["spoken"] = forms.MultipleChoiceField(
            label=LABELS["spoken"],
            help_text=gettext_lazy("Only those that the institution has confirmed."),
            choices=HelpLine.Spoken.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["topics"] = forms.MultipleChoiceField(
            label=LABELS["topics"],
            choices=list(topics),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["reason"] = forms.CharField(
            label=gettext_lazy("Why, and how you know"),
            max_length=300,
            error_messages={"required": gettext_lazy("Say why it changes and how you know.")},
        )

    def clean_number(self) -> str:
        typed = " ".join(western_digits(self.cleaned_data["number"]).split())
        if not NUMBER.fullmatch(typed):
            raise ValidationError(
                _("Write a telephone number of 3 to 15 digits, such as 129 or 116 111.")
            )
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for field, message in TOGETHER.items():
            written = [code for code in LANGUAGES if cleaned.get(f"{field}_{code}")]
            if written and len(written) < len(LANGUAGES):
                missing = next(code for code in LANGUAGES if code not in written)
                self.add_error(f"{field}_{missing}", message)
        return cleaned

    @property
    def told(self) -> Told:
        given = self.cleaned_data
        return Told(
            number=given["number"],
            words={name: given[name] for name in WORDS},
            cost=given["cost"],
            spoken=given["spoken"],
            topics=given["topics"],
        )


class EndForm(forms.Form):
    """The end of a line: whom to call instead, and why. `lines`: (id, name) of the others."""

    def __init__(self, *args: Any, lines: Sequence[tuple[int, str]], **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.fields["instead"] = forms.TypedChoiceField(
            label=gettext_lazy("Whom residents call instead"),
            help_text=gettext_lazy("Needed where topics or answers tell residents to call it."),
            choices=[("", "–"), *lines],
            coerce=int,
            empty_value=None,
            required=False,
        )
        self.fields["end_reason"] = forms.CharField(
            label=gettext_lazy("Why, and how you know"),
            max_length=300,
            error_messages={"required": gettext_lazy("Say why it ends and how you know.")},
        )


def _words(name: str) -> forms.CharField:
    field, _underscore, code = name.partition("_")
    return forms.CharField(
        label=f"{LABELS[field]} ({own_name(code)})",
        max_length=LONGEST[field],
        required=field == "name",
        widget=forms.TextInput(attrs={"lang": code, "dir": "rtl" if code == "ar" else "ltr"}),
        error_messages={"required": gettext_lazy("Write the name in every language.")},
    )
