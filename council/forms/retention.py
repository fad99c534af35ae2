"""What whoever keeps retention fills in."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from council.access.retention import Kept

CHOOSE = _("Choose at least one situation.")
NO_LONGER_DUE = _(
    "One of these is no longer due, or somebody has asked for it already. The list is new: choose again."
)
NO_SUCH_REPORT = _("There is no situation with this reference. It looks like K7QX-2MPD.")
ALREADY_HELD = _("A legal hold stands on it already.")


class PurgeForm(forms.Form):
    reports = forms.MultipleChoiceField(
        label=_("Due to be destroyed"),
        error_messages={"required": CHOOSE, "invalid_choice": NO_LONGER_DUE},
    )

    def __init__(self, *args: Any, due: Iterable[Kept], **parts: Any) -> None:
        super().__init__(*args, **parts)
        field = self.fields["reports"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(row.key), str(row.key)) for row in due]

    def chosen(self) -> list[uuid.UUID]:
        return [uuid.UUID(key) for key in self.cleaned_data["reports"]]


class HoldForm(forms.Form):
    """Of one report that was chosen before, or by the reference that a paper names."""

    reference = forms.CharField(
        label=_("Reference"),
        help_text=_("Eight letters and digits, such as K7QX-2MPD."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false", "translate": "no"}
        ),
    )
    authority = forms.CharField(
        label=_("Who demands it, and the number of the paper"),
        help_text=_("For example: the prosecution, letter 1432 of 9.11.2026. No names of persons."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, chosen: bool, **parts: Any) -> None:
        super().__init__(*args, **parts)
        if chosen:
            del self.fields["reference"]

    def clean_reference(self) -> str:
        plain = "".join(sign for sign in self.cleaned_data["reference"].upper() if sign.isalnum())
        if len(plain) != 8:
            raise ValidationError(NO_SUCH_REPORT)
        return f"{plain[:4]}-{plain[4:]}"


class LiftForm(forms.Form):
    released = forms.CharField(
        label=_("Who releases it, and the number of the paper"),
        help_text=_("For example: the prosecution, letter 1501 of 12.1.2027. No names of persons."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Write who releases it, and the number of the paper.")},
    )
