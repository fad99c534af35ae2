"""What somebody says when they checked a help line, and when they propose another number."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages import LANGUAGES, own_name
from languages.numbers import western_digits
from outreach.actions.help.change_line import WORDS
from outreach.models import HelpCheck

NUMBER = re.compile(r"\+?\d(?: ?\d){2,14}")


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


class ChangeForm(forms.Form):
    """A number, a name and a note in three languages, and the reason."""

    number = forms.CharField(
        label=gettext_lazy("Number"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "dir": "ltr", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write the number.")},
    )

    def __init__(self, *args: Any, **parts: Any) -> None:
        super().__init__(*args, **parts)
        for name in WORDS:
            field, _underscore, code = name.partition("_")
            label = gettext_lazy("Name") if field == "name" else gettext_lazy("Note")
            self.fields[name] = forms.CharField(
                label=f"{label} ({own_name(code)})",
                max_length=120 if field == "name" else 200,
                required=field == "name",
                widget=forms.TextInput(
                    attrs={"lang": code, "dir": "rtl" if code == "ar" else "ltr"}
                ),
                error_messages={"required": gettext_lazy("Write the name in every language.")},
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
        written = [code for code in LANGUAGES if cleaned.get(f"note_{code}")]
        if written and len(written) < len(LANGUAGES):
            missing = next(code for code in LANGUAGES if code not in written)
            self.add_error(
                f"note_{missing}",
                _("A note stands in all three languages, or in none."),
            )
        return cleaned

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in WORDS}
