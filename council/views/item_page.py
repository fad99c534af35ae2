"""One item while the meeting is held: what its page shows, with any form that has to be corrected."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from council import access
from council.attending import Place, Sitting, sitting
from council.circulation import items_for
from council.forms.deciding import KINDS, METHODS, DecisionForm
from council.forms.holding import STATES, name_of
from council.models import (
    Action,
    AgendaItem,
    Decision,
    ItemMinutes,
    Meeting,
    MinutesConflict,
    Presence,
    Recusal,
)
from council.views import kept_words
from council.views.agenda_steps import steps_of
from council.views.holding_door import may_keep
from council.views.item_forms import (
    Forms,
    action_form,
    decision_form,
    minutes_form,
    recusal_form,
    seats_form,
    stored_minutes,
    vote_form,
)


@dataclass(frozen=True)
class Shown:
    """What the page's parts are made of."""

    request: HttpRequest
    who: access.Reader
    item: AgendaItem
    forms: Forms
    now: Sitting
    reads_closed: bool
    may_keep: bool
    decisions: Sequence[Decision] = field(default_factory=tuple)

    @property
    def running(self) -> bool:
        """Whether votes and attendance are taken."""
        meeting = self.item.meeting
        open_now = meeting.state == Meeting.State.CONVENED and meeting.opened_at is not None
        return self.may_keep and open_now

    @property
    def writing(self) -> bool:
        """Whether minutes are written: until they are approved."""
        away = (Meeting.State.PLANNED, Meeting.State.CANCELLED)
        meeting = self.item.meeting
        return self.may_keep and not meeting.is_locked and meeting.state not in away


def item_page(
    request: HttpRequest,
    who: access.Reader,
    item: AgendaItem,
    forms: Forms | None = None,
    status: int = 200,
) -> HttpResponse:
    meeting, forms = item.meeting, forms or Forms()
    items = items_for(who, meeting)
    now = sitting(meeting)
    shown = Shown(
        request=request,
        who=who,
        item=item,
        forms=forms,
        now=now,
        reads_closed=access.closed_items(who).filter(pk=item.pk).exists(),
        may_keep=may_keep(who),
        decisions=_decisions(who, item),
    )
    steps = steps_of(who, meeting, now, items, shown=item)
    context = {
        "meeting": meeting,
        "item": next(row for row in items if row.key == item.key),
        "row": item,
        "total": len(items),
        "is_current": meeting.current_item_id == item.pk,
        "steps": steps,
        "may_keep": shown.may_keep,
        "running": shown.running,
        "writing": shown.writing,
        "reads_closed": shown.reads_closed,
        "quorum": now.quorum(item),
        "rule": now.rule,
        "form": forms.wrong,
        "person": who.user.pk,
        **_minutes(shown),
        **_deciding(shown),
        **_attendance(shown),
    }
    return render(request, "council/holding/item.html", context, status=status)


def _decisions(who: access.Reader, item: AgendaItem) -> list[Decision]:
    rows = access.visible_decisions(who).filter(item=item)
    return list(
        rows.select_related("vote__rule", "institution")
        .prefetch_related("vote__by_name__seat")
        .order_by("serial", "pk")
    )


# --- Minutes


def _minutes(shown: Shown) -> dict[str, Any]:
    stored = stored_minutes(shown.item)
    kept = kept_words.find(shown.request, shown.item, "minutes") if shown.writing else None
    form = shown.forms.minutes or minutes_form(shown.item, stored, kept)
    conflicts = MinutesConflict.objects.none()
    if shown.writing and stored.pk:
        conflicts = stored.conflicts.filter(settled_at=None).select_related("by")
    return {
        "stored": stored,
        "minutes_form": form,
        "kept": kept is not None,
        "conflicts": [_conflict(shown, stored, row) for row in conflicts],
    }


def _conflict(shown: Shown, stored: ItemMinutes, row: MinutesConflict) -> dict[str, Any]:
    """The two texts, and a box that holds both of each."""
    form = shown.forms.merged
    if form is None or form.data.get("conflict") != str(row.pk):
        form = minutes_form(shown.item, stored)
        form.auto_id = f"merge_{row.pk}_%s"
        form.initial.update(
            conflict=row.pk,
            open_text=_both(stored.open_text, row.open_text),
            closed_text=_both(stored.closed_text, row.closed_text),
        )
    return {"row": row, "form": form}


def _both(theirs: str, mine: str) -> str:
    if theirs == mine or not mine:
        return theirs
    return f"{theirs}\n\n{mine}" if theirs else mine


# --- Decisions, votes, actions


def _deciding(shown: Shown) -> dict[str, Any]:
    item, forms = shown.item, shown.forms
    kept = {
        name: kept_words.find(shown.request, item, name) if shown.writing else None
        for name in ("decision", "action")
    }
    actions = access.visible_actions(shown.who).filter(item=item).select_related("institution")
    return {
        "decisions": [_decision(shown, row) for row in shown.decisions],
        "decision_form": forms.decision or decision_form(item, initial=_said(kept["decision"])),
        "decision_kept": kept["decision"] is not None,
        "action_kept": kept["action"] is not None,
        "decision_open": bool(forms.decision or kept["decision"]),
        "actions": [_action(shown, row) for row in actions],
        "action_form": forms.action
        or action_form(item, shown.decisions, initial=_said(kept["action"])),
        "action_open": bool(forms.action or kept["action"]),
    }


def _said(kept: Any) -> dict[str, Any]:
    return dict(kept.items()) if kept else {}


def _decision(shown: Shown, row: Decision) -> dict[str, Any]:
    # How many were for it, and why without a quorum, is as closed as the item.
    vote = getattr(row, "vote", None) if shown.reads_closed else None
    form = None
    if shown.running:
        sent = shown.forms.vote
        mine = sent is not None and sent[0].pk == row.pk
        form = sent[1] if sent and mine else vote_form(shown.item, shown.now, row)
    return {
        "row": row,
        "kind": KINDS[Decision.Kind(row.kind)],
        "institution": name_of(row.institution),
        "closed_text": row.closed_text if shown.reads_closed else "",
        "vote": vote,
        "method": METHODS[vote.method] if vote else "",
        "form": form,
        "form_open": bool(form and form.is_bound),
        "reword": _reword(shown, row),
    }


def _reword(shown: Shown, row: Decision) -> DecisionForm | None:
    """To change the words of what nobody has voted on."""
    if not shown.running or row.state != Decision.State.PROPOSED:
        return None
    sent = shown.forms.reword
    if sent and sent[0].pk == row.pk:
        return sent[1]
    names = ("kind", "institution", "due_date", "legal_basis", "open_text", "closed_text")
    initial = {name: getattr(row, name) for name in names}
    return decision_form(shown.item, initial=initial, auto_id=f"reword_{row.pk}_%s")


def _action(shown: Shown, row: Action) -> dict[str, Any]:
    return {
        "row": row,
        "institution": name_of(row.institution),
        "closed_text": row.closed_text if shown.reads_closed else "",
    }


# --- Attendance


def _attendance(shown: Shown) -> dict[str, Any]:
    item, now = shown.item, shown.now
    form = shown.forms.seats or seats_form(item, now)
    recused = Recusal.objects.filter(item=item).select_related("seat").order_by("seat__order")
    return {
        "seats": [
            {
                "place": place,
                "name": name_of(place.seat),
                "field": form[f"seat-{place.seat.pk}"],
                "changed": _changed(item, now, place),
            }
            for place in now.places
            if place.holder
        ],
        "seats_open": shown.forms.seats is not None,
        "recusals": [
            {
                "row": row,
                "name": name_of(row.seat),
                "reason": row.reason if shown.reads_closed else "",
            }
            for row in recused
        ],
        "recusal_form": shown.forms.recusal or recusal_form(item, now),
        "recusal_open": shown.forms.recusal is not None,
    }


def _changed(item: AgendaItem, now: Sitting, place: Place) -> Any:
    """How the seat is there from this item on, where that is new."""
    changed = dict(now.changes.get(place.seat.pk, ())).get(item.order)
    return STATES[Presence(changed)] if changed else None
