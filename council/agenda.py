"""The agenda's door for other packages: what residents ask comes before the council."""

import datetime
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.timezone import localdate

from council import audit
from council.access import may_propose, reader
from council.actions.agenda_copies import last_place
from council.actions.build_agenda import BUILDABLE, settle
from council.models import Action, AgendaItem, Decision, Meeting, Series
from council.people import User, demand

__all__ = ["NoMeetingPlanned", "Place", "place_of", "propose"]


@dataclass(frozen=True)
class Place:
    """Where a proposal stands now, and what came of it; open sides only."""

    meeting: str
    """The meeting's reference."""
    meeting_id: str
    decisions: tuple[str, ...]
    """Numbers of the open decisions that were adopted under it."""
    actions: tuple[tuple[str, str], ...]
    """(id, reference) of the open actions that were given under it."""


class NoMeetingPlanned(Exception):
    """No meeting that is still to come has been planned."""


def propose(*, key: str, title: str, text: str, by: User, at: datetime.datetime) -> str:
    """Puts a public question on the agenda of the next meeting; the meeting's reference.

    `key`, such as `question:slug`, is on one coming agenda at a time: asking again answers with
    the meeting that has it. Title and text must be public. Raises NoMeetingPlanned, NotAllowed.
    """
    demand(may_propose(reader(by, on=localdate(at))))
    coming = Meeting.objects.filter(
        state__in=BUILDABLE, opened_at__isnull=True, starts_at__gt=at
    ).order_by("starts_at")
    # Locked, so that of two who propose at once the second finds what the first has put there.
    meetings = list(coming.select_for_update())
    found = AgendaItem.objects.filter(meeting__in=meetings, proposal_key=key)
    there = found.select_related("meeting").first()
    if there is not None:
        return there.meeting.reference
    if not meetings:
        raise NoMeetingPlanned
    meeting = meetings[0]
    item = AgendaItem.objects.create(
        meeting=meeting,
        order=last_place(meeting) + 1,
        open_title=Truncator(title).chars(200),
        open_text=text if len(title) <= 200 else f"{title}\n\n{text}",
        proposal_key=key,
    )
    settle(meeting)
    meeting.save(update_fields=["edited_at"])
    audit.record(verb="agenda.proposed", object_key=f"agenda_item:{item.key}", at=at)
    return meeting.reference


def place_of(key: str) -> Place | None:
    """None where the item was removed. What was carried over is followed to its last agenda."""
    item = (
        AgendaItem.objects.filter(proposal_key=key)
        .exclude(meeting__state=Meeting.State.CANCELLED)
        .select_related("meeting")
        .order_by("meeting__starts_at")
        .last()
    )
    if item is None:
        return None
    items = [item]
    while following := items[-1].carried_to.select_related("meeting").first():
        items.append(following)
    adopted = Decision.objects.filter(
        item__in=items, series=Series.OPEN, state=Decision.State.ADOPTED
    )
    given = Action.objects.filter(item__in=items, series=Series.OPEN)
    return Place(
        meeting=items[-1].meeting.reference,
        meeting_id=str(items[-1].meeting_id),
        decisions=tuple(row.number for row in adopted),
        actions=tuple((str(row.pk), row.reference) for row in given),
    )
