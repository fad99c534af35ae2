"""Demonstration data of the council: accounts, seats, a year of meetings, promises, situations."""

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
from council.demonstration.situations import (
    NoteData,
    ReferralData,
    SituationData,
    count_one_month,
    make_situations,
    tells_of_situations,
)

__all__ = [
    "AgendaData",
    "DecisionData",
    "ItemData",
    "MeetingData",
    "NoteData",
    "PromiseData",
    "ReferralData",
    "SituationData",
    "account",
    "confirm_clearances",
    "count_one_month",
    "fill_registers",
    "fill_reports",
    "fill_seats",
    "hold_meeting",
    "make_figures",
    "make_situations",
    "plan_meeting",
    "record_from_sources",
    "tells_of_meetings",
    "tells_of_situations",
]
