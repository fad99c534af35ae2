"""What is filled in while a meeting is held: who chairs, who is there, who stands aside, minutes."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from council.actions.take_attendance import Said
from council.actions.write_minutes import Words
from council.attending import Place
from council.models import Agency, Appointment, Meeting, Presence, Seat

STATES = {
    Presence.PRESENT: _("In the room"),
    Presence.REMOTE: _("At a distance"),
    Presence.SUBSTITUTE: _("Substitute"),
    Presence.EXCUSED: _("Excused"),
    Presence.ABSENT: _("Absent"),
}


def name_of(row: Agency | Seat) -> str:
    """A name of a register in the reader's language."""
    name: str = getattr(row, f"name_{get_language() or 'sq'}", "") or row.name_sq
    return name


class RadioRow(forms.RadioSelect):
    """Of which the summary of errors leads to the first."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return super().id_for_label(id_, index or "0")


class ChairForm(forms.Form):
    chair: Any = forms.ModelChoiceField(
        label=_("Who chairs"),
        queryset=Appointment.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose somebody who sits at the table that day.")},
    )

    def __init__(self, *args: Any, chairs: Any, **parts: Any) -> None:
        super().__init__(*args, **parts)
        field = self.fields["chair"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = chairs
        field.label_from_instance = _sitting  # type: ignore[assignment,method-assign]


def _sitting(row: Appointment) -> str:
    return f"{name_of(row.seat)} ({row.person})" if row.seat else str(row.person)


class SeatsForm(forms.Form):
    """A choice for each seat that somebody holds; a seat that is not said stays as it is."""

    def __init__(
        self,
        *args: Any,
        places: Iterable[Place],
        mode: str,
        said: Callable[[Place], str],
        which_substitute: bool,
        **parts: Any,
    ) -> None:
        super().__init__(*args, **parts)
        for place in places:
            if place.holder is None:
                continue
            self.fields[f"seat-{place.seat.pk}"] = forms.ChoiceField(
                label=name_of(place.seat),
                choices=_choices(place, mode, which_substitute),
                widget=RadioRow,
                required=False,
                initial=said(place),
                error_messages={"invalid_choice": _("Choose one of the answers beside this seat.")},
            )

    @property
    def said(self) -> dict[int, Said]:
        """What was chosen, by seat."""
        return {
            int(name.removeprefix("seat-")): _as_said(value)
            for name, value in self.cleaned_data.items()
            if value
        }


def _choices(place: Place, mode: str, which_substitute: bool) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = [(Presence.PRESENT, STATES[Presence.PRESENT])]
    if mode != Meeting.Mode.IN_PERSON:
        found.append((Presence.REMOTE, STATES[Presence.REMOTE]))
    if which_substitute:
        found += [
            (f"substitute:{row.pk}", _("Substitute: %(who)s") % {"who": row.person})
            for row in place.substitutes
        ]
    elif place.substitutes:
        found.append((Presence.SUBSTITUTE, STATES[Presence.SUBSTITUTE]))
    return [*found, *((state, STATES[state]) for state in (Presence.EXCUSED, Presence.ABSENT))]


def _as_said(value: str) -> Said:
    state, _colon, which = value.partition(":")
    return Said(state, int(which) if which else None)


class RecusalForm(forms.Form):
    seat: Any = forms.ModelChoiceField(label=_("Seat"), queryset=Seat.objects.none())
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        error_messages={"required": _("Write why the seat takes no part.")},
    )

    def __init__(self, *args: Any, seats: Iterable[Seat], **parts: Any) -> None:
        super().__init__(*args, **parts)
        field = self.fields["seat"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Seat.objects.filter(pk__in=[seat.pk for seat in seats])
        field.label_from_instance = name_of  # type: ignore[assignment,method-assign]


class LinesField(forms.CharField):
    """Text as it was typed, with one kind of line end."""

    def __init__(self, **parts: Any) -> None:
        super().__init__(strip=False, required=False, **parts)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


CLOSED_BOX = {
    "rows": 6,
    "dir": "auto",
    "translate": "no",
    "spellcheck": "false",
    "autocomplete": "off",
}


class MinutesForm(forms.Form):
    open_text = LinesField(
        label=_("What everybody at the table may read"),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "autocomplete": "off"}),
    )
    closed_text = LinesField(
        label=_("Closed: only for who may read this item’s closed side"),
        widget=forms.Textarea(attrs=CLOSED_BOX),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    conflict = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, has_open_side: bool, **parts: Any) -> None:
        super().__init__(*args, **parts)
        if not has_open_side:
            del self.fields["open_text"]

    @property
    def words(self) -> Words:
        given: Mapping[str, Any] = self.cleaned_data
        return Words(given.get("open_text", ""), given["closed_text"])

    @property
    def known_conflict(self) -> uuid.UUID | None:
        found: uuid.UUID | None = self.cleaned_data.get("conflict")
        return found
