"""Decisions, votes and actions, as they are written down inside an item."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.actions.decide import Ballot, Proposal
from council.actions.give_action import Promise
from council.attending import Place
from council.forms.holding import CLOSED_BOX, RadioRow, name_of
from council.models import Agency, Decision, NamedVote, Series, Vote
from council.quorum import Count

KINDS = {
    Decision.Kind.RECOMMENDATION: _("Recommendation"),
    Decision.Kind.COMMITMENT: _("Commitment of an institution"),
    Decision.Kind.INFORMATION: _("Taken note of"),
    Decision.Kind.PROCEDURAL: _("Procedural decision"),
}
METHODS = {
    Vote.Method.CONSENSUS: _("Consensus"),
    Vote.Method.HANDS: _("Show of hands"),
    Vote.Method.NAMES: _("Roll call, by name"),
}
CHOICES = {
    NamedVote.Choice.FAVOUR: _("In favour"),
    NamedVote.Choice.AGAINST: _("Against"),
    NamedVote.Choice.ABSTAIN: _("Abstains"),
}
CLOSED_AS_A_WHOLE = _("This item is closed as a whole: write it in the closed text only.")
CLOSED_DECISION = _("The decision is closed: write the action in the closed text only.")
NO_WORDS = _("Write what was decided, openly or in the closed text.")
DUE_TOO_EARLY = _("The deadline lies before the meeting. Choose a later day.")


class WordsForm(forms.Form):
    """What a decision and an action have in common."""

    institution: Any = forms.ModelChoiceField(
        label=_("Institution"), queryset=Agency.objects.none(), empty_label=""
    )
    due_date = forms.DateField(
        label=_("Deadline"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    open_text = forms.CharField(
        label=_("Open text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "lang": "sq"}),
    )
    closed_text = forms.CharField(
        label=_("Closed text"), required=False, widget=forms.Textarea(attrs=CLOSED_BOX)
    )

    def __init__(self, *args: Any, has_open_side: bool, **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.has_open_side = has_open_side
        field = self.fields["institution"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.all()
        field.label_from_instance = name_of  # type: ignore[assignment,method-assign]
        if not has_open_side:
            # Hidden, not gone: what somebody sends there is refused, not dropped.
            self.fields["open_text"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("open_text") and not self.has_open_side:
            self.add_error("closed_text", CLOSED_AS_A_WHOLE)
        if not cleaned.get("open_text") and not cleaned.get("closed_text"):
            self.add_error("open_text" if self.has_open_side else "closed_text", NO_WORDS)
        return cleaned


class DecisionForm(WordsForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=200, required=False)

    field_order = ("open_text", "closed_text", "kind", "institution", "due_date", "legal_basis")

    @property
    def proposal(self) -> Proposal:
        return Proposal(**self.cleaned_data)


class ActionForm(WordsForm):
    decision: Any = forms.ModelChoiceField(
        label=_("Carries out the decision"), queryset=Decision.objects.none(), required=False
    )

    field_order = ("institution", "due_date", "open_text", "closed_text", "decision")

    def __init__(self, *args: Any, decisions: Iterable[Decision], **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.fields["due_date"].required = True
        field = self.fields["decision"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Decision.objects.filter(pk__in=[row.pk for row in decisions])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        decision = cleaned.get("decision")
        if decision and decision.series == Series.CLOSED and cleaned.get("open_text"):
            self.add_error("open_text", CLOSED_DECISION)
        return cleaned

    @property
    def promise(self) -> Promise:
        return Promise(**self.cleaned_data)


class VoteForm(forms.Form):
    """All three ways of voting; only the fields of the chosen one are read."""

    method = forms.ChoiceField(
        label=_("How was it voted?"), choices=list(METHODS.items()), widget=RadioRow
    )
    in_favour = forms.IntegerField(label=_("In favour"), min_value=0, required=False)
    against = forms.IntegerField(label=_("Against"), min_value=0, required=False)
    abstained = forms.IntegerField(label=_("Abstentions"), min_value=0, required=False)
    no_quorum_reason = forms.CharField(
        label=_("Why the vote goes on without a quorum"), max_length=300, required=False
    )

    def __init__(self, *args: Any, voters: Iterable[Place], **parts: Any) -> None:
        super().__init__(*args, **parts)
        self.seats = {place.seat.pk: f"seat-{place.seat.pk}" for place in voters}
        for place in voters:
            self.fields[self.seats[place.seat.pk]] = forms.ChoiceField(
                label=name_of(place.seat),
                choices=list(CHOICES.items()),
                widget=RadioRow,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        method = cleaned.get("method")
        uncounted = cleaned.get("in_favour") is None and "in_favour" not in self.errors
        if method == Vote.Method.HANDS and uncounted:
            self.add_error("in_favour", _("Write how many were in favour; 0 for nobody."))
        if method == Vote.Method.NAMES:
            for name in self.seats.values():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Say how this seat voted."))
        return cleaned

    @property
    def ballot(self) -> Ballot:
        given = self.cleaned_data
        by_name = given["method"] == Vote.Method.NAMES
        return Ballot(
            method=given["method"],
            count=Count(given["in_favour"] or 0, given["against"] or 0, given["abstained"] or 0),
            names={seat: given[name] for seat, name in self.seats.items()} if by_name else {},
        )

    @property
    def by_name(self) -> list[Any]:
        """The fields of the seats, for the page."""
        return [self[name] for name in self.seats.values()]
