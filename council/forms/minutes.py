"""What is filled in between the meeting and its published minutes."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from council.forms.documents import CleanFileField
from council.models import AgendaItem

USUAL_DAYS = 7
"""For corrections, where nobody says otherwise."""


class CirculateForm(forms.Form):
    corrections_until = forms.DateField(
        label=_("Corrections until"),
        help_text=_("The last day on which members can ask for a correction."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: datetime.date, **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.initial["corrections_until"] = today + datetime.timedelta(days=USUAL_DAYS)
        self.today = today

    def clean_corrections_until(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["corrections_until"]
        if day < self.today:
            raise ValidationError(_("This day is over. Choose today or a later day."))
        return day


class CorrectionForm(forms.Form):
    item: Any = forms.ModelChoiceField(
        label=_("Agenda item"),
        queryset=AgendaItem.objects.none(),
        required=False,
        to_field_name="key",
        empty_label=_("The minutes as a whole"),
    )
    text = forms.CharField(
        label=_("What should be corrected"),
        help_text=_("What is written, and what it should say."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def __init__(self, *args: Any, items: Any, titles: dict[str, str], **parts: Any) -> None:
        """`titles`: what each item is called for the reader, by its key."""
        super().__init__(*args, **parts)
        field = self.fields["item"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = items
        field.label_from_instance = lambda row: titles.get(str(row.key), "")  # type: ignore[assignment,method-assign]


class SettleForm(forms.Form):
    open_text = forms.CharField(
        label=_("Minutes of the item, open"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "lang": "sq"}),
    )
    closed_text = forms.CharField(
        label=_("Minutes of the item, closed"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "sq"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    answer = forms.CharField(
        label=_("Answer to the member"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, *args: Any, with_item: bool, **parts: Any) -> None:
        super().__init__(*args, **parts)
        if not with_item:
            for name in ("open_text", "closed_text", "version"):
                del self.fields[name]


class AddendumForm(forms.Form):
    open_text = forms.CharField(
        label=_("Open text"),
        help_text=_("Everybody at the table reads it, and the public once it is published."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "sq"}),
    )
    closed_text = forms.CharField(
        label=_("Closed text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "sq"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("open_text") or cleaned.get("closed_text")):
            self.add_error("open_text", _("Write what is added to the minutes."))
        return cleaned


class SignedCopyForm(forms.Form):
    file = CleanFileField(
        label=_("Scan of the signed copy"), help_text=_("PDF, JPEG or PNG, at most 20 MB.")
    )


class NoticeForm(forms.Form):
    text = forms.CharField(
        label=_("Text of the notice"),
        help_text=_("In Albanian, at most 250 words: items, decisions, who does what by when."),
        widget=forms.Textarea(attrs={"rows": 18, "lang": "sq", "spellcheck": "true"}),
    )


class PublishForm(forms.Form):
    announce = forms.BooleanField(
        label=_("Say publicly when and where the Council meets next"), required=False
    )
