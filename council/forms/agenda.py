"""Items of an agenda, and the papers that belong to them."""

from dataclasses import fields
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from council.actions.build_agenda import ItemWords
from council.forms.documents import CleanFileField
from council.models import Agency, AgendaItem, Marking, Seat

MARKING_NAMES = {
    Marking.CLEAR: _("TLP:CLEAR – public"),
    Marking.GREEN: _("TLP:GREEN – cleared members"),
    Marking.AMBER: _(
        "TLP:AMBER – chair, secretary, coordinator and the institutions it is shared with"
    ),
    Marking.AMBER_STRICT: _(
        "TLP:AMBER+STRICT – chair, secretary and the institutions it is shared with"
    ),
}


class QuickForm(forms.Form):
    """A title and Enter."""

    title = forms.CharField(
        label=_("New item"),
        max_length=200,
        widget=forms.TextInput(attrs={"id": "quick-title", "autocomplete": "off"}),
        error_messages={
            "required": _("Write the title of the item."),
            "max_length": _("A title has at most 200 characters."),
        },
    )


class MoveForm(forms.Form):
    WAYS = ("up", "down", "to")

    way = forms.ChoiceField(choices=[(way, way) for way in WAYS])
    place = forms.IntegerField(min_value=1, max_value=10_000, required=False)

    def number_from(self, number: int) -> int:
        """The number that is asked for, for an item that has this one."""
        way: str = self.cleaned_data["way"]
        if way == "to":
            return self.cleaned_data["place"] or number
        return number + (1 if way == "down" else -1)


class ItemForm(forms.Form):
    open_title = forms.CharField(
        label=_("Open title"),
        help_text=_("Everybody at the table reads it. Leave it empty for a closed item."),
        max_length=200,
        required=False,
    )
    open_text = forms.CharField(
        label=_("Open text"), widget=forms.Textarea(attrs={"rows": 5}), required=False
    )
    minutes_planned = forms.IntegerField(
        label=_("Planned minutes"),
        min_value=1,
        max_value=600,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Write how many minutes the item is to take."),
            "invalid": _("Write a number of minutes."),
            "min_value": _("An item takes at least 1 minute."),
            "max_value": _("An item takes at most 600 minutes."),
        },
    )
    presenter: Any = forms.ModelChoiceField(
        label=_("Presented by"), queryset=Seat.objects.none(), required=False
    )
    closed_title = forms.CharField(
        label=_("Closed title"),
        help_text=_("Only for who may read the closed side."),
        max_length=200,
        required=False,
    )
    closed_text = forms.CharField(
        label=_("Closed text"), widget=forms.Textarea(attrs={"rows": 5}), required=False
    )
    marking = forms.ChoiceField(
        label=_("Marking of the closed side"),
        help_text=_("With AMBER and above observers leave the room, and the item comes last."),
        choices=list(MARKING_NAMES.items()),
    )
    shared_with: Any = forms.ModelMultipleChoiceField(
        label=_("Shared with these institutions"),
        help_text=_("Their cleared members read the closed side too."),
        queryset=Agency.objects.none(),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
        required=False,
    )

    def __init__(self, *args: Any, language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        for name, model in (("presenter", Seat), ("shared_with", Agency)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = model.objects.all()
            field.label_from_instance = lambda row: getattr(row, f"name_{language}") or row.name_sq  # type: ignore[assignment,method-assign]

    def about_a_situation(self) -> None:
        """It is shared as the situation is: that is not asked for."""
        del self.fields["shared_with"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        open_title, closed_title = cleaned.get("open_title"), cleaned.get("closed_title")
        if not open_title and not closed_title and not self.errors:
            self.add_error("open_title", _("An item needs an open title or a closed one."))
        if not open_title and cleaned.get("open_text"):
            self.add_error(
                "open_text", _("Without an open title nobody reads an open text. Write a title.")
            )
        if cleaned.get("marking") == Marking.CLEAR and (closed_title or cleaned.get("closed_text")):
            self.add_error("marking", _("What is closed cannot be marked as public."))
        return cleaned

    def words(self) -> ItemWords:
        """What was written, of a valid form."""
        given = {name: self.cleaned_data[name] for name in self.fields if name != "shared_with"}
        return ItemWords(**given)


class PaperForm(forms.Form):
    file = CleanFileField(
        label=_("File"),
        help_text=_("PDF, JPEG or PNG, at most 20 MB. Hidden data in it is taken out."),
        error_messages={"required": _("Choose a file.")},
    )
    title = forms.CharField(
        label=_("Title"),
        help_text=_("Left empty, the name of the file."),
        max_length=200,
        required=False,
    )
    closed = forms.BooleanField(
        label=_("Closed: only for who reads the closed side"), required=False
    )

    def title_or_name(self) -> str:
        """Of a valid form; the file's name without its ending."""
        file = self.files["file"]
        assert isinstance(file, UploadedFile)
        name = PurePath(file.name or "").stem[:200].strip()
        return self.cleaned_data["title"] or name or str(_("Document"))


def initial_of(item: AgendaItem) -> dict[str, Any]:
    given = {field.name: getattr(item, field.name) for field in fields(ItemWords)}
    return {**given, "shared_with": list(item.shared_with.all())}
