"""One clock for everything that waits for an institution: reminders, letters after, the next agenda.

A call finds by itself what is due, whatever was missed before: of two reminders that an outage
swallowed, the nearer one is sent. Each letter is written once for a deadline; a new deadline
starts anew. Days are those of Europe/Tirane.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db.models import F, Max
from django.utils.timezone import localdate

from council import audit, notices
from council.models import Agency, AgendaItem, Marking, Meeting, Notice, User

REMINDERS: Final = (3, 14)
"""Days before the deadline, the nearest first."""
PATIENCE: Final = 7
"""Days after the deadline, until the next agenda."""
FARTHEST: Final = datetime.timedelta(days=max(REMINDERS))


@dataclass(frozen=True)
class Waiting:
    """Something with a deadline, and whom its letters reach."""

    key: str
    """The id that its letters lead to."""
    since: datetime.date
    deadline: datetime.date
    due: Notice.Kind
    late: Notice.Kind
    people: Collection[User]
    """The institution's own: reminded before, told after."""
    keepers: Collection[User]
    """Told the day after."""
    above: Collection[User] = ()
    """Told when patience is over."""


def tick(waiting: Waiting, *, at: datetime.datetime) -> bool:
    """Writes the letters that are due; whether it has been late for longer than patience."""
    left = (waiting.deadline - localdate(at)).days
    if left >= 0:
        _remind(waiting, left, at)
        return False
    _tell([*waiting.people, *waiting.keepers], waiting, waiting.late, "late", at)
    if left > -PATIENCE:
        return False
    _tell(waiting.above, waiting, waiting.late, "chair", at)
    return True


def next_planned(at: datetime.datetime) -> Meeting | None:
    """The next meeting whose agenda is not sent out yet, held by this transaction."""
    planned = Meeting.objects.filter(state=Meeting.State.PLANNED, starts_at__gt=at)
    return planned.order_by("starts_at").select_for_update().first()


def put_late_on_agenda(
    meeting: Meeting, agency: Agency, *, key: str, title: str, closed: bool, at: datetime.datetime
) -> None:
    """One item for an institution and `key`; where an open one would betray what is closed, a
    closed one that the institution shares."""
    if meeting.items.filter(proposal_key=key).exists():
        return
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


def _remind(waiting: Waiting, left: int, at: datetime.datetime) -> None:
    """The nearest reminder whose day has come, unless it was given after that day."""
    days = next((days for days in REMINDERS if left <= days), None)
    if days is None or waiting.deadline - datetime.timedelta(days=days) < waiting.since:
        return
    _tell(waiting.people, waiting, waiting.due, str(days), at)


def _tell(
    people: Collection[User],
    waiting: Waiting,
    kind: Notice.Kind,
    which: str,
    at: datetime.datetime,
) -> None:
    about = f"{waiting.key}:{waiting.deadline}:{which}"
    for person in people:
        notices.tell(person=person, kind=kind, about=about, at=at, once=True)


def _place(meeting: Meeting, *, closed: bool) -> int:
    """Behind the others, and before the closed ones, which come last."""
    last: int = meeting.items.aggregate(last=Max("order"))["last"] or 0
    after = [item.order for item in meeting.items.all() if item.is_closed and not closed]
    if not after:
        return last + 1
    meeting.items.filter(order__gte=min(after)).update(order=F("order") + 1)
    return min(after)
