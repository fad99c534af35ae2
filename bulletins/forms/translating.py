"""What translators and those who give them texts fill in."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from bulletins.models import Assignment
from bulletins.translating.access import translators
from council.people import User
from languages import AUTHORITATIVE, LANGUAGES, direction, own_name
from press.word_tables import MOST_BYTES, Content, DocumentRefused, Trouble, read

TROUBLES = {
    Trouble.EMPTY: _("The file is empty."),
    Trouble.TOO_LARGE: _("The file is too large: at most 5 MB."),
    Trouble.KIND: _("Only .docx can be read: the table that this page gives out."),
    Trouble.OLD_WORD: _("This is the old format .doc. Save it as .docx."),
    Trouble.BROKEN: _("The file is broken or is not what its name says. Save it again as .docx."),
}
USUAL_DAYS = 5


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} · {obj.email}"


class AssignForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Into which language"),
        choices=[(code, own_name(code)) for code in LANGUAGES if code != AUTHORITATIVE],
        widget=forms.RadioSelect,
    )
    task = forms.ChoiceField(
        label=_("What is to be done"),
        choices=[
            (Assignment.Task.TRANSLATE, _("Translate what is missing or outdated")),
            (Assignment.Task.REVIEW, _("Read over what another translator wrote")),
        ],
        initial=Assignment.Task.TRANSLATE,
        widget=forms.RadioSelect,
    )
    person = PersonField(label=_("Translator"), queryset=User.objects.none())
    due_date = forms.DateField(
        label=_("Needed by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    blocks = forms.TypedMultipleChoiceField(
        label=_("Only these parts"),
        help_text=_("Choose none to give all that waits."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, on: datetime.date, blocks: Sequence[tuple[int, str]], **parts: Any
    ) -> None:
        super().__init__(*args, **parts)
        self.on = on
        self.fields["person"].queryset = translators(on=on)  # type: ignore[attr-defined]
        self.fields["blocks"].choices = blocks  # type: ignore[attr-defined]
        self.initial.setdefault("due_date", on + datetime.timedelta(days=USUAL_DAYS))

    def clean_due_date(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["due_date"]
        if day < self.on:
            raise ValidationError(_("Choose today or a later day."))
        return day


class TranslationForm(forms.Form):
    """One text; `version` and `read` say what its writer had before their eyes."""

    text = forms.CharField(
        label=_("Translation"),
        required=False,
        strip=False,
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    read = forms.RegexField("^[0-9a-f]{64}$", widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, language: str, rich: bool = False, rows: int = 3, **parts: Any
    ) -> None:
        """`rich`: a free text, which gets the editor of the studio."""
        super().__init__(*args, **parts)
        attributes: dict[str, Any] = {"lang": language, "dir": direction(language), "rows": rows}
        if rich:
            attributes["data-rich"] = True
        self.fields["text"].widget = forms.Textarea(attrs=attributes)

    def too_long(self) -> None:
        self.add_error("text", _("The text is too long: at most 20,000 characters."))


class KeepForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the translation is still right"),
        help_text=_("Such as: a spelling mistake was corrected."),
        max_length=300,
    )
    read = forms.RegexField("^[0-9a-f]{64}$", widget=forms.HiddenInput)


class TableForm(forms.Form):
    """Its `table` is a `press.word_tables.Content`."""

    table = forms.FileField(
        label=_("Table from Word"),
        help_text=_("The .docx that this page gave out, with its third column filled in."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"empty": TROUBLES[Trouble.EMPTY]},
    )

    def clean_table(self) -> Content:
        upload: UploadedFile = self.cleaned_data["table"]
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(TROUBLES[Trouble.TOO_LARGE])
        try:
            return read(upload.read(), upload.name or "")
        except DocumentRefused as refused:
            raise ValidationError(TROUBLES[refused.trouble]) from None
