"""A question as it came: one by itself, and paper slips by the dozen."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outreach.actions.questions.enter import LONGEST_AGO, Heard
from outreach.actions.questions.words import LONGEST, passages
from outreach.forms.office.fields import unit_choices
from outreach.forms.office.questions.names import NOT_THAT_DAY, PERSONAL
from outreach.forms.question_names import CHANNELS, TOPICS
from outreach.models import Question

ROWS: Final = 5
MOST_ROWS: Final = 100
HARMED: Final = _("The community that is named is who asks or was harmed, and nobody else.")
NAMES_A_PEOPLE: Final = _(
    "A faith, a people or an orientation is named: %(passages)s. Tick below if it is who asks "
    "or was harmed; otherwise take it out."
)


class ReceivedDay(forms.DateField):
    """A day of the last year."""

    def __init__(self, **parts: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        messages = {"invalid": _("Write a date like 2026-11-30.")}
        super().__init__(widget=widget, error_messages=messages, **parts)

    def clean(self, value: Any) -> datetime.date | None:
        day: datetime.date | None = super().clean(value)
        today = timezone.localdate()
        if day and not today - LONGEST_AGO <= day <= today:
            raise ValidationError(NOT_THAT_DAY)
        return day


class PlaceField(forms.CharField):
    """Where slips lay; no person."""

    def __init__(self, **parts: Any) -> None:
        help_text = _("The notice board or office, for instance: unit office. No names of people.")
        super().__init__(
            label=_("Where it was handed in"),
            help_text=help_text,
            max_length=100,
            required=False,
            **parts,
        )

    def clean(self, value: Any) -> str:
        place = str(super().clean(value))
        refuse_personal(place)
        return place


def refuse_personal(text: str) -> None:
    """Raises ValidationError."""
    if must_go := passages(text)[0]:
        raise ValidationError(PERSONAL, params={"passages": ", ".join(must_go)})


class QuestionForm(forms.Form):
    words = forms.CharField(
        label=_("The question, in Albanian"),
        help_text=_(
            "As it was asked, without names, numbers or addresses of people. It may become public."
        ),
        max_length=LONGEST["question"],
        widget=forms.Textarea(attrs={"rows": 4, "lang": "sq", "dir": "ltr"}),
    )
    harmed = forms.BooleanField(label=HARMED, required=False)
    channel = forms.ChoiceField(label=_("How it came"), choices=list(CHANNELS.items()))
    received_on = ReceivedDay(label=_("Day on which it came"))
    unit = forms.ChoiceField(label=_("Administrative unit"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), choices=list(TOPICS.items()))
    place = PlaceField()

    def __init__(self, *args: Any, language: str, **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.fields["unit"].choices = unit_choices(language)  # type: ignore[attr-defined]
        self.fields["received_on"].initial = timezone.localdate()
        self.fields["channel"].initial = Question.Channel.TELEPHONE

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        _read_words(self, told)
        return told

    @property
    def heard(self) -> Heard:
        return Heard(**self.cleaned_data)


class SlipForm(forms.Form):
    """One row of a batch; an empty one is left out."""

    words = forms.CharField(
        label=_("The question on the slip"),
        max_length=LONGEST["question"],
        required=False,
        widget=forms.TextInput(attrs={"lang": "sq", "dir": "ltr", "autocomplete": "off"}),
    )
    topic = forms.ChoiceField(
        label=_("Topic"), choices=list(TOPICS.items()), initial=Question.Topic.OTHER, required=False
    )
    times = forms.IntegerField(
        label=_("Slips"), min_value=1, max_value=999, initial=1, required=False
    )
    harmed = forms.BooleanField(label=HARMED, required=False)
    asks_harmed = False
    """Whether the tick is shown: only where a community is named."""

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("words"):
            _read_words(self, told)
        self.asks_harmed = bool(passages(self.data.get(self.add_prefix("words"), ""))[1])
        return told


class BatchForm(forms.Form):
    """What all slips of a batch have in common, and the batch's own mark: taken once."""

    received_on = ReceivedDay(label=_("Day on which they were collected"))
    unit = forms.ChoiceField(label=_("Administrative unit"), required=False)
    place = PlaceField()
    batch = forms.UUIDField(widget=forms.HiddenInput())

    def __init__(self, data: Mapping[str, Any] | None = None, *, language: str) -> None:
        initial = {"received_on": timezone.localdate(), "batch": uuid.uuid4()}
        super().__init__(data, initial=initial)
        self.fields["unit"].choices = unit_choices(language)  # type: ignore[attr-defined]
        self.rows = [SlipForm(data, prefix=f"s{n}") for n in range(_rows_in(data))]

    @property
    def first_empty(self) -> int:
        """The row to type next."""
        filled = [bool(row["words"].value()) for row in self.rows]
        return filled.index(False) if False in filled else len(filled)

    def is_valid(self) -> bool:
        rows = [row.is_valid() for row in self.rows]
        fine = super().is_valid() and all(rows)
        if fine and not self.heard:
            self.add_error(None, _("Type at least one slip."))
            return False
        return fine

    @property
    def heard(self) -> list[Heard]:
        shared = {name: self.cleaned_data[name] for name in ("received_on", "unit", "place")}
        return [
            Heard(
                words=row.cleaned_data["words"],
                topic=row.cleaned_data["topic"] or Question.Topic.OTHER,
                times=row.cleaned_data["times"] or 1,
                harmed=row.cleaned_data["harmed"],
                channel=Question.Channel.PAPER,
                **shared,
            )
            for row in self.rows
            if row.cleaned_data.get("words")
        ]


def _rows_in(data: Mapping[str, Any] | None) -> int:
    """As many as were sent, whatever number they say."""
    if data is None:
        return ROWS
    sent = [n for n in range(MOST_ROWS) if f"s{n}-words" in data]
    more = ROWS if data.get("act") == "rows" else 0
    full = all(str(data.get(f"s{n}-words", "")).strip() for n in sent)
    return min(max(len(sent), 1) + (more if full else 0), MOST_ROWS)


def _read_words(form: forms.Form, told: Mapping[str, Any]) -> None:
    must_go, peoples = passages(told.get("words", ""))
    if must_go:
        form.add_error("words", ValidationError(PERSONAL, params={"passages": ", ".join(must_go)}))
    if peoples and not told.get("harmed"):
        params = {"passages": ", ".join(peoples)}
        form.add_error("words", ValidationError(NAMES_A_PEOPLE, params=params))
