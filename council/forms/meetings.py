"""When and where the council meets."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from council.actions.plan_meeting import Plan
from council.models import Meeting

KIND_NAMES = {
    Meeting.Kind.ORDINARY: _("Ordinary meeting"),
    Meeting.Kind.EXTRAORDINARY: _("Extraordinary meeting"),
}
MODE_NAMES = {
    Meeting.Mode.IN_PERSON: _("In the room"),
    Meeting.Mode.REMOTE: _("Remote"),
    Meeting.Mode.BOTH: _("In the room and remote"),
}
STATE_NAMES = {
    Meeting.State.PLANNED: _("Planned"),
    Meeting.State.CONVENED: _("Convened"),
    Meeting.State.HELD: _("Held"),
    Meeting.State.DRAFTED: _("Minutes drafted"),
    Meeting.State.CIRCULATED: _("Minutes circulated"),
    Meeting.State.APPROVED: _("Minutes approved"),
    Meeting.State.PUBLISHED: _("Minutes published"),
    Meeting.State.CANCELLED: _("Cancelled"),
}
SHORTEST, LONGEST = 15, 600
"""Minutes."""

Choices = Iterable[tuple[str, str]]


class MeetingForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KIND_NAMES.items()))
    mode = forms.ChoiceField(label=_("How people take part"), choices=list(MODE_NAMES.items()))
    on_date = forms.DateField(
        label=_("Date"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        error_messages={
            "required": _("Choose the date of the meeting."),
            "invalid": _("Write the date as day, month and year."),
        },
    )
    at_time = forms.TimeField(
        label=_("Begins at"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        error_messages={
            "required": _("Choose the hour at which it begins."),
            "invalid": _("Write the hour as 10:00."),
        },
    )
    minutes_planned = forms.IntegerField(
        label=_("Planned length in minutes"),
        min_value=SHORTEST,
        max_value=LONGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Write how many minutes the meeting is to take."),
            "invalid": _("Write the length as a number of minutes."),
            "min_value": _("A meeting takes at least 15 minutes."),
            "max_value": _("A meeting takes at most 10 hours (600 minutes)."),
        },
    )
    place = forms.CharField(
        label=_("Place"),
        help_text=_("Where to go; of a remote meeting, how to join."),
        max_length=200,
        error_messages={"required": _("Write where the meeting takes place.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("on_date") and cleaned.get("at_time"):
            naive = datetime.datetime.combine(cleaned["on_date"], cleaned["at_time"])
            try:
                cleaned["starts_at"] = from_current_timezone(naive)
            except ValidationError:
                self.add_error("at_time", _("The clocks change in this hour. Choose another one."))
        return cleaned

    def plan(self) -> Plan:
        """What was written, of a valid form."""
        names = ("kind", "mode", "starts_at", "minutes_planned", "place")
        return Plan(**{name: self.cleaned_data[name] for name in names})


class CopyForm(MeetingForm):
    """The next meeting from an earlier one; what there is none of is not asked for."""

    carried = forms.MultipleChoiceField(
        label=_("Left unfinished: carried over with their texts"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
        required=False,
    )
    again = forms.MultipleChoiceField(
        label=_("Other items of the last meeting"),
        help_text=_("Ticked: what stood on the last two agendas. Their texts start empty."),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
        required=False,
    )
    late = forms.MultipleChoiceField(
        label=_("Overdue actions to ask about"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
        required=False,
    )

    def __init__(
        self, *args: Any, carried: Choices, again: Choices, late: Choices, **parts: Any
    ) -> None:
        super().__init__(*args, **parts)
        for name, choices in (("carried", carried), ("again", again), ("late", late)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = list(choices)
            if not field.choices:
                del self.fields[name]

    def ticked(self, name: str) -> list[str]:
        return self.cleaned_data.get(name, [])


def initial_of(meeting: Meeting | None) -> dict[str, Any]:
    """The frame of a meeting for the next one: all but its day."""
    if meeting is None:
        return {"minutes_planned": 90, "at_time": datetime.time(10)}
    return {
        "kind": meeting.kind,
        "mode": meeting.mode,
        "at_time": localtime(meeting.starts_at).time(),
        "minutes_planned": meeting.minutes_planned,
        "place": meeting.place,
    }
