"""What a news item, an event, an activity is about; what is decided on it."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from languages import LANGUAGES, own_name
from outreach.forms.office.fields import unit_choices
from outreach.models import Manuscript
from outreach.newsroom.kinds import AUDIENCES, Kind
from outreach.newsroom.recurrence import MOST_DATES, dates_of, is_skipped
from outreach.topics import TOPICS

DAY, HOUR = "%Y-%m-%d", "%H:%M"
FAR = 5
"""Years: a day further away was typed wrongly."""
MOST_PEOPLE = 100_000
MOST_WEEKS = 12


def day_field(label: Any, **parts: Any) -> forms.DateField:
    widget = forms.DateInput(format=DAY, attrs={"type": "date"})
    messages = {
        "required": _("Choose a day."),
        "invalid": _("Write the day as 2027-01-31."),
    }
    return forms.DateField(label=label, widget=widget, error_messages=messages, **parts)


def hour_field(label: Any, **parts: Any) -> forms.TimeField:
    widget = forms.TimeInput(format=HOUR, attrs={"type": "time"})
    messages = {"invalid": _("Write the hour as 17:30."), "required": _("Choose an hour.")}
    return forms.TimeField(label=label, widget=widget, error_messages=messages, **parts)


def near(day: datetime.date | None) -> datetime.date | None:
    """Raises ValidationError for a day in another age."""
    if day and abs(day.year - timezone.localdate().year) > FAR:
        raise ValidationError(_("Is the year right? It is more than five years away."))
    return day


class FactsForm(forms.Form):
    """Its value is `facts()`, as a manuscript keeps it."""

    def __init__(self, *args: Any, titled: bool = False, **parts: Any) -> None:
        """`titled`: it asks for the Albanian title too, of something new."""
        super().__init__(*args, **parts)
        if "unit" in self.fields:
            choices = unit_choices(translation.get_language() or "sq")
            self.fields["unit"].choices = choices  # type: ignore[attr-defined]
        if titled:
            title = forms.CharField(
                label=_("Title in Albanian"),
                max_length=200,
                error_messages={"required": _("Write the title.")},
                widget=forms.TextInput(attrs={"lang": "sq", "dir": "ltr"}),
            )
            self.fields = {"title": title, **self.fields}

    def facts(self) -> dict[str, Any]:
        return {
            name: value.isoformat(**_short(value)) if hasattr(value, "isoformat") else value
            for name, value in self.cleaned_data.items()
            if name != "title" and value is not None
        }


def _short(value: Any) -> dict[str, str]:
    return {"timespec": "minutes"} if isinstance(value, datetime.time) else {}


def unit_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Where it matters"), required=False)


class NewsFacts(FactsForm):
    topic = forms.ChoiceField(label=_("Topic"), choices=list(TOPICS.items()))
    unit = unit_field()


class EventFacts(FactsForm):
    REPEATS = (
        ("", _("Once")),
        ("week", _("Every week, or every few weeks")),
        ("month", _("Every month, on the same weekday (such as the second Tuesday)")),
    )
    on_date = day_field(_("Day"))
    starts_at = hour_field(_("Begins"), required=False)
    ends_at = hour_field(
        _("Ends"), required=False, help_text=_("An earlier hour is one of the next day.")
    )
    unit = unit_field()
    accessible = forms.BooleanField(
        label=_("People in wheelchairs can get in by themselves."), required=False
    )
    open_to_all = forms.BooleanField(label=_("Everybody may come."), required=False)
    repeats = forms.ChoiceField(label=_("How often it comes"), choices=REPEATS, required=False)
    every = forms.IntegerField(
        label=_("Weeks from one to the next"),
        required=False,
        min_value=1,
        max_value=MOST_WEEKS,
        help_text=_("1 is every week, 2 every other week."),
    )
    until = day_field(_("Last possible day"), required=False)

    def __init__(self, *args: Any, published: bool = False, series: bool = False, **parts: Any):
        """`published`, `series`: of the manuscript; what residents know as one date stays one."""
        super().__init__(*args, **parts)
        self.published, self.series = published, series

    def clean_on_date(self) -> datetime.date | None:
        return near(self.cleaned_data["on_date"])

    def clean_until(self) -> datetime.date | None:
        return near(self.cleaned_data["until"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self._check_hours(given)
        if given.get("repeats"):
            self._check_rule(given)
        else:
            given["every"] = given["until"] = None
        if self.published and bool(given.get("repeats")) != self.series:
            said = _("What is public as one date stays one, and what comes again goes on.")
            self.add_error("repeats", said)
        if not self.errors:
            self._check_clock(given)
        return given

    def _check_hours(self, given: dict[str, Any]) -> None:
        starts, ends = given.get("starts_at"), given.get("ends_at")
        if ends and not starts and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Say when it begins, too."))
        if ends and starts == ends:
            self.add_error("ends_at", _("It ends at the hour at which it begins."))

    def _check_rule(self, given: dict[str, Any]) -> None:
        given["every"] = given.get("every") or 1
        first, until = given.get("on_date"), given.get("until")
        if "until" in self.errors or not first:
            return
        if not until:
            self.add_error("until", _("Say until when it comes."))
        elif until <= first:
            self.add_error("until", _("This is not after the first day."))
        elif len(dates_of(self.facts())) > MOST_DATES:
            said = _("These are more than %(most)s dates: choose an earlier last day.")
            self.add_error("until", ValidationError(said, params={"most": MOST_DATES}))

    def _check_clock(self, given: dict[str, Any]) -> None:
        starts, ends = given.get("starts_at"), given.get("ends_at")
        days = dates_of(self.facts())
        later = datetime.timedelta(days=bool(starts and ends and ends < starts))
        for name, hour, shift in (
            ("starts_at", starts, datetime.timedelta()),
            ("ends_at", ends, later),
        ):
            skipped = [day + shift for day in days if hour and is_skipped(day + shift, hour)]
            if skipped:
                said = _("On %(day)s the clocks jump over this hour: choose another one.")
                day = skipped[0].isoformat()
                self.add_error(name, ValidationError(said, params={"day": day}))


class ActivityFacts(FactsForm):
    held_on = day_field(_("Day"))
    unit = forms.ChoiceField(label=_("Where it was"), required=False)
    audiences = forms.MultipleChoiceField(
        label=_("For whom"),
        choices=list(AUDIENCES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    participants = forms.IntegerField(
        label=_("How many took part"),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        help_text=_("Only the number; before it has taken place leave it empty."),
    )

    def clean_held_on(self) -> datetime.date | None:
        return near(self.cleaned_data["held_on"])


FORMS: Mapping[str, type[FactsForm]] = {
    Kind.NEWS: NewsFacts,
    Kind.EVENT: EventFacts,
    Kind.ACTIVITY: ActivityFacts,
}


def facts_form(manuscript: Manuscript, data: Any = None) -> FactsForm:
    parts: dict[str, Any] = {"initial": manuscript.facts, "prefix": "facts"}
    if manuscript.kind == Kind.EVENT:
        parts["published"] = manuscript.published_at is not None
        parts["series"] = manuscript.series is not None
    return FORMS[manuscript.kind](data, **parts)


class FilterForm(forms.Form):
    words = forms.CharField(label=_("Words of the title"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("All")), *Manuscript.State.choices],
        required=False,
    )
    lacks = forms.ChoiceField(
        label=_("Title not reviewed in"),
        choices=[("", "–"), *((code, own_name(code)) for code in LANGUAGES)],
        required=False,
    )


class HourForm(forms.Form):
    """An hour of publication."""

    day = day_field(_("Day"))
    hour = hour_field(_("Hour"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("day") and given.get("hour"):
            if is_skipped(given["day"], given["hour"]):
                said = _("On %(day)s the clocks jump over this hour: choose another one.")
                day = given["day"].isoformat()
                self.add_error("hour", ValidationError(said, params={"day": day}))
            zone = timezone.get_default_timezone()
            given["at"] = datetime.datetime.combine(given["day"], given["hour"], zone)
        return given


class ReturnForm(forms.Form):
    note = forms.CharField(
        label=_("What should be changed"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what should be changed.")},
    )


class ReportForm(forms.Form):
    """That the election commission was told."""

    number = forms.CharField(
        label=_("Number of the report"),
        max_length=40,
        error_messages={"required": _("Write the number of the report.")},
    )
    on = day_field(_("Day of the report"))

    def clean_on(self) -> datetime.date | None:
        day = near(self.cleaned_data["on"])
        if day and day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day


class PeriodForm(forms.Form):
    """The period before an election."""

    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    basis = forms.CharField(
        label=_("Legal basis"),
        max_length=300,
        help_text=_("The decree or the decision that sets it, with its number and date."),
        error_messages={"required": _("Name the decree or the decision that sets it.")},
    )

    def clean_starts_on(self) -> datetime.date | None:
        return near(self.cleaned_data["starts_on"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first one."))
        elif first and last and (last - first).days > 366:
            self.add_error("ends_on", _("This is longer than a year."))
        return given
