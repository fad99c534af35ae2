"""A situation as an institution writes it down."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from council.access import Reader
from council.actions.file_report import LIMITS, Circle, Situation
from council.forms.places import choice_of, place_of, places
from council.forms.registers import name_of
from council.forms.replies import date_field
from council.forms.report_names import (
    CERTAINTIES,
    CERTAINTY_SCALE,
    IMMEDIATE,
    LEVEL_SCALE,
    LEVELS,
    MARKING_WORDS,
    MARKINGS,
    RED,
    SOURCES,
)
from council.models import Agency, Category, Marking, Report

CONFIDENTIAL = {"spellcheck": "false", "translate": "no", "autocomplete": "off"}
SCALES: Mapping[str, Mapping[Any, Any]] = {
    "level": LEVEL_SCALE,
    "certainty": CERTAINTY_SCALE,
    "marking": MARKING_WORDS,
}


def _text(name: str, label: Any, help_text: Any, rows: int, too_long: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LIMITS[name],
        widget=forms.Textarea(attrs={"rows": rows, **CONFIDENTIAL}),
        error_messages={"max_length": too_long},
    )


def _cards(label: Any, names: Mapping[Any, Any], missing: Any, **parts: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=list(names.items()),
        widget=forms.RadioSelect(),
        error_messages={"required": missing, "invalid_choice": missing},
        **parts,
    )


class ReportForm(forms.Form):
    """`who` writes for one of their institutions; `on_paper`: the coordinator for another's.

    With a report, its institution stays. `unfinished`: words may be missing.
    """

    category: Any = forms.ModelChoiceField(
        label=_("Category"),
        queryset=Category.objects.all(),
        empty_label="---",
        error_messages={"required": _("Choose a category.")},
    )
    title = forms.CharField(
        label=_("Title"),
        help_text=_("A few words that name the situation, and no person."),
        max_length=LIMITS["title"],
        widget=forms.TextInput(attrs=CONFIDENTIAL),
        error_messages={
            "required": _("Write a title."),
            "max_length": _("A title has at most 120 characters."),
        },
    )
    observed = _text(
        "observed",
        _("What is observed"),
        _("What happens, how often, since when, what it does to people. No names."),
        8,
        _("At most 8,000 characters. Shorten the text; what matters most comes first."),
    )
    where = forms.ChoiceField(
        label=_("Where"),
        help_text=_("No finer than a unit or a neighbourhood: never a street or a house."),
        error_messages={
            "required": _("Choose a place from the list."),
            "invalid_choice": _("Choose a place from the list."),
        },
    )
    from_date = date_field(_("From"))
    to_date = date_field(_("Until"))
    source = _cards(_("Who saw it"), SOURCES, _("Choose who saw it."), initial=Report.Source.OWN)
    certainty = _cards(_("How sure it is"), CERTAINTIES, _("Choose how sure it is."))
    level = _cards(_("Level of the situation"), LEVELS, _("Choose a level."))
    protective = _text(
        "protective",
        _("What protects"),
        _("People, places and habits that make it better. For example: a mediator, a youth club."),
        3,
        _("At most 2,000 characters. Shorten the text."),
    )
    marking = _cards(
        _("Who may read it"),
        MARKINGS,
        _("Choose a marking of the Traffic Light Protocol."),
        initial=Marking.AMBER_STRICT,
        required=False,
    )
    shared: Any = forms.ModelMultipleChoiceField(
        label=_("Share it with these institutions"),
        help_text=_("Their cleared people read it once it is accepted. Not with TLP:AMBER+STRICT."),
        queryset=Agency.objects.none(),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
        required=False,
    )
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput())

    def __init__(
        self,
        *args: Any,
        who: Reader,
        language: str,
        report: Report | None = None,
        on_paper: bool = False,
        unfinished: bool = False,
        **parts: Any,
    ) -> None:
        super().__init__(*args, **parts)
        self.report = report
        self.fields["title"].required = self.fields["observed"].required = not unfinished
        self.fields["observed"].error_messages["required"] = _("Write what is observed.")
        agencies = Agency.objects.all()
        own = agencies if on_paper else agencies.filter(pk__in=who.informed)
        self.only_agency = None if on_paper else next(iter(own), None) if len(own) == 1 else None
        if report:
            self.only_agency = report.agency
        elif self.only_agency is None:
            self._ask_agency(own)
        if on_paper and not report:
            self.fields["protocol_number"] = forms.CharField(
                label=_("Protocol number of the paper form"),
                max_length=40,
                error_messages={"required": _("Write the protocol number of the paper form.")},
            )
        first, last = timezone.localdate(), timezone.localdate()
        self.fields["from_date"].initial, self.fields["to_date"].initial = first, last
        for name, missing in (
            ("from_date", _("Write the first day.")),
            ("to_date", _("Write the last day.")),
        ):
            self.fields[name].error_messages["required"] = missing
            self.fields[name].widget.attrs["max"] = last.isoformat()
        self._name_choices(language, agencies)

    @property
    def refuses(self) -> str:
        """`red` or `immediate`: chosen, and not stored here; else ""."""
        if not self.is_bound:
            return ""
        if self["level"].value() == IMMEDIATE:
            return IMMEDIATE
        return RED if self["marking"].value() == RED else ""

    @property
    def draft_value(self) -> str:
        """The draft that the page saved meanwhile, where it comes back with an error."""
        return str((self.data if self.is_bound else self.initial).get("draft", ""))

    def cards(self, name: str) -> Iterable[tuple[Any, str | Promise]]:
        """Each radio of a field with the text of its scale."""
        return [(radio, SCALES[name][radio.data["value"]]) for radio in self[name]]

    @property
    def level_cards(self) -> Iterable[tuple[Any, str | Promise]]:
        return self.cards("level")

    @property
    def certainty_cards(self) -> Iterable[tuple[Any, str | Promise]]:
        return self.cards("certainty")

    @property
    def marking_cards(self) -> Iterable[tuple[Any, str | Promise]]:
        return self.cards("marking")

    def clean_level(self) -> str:
        level: str = self.cleaned_data["level"]
        if level == IMMEDIATE:
            raise forms.ValidationError(
                _("Call 129 or 112 now. What is immediate is not typed here; nothing was stored.")
            )
        return level

    def clean_marking(self) -> str:
        marking: str = self.cleaned_data["marking"] or Marking.AMBER_STRICT
        if marking == RED:
            raise forms.ValidationError(
                _("What is TLP:RED is said and not stored. Note only that it was said.")
            )
        return marking

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("from_date"), cleaned.get("to_date")
        if first and last and last < first:
            self.add_error("to_date", _("The last day is before the first day."))
        elif last and last > timezone.localdate():
            self.add_error("to_date", _("Choose a day that is not in the future."))
        if cleaned.get("marking") == Marking.AMBER_STRICT and cleaned.get("shared"):
            self.add_error(
                "shared",
                _(
                    "What is marked TLP:AMBER+STRICT is shared with nobody."
                    " Choose TLP:AMBER, or untick the institutions."
                ),
            )
        own = self.only_agency or cleaned.get("agency")
        if own and own in (cleaned.get("shared") or ()):
            self.add_error("shared", _("The institution that reports reads it anyway."))
        return cleaned

    def situation(self) -> Situation:
        """Of a valid form."""
        given = self.cleaned_data
        unit, number = place_of(given["where"])
        names = (
            "category", "from_date", "to_date", "source", "certainty", "level",
            "title", "observed", "protective",
        )  # fmt: skip
        return Situation(
            unit=unit,
            neighbourhood=number,
            **{name: given[name] for name in names},
        )

    def circle(self) -> Circle:
        """Of a valid form."""
        return Circle(self.cleaned_data["marking"], tuple(self.cleaned_data["shared"]))

    def reporting(self) -> Agency:
        """Of a valid form."""
        found: Agency = self.only_agency or self.cleaned_data["agency"]
        return found

    def _ask_agency(self, own: Any) -> None:
        self.fields["agency"] = forms.ModelChoiceField(
            label=_("Institution that reports"),
            queryset=own,
            empty_label="---",
            error_messages={"required": _("Choose the institution that reports.")},
        )

    def _name_choices(self, language: str, agencies: Any) -> None:
        fields: dict[str, Any] = self.fields
        fields["shared"].queryset = (
            agencies.exclude(pk=self.only_agency.pk) if self.only_agency else agencies
        )
        for name in ("category", "shared", "agency"):
            if name in fields:
                fields[name].label_from_instance = lambda row: name_of(row, language)
        fields["where"].choices = list(places(language))


def initial_of(report: Report, words: Mapping[str, str], shared: Iterable[int]) -> dict[str, Any]:
    """What a report says, for its form; `words`: those that its reader may read."""
    names = ("from_date", "to_date", "source", "certainty", "level", "marking", "version")
    return {
        **{name: getattr(report, name) for name in names},
        **{name: words.get(name, "") for name in LIMITS},
        "category": report.category_id,
        "where": choice_of(report),
        "shared": list(shared),
    }
