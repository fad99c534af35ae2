"""What an institution promised in a meeting: who, by when."""

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate

from council import audit
from council.actions.decide import ClosedAsAWhole, DueBeforeTheMeeting, series_of
from council.actions.numbering import next_serial
from council.actions.running import NotOpened, writable
from council.models import Action, Agency, AgendaItem, Decision, Series, User


class OfAnotherItem(Exception):
    """The decision was taken elsewhere."""


@dataclass(frozen=True)
class Promise:
    institution: Agency
    due_date: datetime.date
    open_text: str = ""
    closed_text: str = ""
    decision: Decision | None = None
    """What it carries out."""


def give_action(*, item: AgendaItem, promise: Promise, by: User, at: datetime.datetime) -> Action:
    """Numbered at once, given on the meeting's day; also while the minutes are written afterwards.

    Raises NotAllowed, NotNow, OfAnotherItem, ClosedAsAWhole (of an item or decision without an open
    side), NoWords or DueBeforeTheMeeting.
    """
    meeting = writable(meeting=item.meeting, by=by, at=at)
    if meeting.opened_at is None:
        raise NotOpened
    decision = promise.decision
    if decision and decision.item_id != item.pk:
        raise OfAnotherItem
    if decision and decision.series == Series.CLOSED and promise.open_text:
        raise ClosedAsAWhole
    series = series_of(item, open_text=promise.open_text, closed_text=promise.closed_text)
    given_date = localdate(meeting.starts_at)
    if promise.due_date < given_date:
        raise DueBeforeTheMeeting
    action = Action.objects.create(
        decision=decision,
        item=item,
        series=series,
        year=given_date.year,
        serial=next_serial(Action, series=series, year=given_date.year),
        institution=promise.institution,
        given_date=given_date,
        due_date=promise.due_date,
        open_text=promise.open_text,
        closed_text=promise.closed_text,
    )
    audit.record(verb="action.given", object_key=f"action:{action.pk}", at=at)
    return action
