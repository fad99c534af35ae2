"""What people add to a report: a note, a file, another report that belongs to it."""

from collections.abc import Collection
from pathlib import PurePath
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from council.actions.triage_report import LONGEST_REASON
from council.forms.documents import CleanFileField
from council.forms.report_names import TICKS
from council.forms.report_register import KEPT_LEVELS, SECRET
from council.models import Marking, Report
from languages import personal

MARKING_NAMES = {
    Marking.CLEAR: _("TLP:CLEAR – public"),
    Marking.GREEN: _("TLP:GREEN – cleared members"),
    Marking.AMBER: _("TLP:AMBER – its institution, the coordinator and those it was handed to"),
    Marking.AMBER_STRICT: _("TLP:AMBER+STRICT – your institution alone"),
}
LONGEST_NOTE = 10_000
LONGEST_NAME = 200


class _PartForm(forms.Form):
    marking = forms.ChoiceField(
        label=_("Who may read it"),
        help_text=_("Never wider than the situation itself."),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the markings that are offered.")},
    )

    def __init__(self, *args: Any, markings: Collection[Marking], **parts: Any) -> None:
        """`markings`: those offered, the situation's own first."""
        super().__init__(*args, **parts)
        field: Any = self.fields["marking"]
        field.choices = [(each.value, MARKING_NAMES[each]) for each in markings]
        field.initial = next(iter(markings))
        self.order_fields([name for name in self.fields if name != "marking"])

    def clean_marking(self) -> str:
        """Where nothing is said, the strictest."""
        offered = dict(self.fields["marking"].choices)  # type: ignore[attr-defined]
        found: str = self.cleaned_data["marking"] or Marking.AMBER_STRICT
        if found not in offered:
            raise ValidationError(self.fields["marking"].error_messages["invalid_choice"])
        return found


class _SaidForm(forms.Form):
    """`text`: looked through for what tells of a person."""

    nobody = forms.BooleanField(label=TICKS["nobody"], required=False)
    """Asked only where something looks as if it told of a person."""

    def __init__(self, *args: Any, **parts: Any) -> None:
        super().__init__(*args, **parts)
        if not self.is_bound:
            del self.fields["nobody"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        text, confirmed = cleaned.get("text", ""), cleaned.pop("nobody", False)
        passages = [text[one.start : one.end] for one in personal.find(text)]
        if not passages:
            del self.fields["nobody"]
        elif not confirmed:
            told = _("This looks as if it told of a person: %(passages)s. Take it out, or confirm.")
            self.add_error("text", told % {"passages": ", ".join(dict.fromkeys(passages))})
        return cleaned


class NoteForm(_SaidForm, _PartForm):
    text = forms.CharField(
        label=_("New note"),
        help_text=_("What you know of the situation. No name, number or address of a person."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", **SECRET}),
        error_messages={
            "required": _("Write the note."),
            "max_length": _("A note has at most 10,000 characters."),
        },
    )
    field_order = ("text", "nobody", "marking")


class LevelForm(_SaidForm):
    level = forms.ChoiceField(
        label=_("New level"),
        help_text=_("Somebody is in danger now? Call 129 or 112; do not type it here."),
        widget=forms.RadioSelect(),
        error_messages={
            "required": _("Choose a level."),
            "invalid_choice": _("Choose a level that it does not have yet."),
        },
    )
    text = forms.CharField(
        label=_("What has changed"),
        help_text=_("It is kept as a note, for whoever reads the situation. No names."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", **SECRET}),
        error_messages={
            "required": _("Write what has changed."),
            "max_length": _("At most 2,000 characters. Shorten the text."),
        },
    )
    field_order = ("level", "text", "nobody")

    def __init__(self, *args: Any, report: Report, **parts: Any) -> None:
        super().__init__(*args, **parts)
        field: Any = self.fields["level"]
        field.choices = [(code, name) for code, name in KEPT_LEVELS.items() if code != report.level]


class FileForm(_PartForm):
    file = CleanFileField(
        label=_("New file"),
        help_text=_(
            "PDF, JPEG or PNG, at most 20 MB. What it says of its maker, place and device is taken"
            " out. No faces, no names."
        ),
        error_messages={"required": _("Choose a file.")},
    )

    def original(self) -> bytes:
        """As it was brought."""
        upload = self._upload()
        upload.seek(0)
        data: bytes = upload.read()
        return data

    def name(self) -> str:
        return PurePath(self._upload().name or "").stem[:LONGEST_NAME]

    def _upload(self) -> UploadedFile:
        return cast(UploadedFile, self.files["file"])


class LinkForm(forms.Form):
    reference = forms.CharField(
        label=_("Reference of another situation"),
        help_text=_("Eight letters and digits, such as K7QX-2MPD."),
        max_length=20,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "characters", **SECRET}),
        error_messages={
            "required": _("Write the reference of the situation."),
            "max_length": _("A reference has eight letters and digits."),
        },
    )

    def clean_reference(self) -> str:
        """As it is written on the situation, however it was typed."""
        plain = "".join(each for each in self.cleaned_data["reference"].upper() if each.isalnum())
        return f"{plain[:4]}-{plain[4:]}"
