"""Looking for rows of the audit trail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.models import User


class AuditFilterForm(forms.Form):
    person: Any = forms.ModelChoiceField(
        label=_("Who"), queryset=User.objects.none(), required=False, empty_label=_("everybody")
    )
    verb = forms.CharField(
        label=_("What was done begins with"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "spellcheck": "false"}),
    )
    record = forms.CharField(
        label=_("The record’s key begins with"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "spellcheck": "false"}),
    )
    since = forms.DateField(
        label=_("From this day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("To this day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **parts: Any) -> None:
        super().__init__(*args, **parts)
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)
        person.queryset = User.objects.order_by("title")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first one."))
        return cleaned
