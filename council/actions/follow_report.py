"""Agenda items about a report follow it: never marked lower, never shared wider.

Call it whenever a report's marking, shares or referrals have changed.
"""

import datetime
import uuid
from dataclasses import dataclass

from council import audit
from council.access.reports import STRICTNESS
from council.models import AgendaItem, Marking, Meeting, Report
from council.people import System, acting_as

_LOCKED = (Meeting.State.APPROVED, Meeting.State.PUBLISHED)


@dataclass(frozen=True)
class Source:
    """What an item about a report takes from it."""

    marking: str
    """The lowest that it may have."""
    circle: frozenset[int]
    """Ids of the institutions that it is shared with."""


def source_of(item: AgendaItem) -> Source | None:
    """None where it is about no report. Looks wider than who acts: whoever keeps the agenda may
    not read the report, and learns nothing of it but this."""
    if item.report_id is None:
        return None
    with acting_as(System("agenda")):
        report = Report.objects.get(pk=item.report_id)
        return Source(lowest_for(report), circle_of(report))


def align(item: AgendaItem) -> None:
    """An item that was just made as a copy takes what its report says now."""
    with acting_as(System("agenda")):
        if item.report_id is not None:
            _follow(item, Report.objects.get(pk=item.report_id))


def follow_report(*, report_id: uuid.UUID, at: datetime.datetime) -> None:
    """Items of meetings whose minutes are approved stay as they were approved.

    Looks wider than who acts: the change may have taken away their own right to see the report.
    """
    with acting_as(System("agenda")):
        items = AgendaItem.objects.filter(report_id=report_id).exclude(meeting__state__in=_LOCKED)
        for item in items.select_related("report", "meeting"):
            if item.report is not None and _follow(item, item.report):
                audit.record(verb="item.follows_report", object_key=f"item:{item.key}", at=at)


def circle_of(report: Report) -> frozenset[int]:
    """Ids of the institutions that read it by its marking, shares and open referrals."""
    if report.marking == Marking.AMBER_STRICT:
        return frozenset({report.agency_id})
    shares = report.shares.filter(ended_at__isnull=True).values_list("agency_id", flat=True)
    sent = report.referrals.filter(ended_at__isnull=True).values_list("agency_id", flat=True)
    return frozenset({report.agency_id, *shares, *sent})


def stricter(*markings: str) -> str:
    """What is derived from several sources carries the highest of their markings."""
    return STRICTNESS[max(STRICTNESS.index(Marking(marking)) for marking in markings)]


def lowest_for(report: Report) -> str:
    """The lowest marking of an item about it: its closed title is never public."""
    return stricter(Marking.GREEN, report.marking)


def _follow(item: AgendaItem, report: Report) -> bool:
    """Whether anything changed. Before a meeting is opened its items are shared anew; afterwards
    with nobody who was not in the room."""
    circle = circle_of(report)
    shared = frozenset(item.shared_with.values_list("pk", flat=True))
    wanted = circle if item.meeting.opened_at is None else circle & shared
    marking = stricter(item.marking, lowest_for(report))
    if (marking, wanted) == (item.marking, shared):
        return False
    if marking != item.marking:
        item.marking = marking
        item.save(update_fields=["marking"])
    item.shared_with.set(wanted)
    return True
