"""What is filled in to convene a meeting, to call it off, and to answer its invitation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.convocation import offered, own_substitutes, substitutes_on, telephone_seats
from council.forms.holding import name_of
from council.models import Appointment, Meeting, Rsvp, Seat, User

ANSWERS = {
    Rsvp.Answer.YES: _("I come"),
    Rsvp.Answer.REMOTE: _("I take part remotely"),
    Rsvp.Answer.SUBSTITUTE: _("My substitute comes"),
    Rsvp.Answer.NO: _("I cannot come"),
}
"""As the person says it of themselves."""
SAID = {
    Rsvp.Answer.YES: _("Comes"),
    Rsvp.Answer.REMOTE: _("Takes part remotely"),
    Rsvp.Answer.SUBSTITUTE: _("Sends a substitute"),
    Rsvp.Answer.NO: _("Cannot come"),
    "": _("No answer yet"),
}
"""As others say it of somebody."""


class ConveneForm(forms.Form):
    all_the_same = forms.BooleanField(
        label=_("Convene all the same"),
        help_text=_("The notice is shorter than the rules ask. The chair must know."),
        required=False,
    )


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody at the table reads it on the portal. The letter does not say it."),
        max_length=300,
        error_messages={"required": _("Write the reason why the meeting is cancelled.")},
    )


class TelephoneForm(forms.Form):
    """What the holder of a seat said on the telephone."""

    seat: Any = forms.ModelChoiceField(
        label=_("Seat"),
        queryset=Seat.objects.none(),
        to_field_name="code",
        empty_label=_("Choose"),
        error_messages={
            "required": _("Choose who called."),
            "invalid_choice": _("Nobody with an account holds this seat on that day."),
        },
    )
    answer = forms.ChoiceField(
        label=_("Answer"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose an answer."),
            "invalid_choice": _("This meeting does not know this answer."),
        },
    )
    substitute: Any = forms.ModelChoiceField(
        label=_("Who comes in their place"),
        queryset=Appointment.objects.none(),
        required=False,
        empty_label=_("Nobody chosen"),
        error_messages={"invalid_choice": _("Choose a substitute of this seat.")},
    )

    def __init__(self, *args: Any, meeting: Meeting, **parts: Any) -> None:
        super().__init__(*args, **parts)
        seat, answer, substitute = (self.fields[name] for name in ("seat", "answer", "substitute"))
        assert isinstance(seat, forms.ModelChoiceField)
        assert isinstance(answer, forms.ChoiceField)
        assert isinstance(substitute, forms.ModelChoiceField)
        known = telephone_seats(meeting)
        seat.queryset = Seat.objects.filter(pk__in=[row.pk for row in known])
        seat.label_from_instance = name_of  # type: ignore[assignment,method-assign]
        answer.choices = [(choice, SAID[choice]) for choice in offered(meeting)]
        standing_in = substitutes_on(meeting)
        substitute.queryset = Appointment.objects.filter(
            pk__in=[row.pk for row in standing_in]
        ).select_related("person", "seat")
        substitute.label_from_instance = _substitute  # type: ignore[assignment,method-assign]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") == Rsvp.Answer.SUBSTITUTE and "substitute" not in self.errors:
            chosen, seat = cleaned.get("substitute"), cleaned.get("seat")
            if chosen is None:
                self.add_error("substitute", _("Choose who comes in their place."))
            elif seat is not None and chosen.seat_id != seat.pk:
                self.add_error("substitute", _("Choose a substitute of this seat."))
        return cleaned


def _substitute(row: Appointment) -> str:
    return f"{name_of(row.seat)}: {row.person.title}" if row.seat else row.person.title


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose an answer."),
            "invalid_choice": _("This meeting does not know this answer."),
        },
    )
    substitute: Any = forms.ModelChoiceField(
        label=_("Who comes in your place"),
        help_text=_("Tell them yourself; from then on the portal reminds them too."),
        queryset=Appointment.objects.none(),
        required=False,
        empty_label=_("Nobody chosen"),
        error_messages={"invalid_choice": _("Choose one of your own substitutes.")},
    )

    def __init__(self, *args: Any, meeting: Meeting, user: User, **parts: Any) -> None:
        super().__init__(*args, **parts)
        own = own_substitutes(meeting, user)
        answer, substitute = self.fields["answer"], self.fields["substitute"]
        assert isinstance(answer, forms.ChoiceField)
        assert isinstance(substitute, forms.ModelChoiceField)
        choices = [choice for choice in offered(meeting) if own or choice != Rsvp.Answer.SUBSTITUTE]
        answer.choices = [(choice, ANSWERS[choice]) for choice in choices]
        substitute.queryset = Appointment.objects.filter(pk__in=[row.pk for row in own])
        substitute.label_from_instance = lambda row: row.person.title  # type: ignore[assignment,method-assign]
        if not own:
            del self.fields["substitute"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        names_one = cleaned.get("answer") == Rsvp.Answer.SUBSTITUTE
        if names_one and not cleaned.get("substitute") and "substitute" not in self.errors:
            self.add_error("substitute", _("Choose who comes in your place."))
        return cleaned
