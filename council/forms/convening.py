"""What is filled in to convene a meeting, to call it off, and to answer its invitation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.convocation import offered, own_substitutes
from council.models import Appointment, Meeting, Rsvp, User

ANSWERS = {
    Rsvp.Answer.YES: _("I come"),
    Rsvp.Answer.REMOTE: _("I take part remotely"),
    Rsvp.Answer.SUBSTITUTE: _("My substitute comes"),
    Rsvp.Answer.NO: _("I cannot come"),
}
"""As the person says it of themselves."""


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
