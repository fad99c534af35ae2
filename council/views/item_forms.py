"""The forms of an item's page, as they are shown first and as they are sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from council.attending import Place, Sitting
from council.forms.deciding import ActionForm, DecisionForm, VoteForm
from council.forms.holding import MinutesForm, RecusalForm, SeatsForm
from council.models import AgendaItem, Decision, ItemMinutes


@dataclass
class Forms:
    """Forms that were sent and cannot be taken as they are; the others are made afresh."""

    minutes: MinutesForm | None = None
    decision: DecisionForm | None = None
    reword: tuple[Decision, DecisionForm] | None = None
    action: ActionForm | None = None
    vote: tuple[Decision, VoteForm] | None = None
    seats: SeatsForm | None = None
    recusal: RecusalForm | None = None
    merged: MinutesForm | None = None

    @property
    def wrong(self) -> Any:
        """The one that the summary of errors is about."""
        pairs = [pair[1] for pair in (self.reword, self.vote) if pair]
        alone = (self.minutes, self.decision, self.action, self.seats, self.recusal, self.merged)
        return next((form for form in (*alone, *pairs) if form is not None and form.errors), None)


def minutes_form(item: AgendaItem, stored: ItemMinutes, posted: Any = None) -> MinutesForm:
    """Without the open box where the item has no open side and nothing stands there."""
    return MinutesForm(
        posted,
        has_open_side=bool(item.open_title or stored.open_text),
        auto_id="minutes_%s",
        initial={
            "open_text": stored.open_text,
            "closed_text": stored.closed_text,
            "version": stored.version,
        },
    )


def stored_minutes(item: AgendaItem) -> ItemMinutes:
    """As they are; unsaved and empty where nobody has written yet."""
    found = ItemMinutes.objects.filter(item=item).select_related("edited_by").first()
    return found or ItemMinutes(item=item)


def decision_form(item: AgendaItem, posted: Any = None, **parts: Any) -> DecisionForm:
    return DecisionForm(
        posted, **{"has_open_side": bool(item.open_title), "auto_id": "decision_%s", **parts}
    )


def action_form(
    item: AgendaItem, decisions: Sequence[Decision], posted: Any = None, **parts: Any
) -> ActionForm:
    adopted = [row for row in decisions if row.state == Decision.State.ADOPTED]
    return ActionForm(
        posted,
        decisions=adopted,
        has_open_side=bool(item.open_title),
        auto_id="action_%s",
        **parts,
    )


def vote_form(item: AgendaItem, now: Sitting, decision: Decision, posted: Any = None) -> VoteForm:
    voters = now.voters(item)
    initial: dict[str, Any] = {}
    if posted is None and hasattr(decision, "vote"):
        vote = decision.vote
        initial = {
            "method": vote.method,
            "in_favour": vote.in_favour,
            "against": vote.against,
            "abstained": vote.abstained,
            "no_quorum_reason": vote.no_quorum_reason,
        }
        initial |= {f"seat-{row.seat_id}": row.choice for row in vote.by_name.all()}
    return VoteForm(posted, voters=voters, auto_id=f"vote_{decision.pk}_%s", initial=initial)


def seats_form(item: AgendaItem, now: Sitting, posted: Any = None) -> SeatsForm:
    def said(place: Place) -> str:
        return now.state_of(place.seat.pk, item.order)

    return SeatsForm(
        posted, places=now.places, mode=item.meeting.mode, said=said, which_substitute=False
    )


def recusal_form(item: AgendaItem, now: Sitting, posted: Any = None) -> RecusalForm:
    seats = [
        place.seat
        for place in now.places
        if place.holder and (item.pk, place.seat.pk) not in now.recused
    ]
    return RecusalForm(posted, seats=seats, auto_id="recusal_%s")
