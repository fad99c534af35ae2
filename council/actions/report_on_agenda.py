"""An accepted report is put before the council: a closed item that carries none of its words."""

import datetime

from council import audit
from council.access import Reader, may_put_on_agenda
from council.actions.agenda_copies import last_place
from council.actions.build_agenda import settle
from council.actions.clock import next_planned
from council.actions.follow_report import circle_of, lowest_for
from council.models import AgendaItem, Meeting, Report
from council.people import demand


class NoMeetingPlanned(Exception):
    """Its agenda would have to be one that is not sent out yet."""


class AlreadyOnAgenda(Exception):
    """The meeting has an item about it."""


def put_report_on_agenda(
    *, report: Report, meeting: Meeting | None, by: Reader, at: datetime.datetime
) -> AgendaItem:
    """On the agenda of a planned meeting; by default the next. Its readers are the report's.

    Raises NotAllowed, NoMeetingPlanned or AlreadyOnAgenda.
    """
    demand(may_put_on_agenda(by, report))
    found = _planned(meeting, at)
    if found is None:
        raise NoMeetingPlanned
    if found.items.filter(report=report).exists():
        raise AlreadyOnAgenda
    item = AgendaItem.objects.create(
        meeting=found,
        order=last_place(found) + 1,
        closed_title=f"Situatë {report.reference}",
        marking=lowest_for(report),
        report=report,
        proposal_key=report.source_key,
    )
    item.shared_with.set(circle_of(report))
    settle(found)
    found.save(update_fields=["edited_at"])
    audit.record(verb="report.put_on_agenda", object_key=report.source_key, at=at)
    audit.record(verb="agenda.item_added", object_key=f"agenda_item:{item.key}", at=at)
    return item


def _planned(meeting: Meeting | None, at: datetime.datetime) -> Meeting | None:
    if meeting is None:
        return next_planned(at)
    planned = Meeting.objects.filter(state=Meeting.State.PLANNED, starts_at__gt=at)
    return planned.select_for_update().filter(pk=meeting.pk).first()
