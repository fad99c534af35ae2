"""The agenda's door for other packages: what residents ask comes before the council."""

import datetime

from django.utils.text import Truncator
from django.utils.timezone import localdate

from council import audit
from council.access import may_propose, reader
from council.actions.agenda_copies import last_place
from council.actions.build_agenda import BUILDABLE, settle
from council.models import AgendaItem, Meeting
from council.people import User, demand

__all__ = ["NoMeetingPlanned", "propose"]


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
