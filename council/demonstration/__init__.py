"""Demonstration data of the council: accounts, seats, a year of meetings, promises, figures."""

from council.demonstration.accounts import account, confirm_clearances, fill_seats
from council.demonstration.figures import make_figures
from council.demonstration.many import fill_registers, fill_reports
from council.demonstration.meetings import (
    AgendaData,
    DecisionData,
    ItemData,
    MeetingData,
    PromiseData,
    hold_meeting,
    plan_meeting,
    record_from_sources,
    tells_of_meetings,
)

__all__ = [
    "AgendaData",
    "DecisionData",
    "ItemData",
    "MeetingData",
    "PromiseData",
    "account",
    "confirm_clearances",
    "fill_registers",
    "fill_reports",
    "fill_seats",
    "hold_meeting",
    "make_figures",
    "plan_meeting",
    "record_from_sources",
    "tells_of_meetings",
]
