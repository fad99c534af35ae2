"""People out of a spreadsheet: the file, and which of its columns is what."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from press import spreadsheets
from press.spreadsheets import MOST_BYTES, Sheet, SheetRefused, Trouble, read

COLUMNS = {
    "email": _("E-mail address"),
    "title": _("Post"),
    "role": _("Role"),
    "agency": _("Institution"),
    "seat": _("Seat"),
    "language": _("Language of the letters"),
    "from_date": _("First day"),
    "to_date": _("Last day"),
}
NEEDED = ("email", "role")
_HEADINGS = {
    # What people write above a column, folded, in Albanian and in English.
    "email": ("e-mail", "email", "e-mail address", "email address", "adresa e-mail", "posta elektronike",
              "adresa e postes elektronike", "adresa elektronike", "mail"),
    "title": ("post", "title", "position", "function", "posti", "detyra", "funksioni", "pozicioni"),
    "role": ("role", "roli"),
    "agency": ("institution", "agency", "institucioni", "agjencia", "institucioni / agjencia"),
    "seat": ("seat", "vendi", "vendi ne keshill", "selia"),
    "language": ("language", "language of the letters", "gjuha", "gjuha e letrave",
                 "language of messages", "language of the messages", "gjuha e mesazheve"),
    "from_date": ("from", "first day", "from date", "nga", "nga data", "dita e pare", "fillimi"),
    "to_date": ("to", "until", "last day", "to date", "deri", "deri me", "dita e fundit", "mbarimi"),
}  # fmt: skip
TROUBLES = {
    Trouble.EMPTY: _("There is no row in the file. The first row says what the columns are."),
    Trouble.TOO_LARGE: _("The file is too large: at most 5 MB."),
    Trouble.TOO_MANY_ROWS: _("The file is too long: at most 2,000 rows."),
    Trouble.TOO_WIDE: _(
        "A row has more than 30 columns, or a cell more than 300 letters. Is it the right file?"
    ),
    Trouble.KIND: _("Only .xlsx and .csv can be read."),
    Trouble.BROKEN: _("The file is broken or is not what its name says. Save it again as .xlsx."),
    Trouble.OLD_EXCEL: _("This is the old format .xls. Save it as .xlsx."),
}


class SheetForm(forms.Form):
    """Its `sheet` is a `press.spreadsheets.Sheet`."""

    sheet = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_(
            "A .xlsx or .csv, at most 5 MB and 2,000 rows. The first row names the columns."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_sheet(self) -> Sheet:
        upload: UploadedFile = self.cleaned_data["sheet"]
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(TROUBLES[Trouble.TOO_LARGE])
        try:
            return read(upload.read(), upload.name or "")
        except SheetRefused as refused:
            raise ValidationError(TROUBLES[refused.trouble]) from None


class ColumnsForm(forms.Form):
    """Which column of the file is what; one that is not there stays empty."""

    def __init__(self, *args: Any, headings: Sequence[str], **parts: Any) -> None:
        super().__init__(*args, **parts)
        columns = [("", "–"), *((str(n), name or f"{n + 1}") for n, name in enumerate(headings))]
        for name, label in COLUMNS.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=columns, required=name in NEEDED
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        taken: dict[str, str] = {}
        for name, column in list(cleaned.items()):
            if column and column in taken.values():
                self.add_error(name, _("This column is chosen twice."))
            taken[name] = column
        return cleaned

    def mapping(self) -> dict[str, int]:
        return {name: int(column) for name, column in self.cleaned_data.items() if column}


def guess(headings: Sequence[str]) -> dict[str, int]:
    return spreadsheets.guess(headings, _HEADINGS)
