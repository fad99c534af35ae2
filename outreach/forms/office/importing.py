"""A list of subscribers: the file, which of its columns is what, and how those people consented."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from outreach.actions.import_subscribers import MOST_BYTES
from outreach.forms.office.fields import ConsentDay, language_field
from outreach.forms.office.words import COLUMN_NAMES, IMPORT_WAYS, TROUBLES
from press.spreadsheets import Trouble


class ListForm(forms.Form):
    sheet = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_(
            "A .xlsx or .csv, at most 20 MB and 200,000 rows. The first row names the columns."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_sheet(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["sheet"]
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(TROUBLES[Trouble.TOO_LARGE])
        return upload

    def refuse(self, trouble: Trouble) -> None:
        self.add_error("sheet", TROUBLES[trouble])


class ColumnsForm(forms.Form):
    """Its `mapping` says in which column what stands; one that is not there is left out."""

    way = forms.ChoiceField(
        label=_("How did these people consent?"),
        choices=list(IMPORT_WAYS.items()),
        widget=forms.RadioSelect,
    )
    source = forms.CharField(
        label=_("Where is the proof?"),
        help_text=_("The event, the folder or the page, for instance: fair of May, folder 3."),
        max_length=300,
    )
    consented_on = ConsentDay(
        label=_("Day of the consent, where a row names none"),
    )
    language = language_field(_("Language of rows that name none"), initial="sq")

    def __init__(self, *args: Any, headings: Sequence[str], **parts: Any) -> None:
        super().__init__(*args, **parts)
        columns = [("", "–"), *((str(n), name or f"{n + 1}") for n, name in enumerate(headings))]
        for name, label in COLUMN_NAMES.items():
            self.fields[f"in_{name}"] = forms.ChoiceField(
                label=label, choices=columns, required=name == "address"
            )

    @property
    def columns(self) -> list[forms.BoundField]:
        return [self[f"in_{name}"] for name in COLUMN_NAMES]

    @property
    def consent(self) -> list[forms.BoundField]:
        return [self[name] for name in ("way", "source", "consented_on", "language")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        taken: set[str] = set()
        for name in COLUMN_NAMES:
            column = cleaned.get(f"in_{name}")
            if column and column in taken:
                self.add_error(f"in_{name}", _("This column is chosen twice."))
            taken.add(column or "")
        return cleaned

    def mapping(self) -> dict[str, int]:
        told = ((name, self.cleaned_data[f"in_{name}"]) for name in COLUMN_NAMES)
        return {name: int(column) for name, column in told if column}


def told_before(columns: Mapping[str, int]) -> dict[str, Any]:
    """What the form begins with."""
    return {f"in_{name}": str(column) for name, column in columns.items()}
