"""A notice board as the secretary enters it, one or a list of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages.folding import fold
from languages.personal import Kind as Personal
from languages.personal import find
from outreach.forms.address import AddressField
from outreach.forms.office.fields import units_in
from outreach.forms.office.words import TROUBLES
from outreach.models import NoticeBoard
from press.spreadsheets import MOST_BYTES, Sheet, Trouble, guess

Kind, Way = NoticeBoard.Kind, NoticeBoard.Way
KINDS = {
    Kind.UNIT_OFFICE: gettext_lazy("Unit office"),
    Kind.SCHOOL: gettext_lazy("School"),
    Kind.HEALTH_CENTRE: gettext_lazy("Health centre"),
    Kind.WORSHIP: gettext_lazy("Place of worship"),
    Kind.LIBRARY: gettext_lazy("Library"),
    Kind.COMMUNITY_CENTRE: gettext_lazy("Community centre"),
    Kind.OTHER: gettext_lazy("Other place"),
}
WAYS = {
    Way.MAIL: gettext_lazy("Letter by e-mail"),
    Way.WHATSAPP: gettext_lazy("WhatsApp text that you copy"),
    Way.PRINTED: gettext_lazy("Printed and carried"),
}
MOST_SHEETS = 50
COLUMNS: Mapping[str, tuple[Any, Sequence[str]]] = {
    # field: (its heading, further words for it, folded)
    "name": (
        gettext_lazy("The place"),
        ("emri", "vendi", "name", "place", "emri i vendit", "vendi i mbledhjes"),
    ),
    "name_en": (gettext_lazy("Name in English"), ("anglisht", "english", "emri anglisht")),
    "kind": (gettext_lazy("Kind of place"), ("lloji", "kind", "lloji i vendit")),
    "unit": (gettext_lazy("Administrative unit"), ("njesia", "unit", "njesia administrative")),
    "area": (
        gettext_lazy("Village or neighbourhood"),
        ("fshati", "lagjja", "village", "area", "fshati ose lagjja"),
    ),
    "contact": (gettext_lazy("Contact, by role"), ("kontakti", "roli", "contact", "role")),
    "address": (gettext_lazy("E-mail address"), ("e-mail", "email", "adresa", "posta elektronike")),
    "telephone": (gettext_lazy("Telephone"), ("telefoni", "telefon", "telephone", "phone")),
    "way": (gettext_lazy("How the sheet gets there"), ("menyra", "way", "si shkon fleta")),
    "sheets": (gettext_lazy("Sheets"), ("flete", "sheets", "numri i fleteve", "copies")),
    "large_print": (gettext_lazy("Large print"), ("shkronja te medha", "large print")),
}
_YES = ("po", "yes", "x", "1", "نعم")
_WORDS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "kind": {
        Kind.UNIT_OFFICE: ("unit office", "zyra e njesise", "njesi", "zyre"),
        Kind.SCHOOL: ("school", "shkolle", "shkolla"),
        Kind.HEALTH_CENTRE: ("health centre", "qender shendetesore", "qendra shendetesore"),
        Kind.WORSHIP: ("place of worship", "vend kulti", "vend i kultit"),
        Kind.LIBRARY: ("library", "biblioteke", "biblioteka"),
        Kind.COMMUNITY_CENTRE: ("community centre", "qender komunitare", "qendra komunitare"),
        Kind.OTHER: ("other", "tjeter"),
    },
    "way": {
        Way.MAIL: ("e-mail", "email", "mail", "leter"),
        Way.WHATSAPP: ("whatsapp",),
        Way.PRINTED: ("printed", "leter e printuar", "e printuar", "printuar", "paper"),
    },
}


class BoardForm(forms.Form):
    """Its cleaned data are the fields of a place."""

    name = forms.CharField(label=gettext_lazy("Name of the place"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120, required=False)
    name_ar = forms.CharField(
        label=gettext_lazy("Name in Arabic"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"lang": "ar", "dir": "rtl"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of place"), choices=list(KINDS.items()))
    unit = forms.ChoiceField(label=gettext_lazy("Administrative unit"))
    area = forms.CharField(
        label=gettext_lazy("Village or neighbourhood"), max_length=80, required=False
    )
    contact = forms.CharField(
        label=gettext_lazy("Contact, by role"),
        help_text=gettext_lazy("For instance: the librarian. Never a person's name."),
        max_length=120,
    )
    address = AddressField(required=False)
    telephone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "tel"}),
    )
    way = forms.ChoiceField(
        label=gettext_lazy("How the sheet gets there"), choices=list(WAYS.items())
    )
    sheets = forms.IntegerField(
        label=gettext_lazy("Sheets to print"), min_value=1, max_value=MOST_SHEETS, initial=1
    )
    large_print = forms.BooleanField(
        label=gettext_lazy("Also the sheet in large print"), required=False
    )

    def __init__(self, *args: Any, language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.fields["unit"].choices = list(units_in(language).items())  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_contact(self) -> str:
        contact = " ".join(self.cleaned_data["contact"].split())
        if any(found.kind != Personal.COMMUNITY for found in find(contact)):
            raise ValidationError(
                _("Write the role only: no name, telephone or e-mail address."), code="personal"
            )
        return contact

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        way = told.get("way")
        if way == Way.MAIL and not told.get("address") and "address" not in self.errors:
            self.add_error("address", _("A letter by e-mail needs an e-mail address."))
        if way == Way.WHATSAPP and not told.get("telephone") and "telephone" not in self.errors:
            self.add_error("telephone", _("WhatsApp needs a telephone number."))
        return told

    def refuse_known(self) -> None:
        self.add_error("name", _("There is a place of this name in this unit already."))


class BoardListForm(forms.Form):
    sheet = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("A .xlsx or .csv. The first row names the columns."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_sheet(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["sheet"]
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(TROUBLES[Trouble.TOO_LARGE])
        return upload

    def refuse(self, trouble: Trouble) -> None:
        self.add_error("sheet", TROUBLES[trouble])

    def refuse_columns(self) -> None:
        self.add_error(
            "sheet", _("The first row must name the columns: at least place, unit and contact.")
        )


def read_rows(
    sheet: Sheet, *, language: str
) -> tuple[list[Mapping[str, Any]], list[tuple[int, list[str]]]] | None:
    """(rows that can be entered, (row, what is wrong with it) of the others).

    None where the columns are not named.
    """
    columns = guess(sheet.headings, {name: words for name, (_title, words) in COLUMNS.items()})
    if not {"name", "unit", "contact"} <= columns.keys():
        return None
    units = {fold(name): code for code in units_in("sq") for name in _names(code)}
    good: list[Mapping[str, Any]] = []
    wrong: list[tuple[int, list[str]]] = []
    for row in sheet.rows:
        said = {name: row.cells[column] for name, column in columns.items()}
        form = BoardForm(_told(said, units), language=language)
        if form.is_valid():
            good.append(form.cleaned_data)
        else:
            wrong.append((row.number, [_fault(form, name) for name in form.errors]))
    return good, wrong


def _names(code: str) -> list[str]:
    return [code, units_in("sq")[code], units_in("en")[code]]


def _told(said: Mapping[str, str], units: Mapping[str, str]) -> dict[str, Any]:
    address, telephone = said.get("address", ""), said.get("telephone", "")
    way = _word("way", said.get("way", ""))
    if not way:
        way = Way.MAIL if address else Way.WHATSAPP if telephone else Way.PRINTED
    return {
        **said,
        "name_ar": "",
        "unit": units.get(fold(said["unit"]), said["unit"]),
        "kind": _word("kind", said.get("kind", "")) or said.get("kind") or Kind.OTHER,
        "way": way,
        "sheets": said.get("sheets") or "1",
        "large_print": "on" if fold(said.get("large_print", "")) in _YES else "",
    }


def _word(field: str, said: str) -> str:
    folded = fold(said)
    for value, words in _WORDS[field].items():
        if folded == value or folded in words:
            return value
    return ""


def _fault(form: BoardForm, name: str) -> str:
    label = form.fields[name].label if name in form.fields else ""
    return f"{label}: {' '.join(map(str, form.errors[name]))}"
