"""The clocks of actions: reminders before the deadline, letters after it, then chair and agenda.

A call finds by itself what is due, whatever was missed before: of two reminders that an outage
swallowed, the nearer one is sent. Each letter is written once for a deadline; a new deadline
starts anew. Days are those of Europe/Tirane.
"""

import datetime
from collections.abc import Iterable
from typing import Final

from django.db.models import F, Max
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from council import audit, notices
from council.models import Action, Agency, AgendaItem, Marking, Meeting, Notice, Series, User
from council.people import Role, current_principal
from council.recipients import in_role, people_of

REMINDERS: Final = (3, 14)
"""Days before the deadline, the nearest first."""
PATIENCE: Final = 7
"""Days after the deadline, until the chair and the next agenda."""
_Kind = Notice.Kind


def run_clocks(*, at: datetime.datetime) -> None:
    """Safe to run at any time and as often as one likes."""
    current_principal()
    today = localdate(at)
    soon = today + datetime.timedelta(days=max(REMINDERS))
    waiting = Action.objects.filter(done_date__isnull=True).select_related("institution")
    waiting = waiting.alias(counts=Coalesce("new_due_date", "due_date")).filter(counts__lte=soon)
    secretaries, chairs = in_role(Role.SECRETARY, on=today), in_role(Role.CHAIR, on=today)
    for action in waiting.select_for_update(of=("self",), skip_locked=True):
        left = (action.deadline - today).days
        if left >= 0:
            _remind(action, left, at)
            continue
        _tell(people_of(action, on=today), action, _Kind.ACTION_LATE, "late", at)
        _tell(secretaries, action, _Kind.ACTION_LATE, "late", at)
        if left <= -PATIENCE and action.escalated_at is None:
            _tell(chairs, action, _Kind.ACTION_LATE, "chair", at)
            _escalate(action, at)


def _remind(action: Action, left: int, at: datetime.datetime) -> None:
    """The nearest reminder whose day has come, unless the action was given after that day."""
    days = next((days for days in REMINDERS if left <= days), None)
    if days is None or action.deadline - datetime.timedelta(days=days) < action.given_date:
        return
    people = people_of(action, on=localdate(at))
    _tell(people, action, _Kind.ACTION_DUE, str(days), at)


def _tell(
    people: Iterable[User], action: Action, kind: Notice.Kind, which: str, at: datetime.datetime
) -> None:
    about = f"{action.pk}:{action.deadline}:{which}"
    for person in people:
        notices.tell(person=person, kind=kind, about=about, at=at, once=True)


def _escalate(action: Action, at: datetime.datetime) -> None:
    """Onto the next planned meeting's agenda; without one, it waits until one is planned."""
    planned = Meeting.objects.filter(state=Meeting.State.PLANNED, starts_at__gt=at)
    meeting = planned.order_by("starts_at").select_for_update().first()
    if meeting is None:
        return
    _put_on_agenda(meeting, action.institution, closed=action.series == Series.CLOSED, at=at)
    action.escalated_at = at
    action.save(update_fields=["escalated_at"])
    audit.record(verb="action.escalated", object_key=action.source_key, at=at)


def _put_on_agenda(
    meeting: Meeting, agency: Agency, *, closed: bool, at: datetime.datetime
) -> None:
    """One item for an institution; of closed actions a closed one, as an open would betray them."""
    key = f"late:{agency.code}{':closed' if closed else ''}"
    if meeting.items.filter(proposal_key=key).exists():
        return
    title = f"Detyrime të vonuara: {agency.name_sq}"
    item = AgendaItem.objects.create(
        meeting=meeting,
        order=_place(meeting, closed=closed),
        proposal_key=key,
        open_title="" if closed else title,
        closed_title=title if closed else "",
        marking=Marking.AMBER_STRICT if closed else Marking.GREEN,
    )
    if closed:
        item.shared_with.add(agency)
    audit.record(verb="item.proposed", object_key=f"item:{item.key}", at=at)


def _place(meeting: Meeting, *, closed: bool) -> int:
    """Behind the others, and before the closed ones, which come last."""
    last: int = meeting.items.aggregate(last=Max("order"))["last"] or 0
    after = [item.order for item in meeting.items.all() if item.is_closed and not closed]
    if not after:
        return last + 1
    meeting.items.filter(order__gte=min(after)).update(order=F("order") + 1)
    return min(after)
