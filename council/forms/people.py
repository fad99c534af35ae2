"""Seats and appointments: what the secretary fills in, and what is said when it cannot be."""

from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from council.actions import appoint, delegate, hand_over
from council.forms.accounts import ROLE_NAMES
from council.models import Agency, Seat, User
from press.spreadsheets import DAY_FORMATS

SEAT_TAKEN = _("Somebody else holds this seat on these days. End that appointment first.")
SEAT_OF_ANOTHER = _("This seat belongs to another institution.")
SEAT_OF_OBSERVER = _(
    "An observer's seat goes with the role Observer, every other seat with another role."
)
REVERSED = _("The last day is before the first one.")
NO_DAY = _("Write a day like 9.11.2026.")
TROUBLES: dict[type[Exception], tuple[str, Promise]] = {
    # What an action refuses: at which field, in which words.
    appoint.Reversed: ("to_date", REVERSED),
    appoint.EndsEarlier: ("to_date", _("It ends before that day already.")),
    appoint.SeatTaken: ("seat", SEAT_TAKEN),
    appoint.SeatOfAnother: ("seat", SEAT_OF_ANOTHER),
    appoint.SeatOfObserver: ("seat", SEAT_OF_OBSERVER),
    appoint.Overlapping: (
        "from_date",
        _("On some of these days this person has this role there already."),
    ),
    appoint.ChairBegins: (
        "from_date",
        _("Another chair begins on this day or later. Change or end that appointment first."),
    ),
    appoint.SubstituteOfSubstitute: (
        "person",
        _("A substitute stands in for the holder of a seat, not for another substitute."),
    ),
    appoint.SubstituteForThemselves: ("person", _("This person holds the seat.")),
    appoint.OutsideOfHolder: (
        "from_date",
        _("A substitute stays within the days of the holder of the seat."),
    ),
    appoint.AccountClosed: ("person", _("This account is closed. Open it again first.")),
    appoint.NoSecretaryLeft: (
        "to_date",
        _("Nobody would be secretary afterwards. Appoint another one first."),
    ),
    delegate.Reversed: ("to_date", REVERSED),
    delegate.InThePast: ("to_date", _("This day is over.")),
    delegate.NotFit: (
        "person",
        _(
            "Choose somebody who is cleared or keeps the Council's work, and does not write minutes."
        ),
    ),
    delegate.AlreadyDelegated: (
        "from_date",
        _("On some of these days it is delegated to this person already."),
    ),
    hand_over.NoSuccessor: ("successor", _("This person leaves. Choose somebody else.")),
    hand_over.StillNeeded: (
        "close_account",
        _("The account is needed until that day. Close it then."),
    ),
}


class DayField(forms.DateField):
    """A day: from the browser's own calendar, or typed as 9.11.2026."""

    def __init__(self, **parts: Any) -> None:
        widget = forms.DateInput(format=DAY_FORMATS[0], attrs={"type": "date"})
        messages = {"invalid": NO_DAY}
        super().__init__(input_formats=DAY_FORMATS, widget=widget, error_messages=messages, **parts)


class _People(forms.Form):
    """A form whose choices are rows."""

    def choose_from(self, name: str, rows: QuerySet[Any], language: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows
        field.label_from_instance = lambda row: name_of(row, language)  # type: ignore[assignment,method-assign]

    def say(self, trouble: Exception) -> None:
        """The words for what an action refused, at the field; above the form where it has none."""
        field, words = TROUBLES[type(trouble)]
        self.add_error(field if field in self.fields else None, str(words))


class AppointmentForm(_People):
    person: Any = forms.ModelChoiceField(label=_("Person"), queryset=User.objects.none())
    role = forms.ChoiceField(label=_("Role"), choices=list(ROLE_NAMES.items()))
    agency: Any = forms.ModelChoiceField(label=_("Institution"), queryset=Agency.objects.none())
    seat: Any = forms.ModelChoiceField(
        label=_("Seat"),
        help_text=_("Only for who sits at the table."),
        queryset=Seat.objects.none(),
        required=False,
    )
    from_date = DayField(label=_("First day"))
    to_date = DayField(
        label=_("Last day"), help_text=_("Empty: until further notice."), required=False
    )

    def __init__(self, *args: Any, people: QuerySet[User], language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.choose_from("person", people, language)
        self.choose_from("agency", Agency.objects.all(), language)
        self.choose_from("seat", Seat.objects.all(), language)


class SubstituteForm(_People):
    person: Any = forms.ModelChoiceField(label=_("Substitute"), queryset=User.objects.none())
    from_date = DayField(label=_("First day"))
    to_date = DayField(
        label=_("Last day"),
        help_text=_("Empty: as long as the holder of the seat."),
        required=False,
    )

    def __init__(self, *args: Any, people: QuerySet[User], language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.choose_from("person", people, language)


class DatesForm(_People):
    from_date = DayField(label=_("First day"))
    to_date = DayField(
        label=_("Last day"), help_text=_("Empty: until further notice."), required=False
    )


class EndForm(_People):
    to_date = DayField(label=_("Last day"))


class DelegationForm(_People):
    person: Any = forms.ModelChoiceField(label=_("To"), queryset=User.objects.none())
    from_date = DayField(label=_("First day"))
    to_date = DayField(label=_("Last day"))

    def __init__(self, *args: Any, people: QuerySet[User], language: str) -> None:
        super().__init__(*args)
        self.choose_from("person", people, language)


class HandoverForm(_People):
    successor: Any = forms.ModelChoiceField(
        label=_("Successor"),
        help_text=_("Gets the same roles and seats. Nobody: the seats become vacant."),
        queryset=User.objects.none(),
        required=False,
    )
    from_date = DayField(
        label=_("From this day on"), help_text=_("The day before is the last one of who leaves.")
    )
    close_account = forms.BooleanField(label=_("Close the account of who leaves"), required=False)

    def __init__(self, *args: Any, people: QuerySet[User], language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.choose_from("successor", people, language)


def name_of(row: Model, language: str) -> str:
    """A register's name in the reader's language; of an account its post."""
    if isinstance(row, User):
        return row.title
    return getattr(row, f"name_{language}", "") or getattr(row, "name_sq", "")
