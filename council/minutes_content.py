"""The minutes of a meeting as one record: everything, open and closed, in canonical form.

Pages, papers and what is published are versions of this one record (`minutes_versions`).
"""

import datetime
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from council import quorum
from council.models import (
    Action,
    Agency,
    AgendaItem,
    Appointment,
    Attendance,
    Decision,
    LockedMinutes,
    Meeting,
    Rule,
    Seat,
    Vote,
)
from council.people import holders_on

Record = dict[str, Any]

# To the last key: two rows that tie would give another checksum with the next query.
_NUMBERED = ("series", "year", "serial", "item__order", "pk")


def record_of(meeting: Meeting) -> Record:
    """As it was approved; before that, as it stands. The same number of queries for any length."""
    locked = LockedMinutes.objects.filter(meeting=meeting).first()
    return dict(json.loads(locked.content)) if locked else gathered(meeting)


def canonical(record: Record) -> str:
    """The same record gives the same characters: keys sorted, no space that says nothing."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def checksum(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def actions_of(meeting: Meeting) -> Any:
    """What was promised in a meeting, at an item or with a decision."""
    given = Action.objects.filter(Q(item__meeting=meeting) | Q(decision__meeting=meeting))
    return given.select_related("institution", "item", "decision__item")


def gathered(meeting: Meeting) -> Record:
    """The record of the rows as they stand."""
    rows = meeting.attendance.select_related("seat__agency", "appointment__person")
    attendance = list(rows.order_by("seat__order", "seat__code"))
    items = meeting.items.select_related("presenter", "minutes")
    items = items.prefetch_related("changes__seat", "recusals__seat")
    decisions = meeting.decisions.select_related("institution", "item", "vote__rule")
    decisions = decisions.prefetch_related("vote__by_name__seat")
    return {
        "form": 1,
        "meeting": {
            "reference": meeting.reference,
            "kind": meeting.kind,
            "mode": meeting.mode,
            "place": meeting.place,
            "starts_at": _moment(meeting.starts_at),
            "opened_at": _moment(meeting.opened_at),
            "ended_at": _moment(meeting.ended_at),
            "open_text": meeting.open_text,
            "closed_text": meeting.closed_text,
        },
        "chair": _chair(meeting.chair),
        "quorum": _quorum(meeting, attendance),
        "attendance": [_attendance(row) for row in attendance],
        # What is closed as a whole comes last, so that a number means the same to every reader.
        "items": [_item(row) for row in sorted(items, key=lambda row: row.open_title == "")],
        "decisions": [_decision(row) for row in decisions.order_by(*_NUMBERED)],
        "actions": [_action(row) for row in actions_of(meeting).order_by(*_NUMBERED)],
    }


def _chair(appointment: Appointment | None) -> Record | None:
    if appointment is None:
        return None
    return {
        "appointment": appointment.pk,
        "post": appointment.person.title,
        "seat": _seat(appointment.seat) if appointment.seat else None,
        "institution": _agency(appointment.agency),
    }


def _quorum(meeting: Meeting, attendance: Iterable[Attendance]) -> Record | None:
    """Of the opening of the meeting, under the rules of its day."""
    day = localdate(meeting.starts_at)
    try:
        rule = Rule.on(day)
    except Rule.DoesNotExist:
        return None
    held = set(holders_on(day).values_list("seat_id", flat=True))
    states = (
        quorum.SeatState(row.seat_id, row.seat.voting, row.seat_id in held, row.state)
        for row in attendance
    )
    standing = quorum.quorum(rule, states)
    return {
        "occupied": standing.occupied,
        "present": standing.present,
        "needed": standing.needed,
        "reached": standing.reached,
        "rule": _rule(rule),
    }


def _attendance(row: Attendance) -> Record:
    return {
        "seat": _seat(row.seat),
        "institution": _agency(row.seat.agency),
        "voting": row.seat.voting,
        "state": row.state,
        "appointment": row.appointment_id,
        "post": row.appointment.person.title if row.appointment else "",
    }


def _item(row: AgendaItem) -> Record:
    minutes = getattr(row, "minutes", None)
    return {
        "key": str(row.key),
        "state": row.state,
        "marking": row.marking,
        "is_closed": row.is_closed,
        "presenter": _seat(row.presenter) if row.presenter else None,
        "open_title": row.open_title,
        "closed_title": row.closed_title,
        "open_text": row.open_text,
        "closed_text": row.closed_text,
        "open_minutes": minutes.open_text if minutes else "",
        "closed_minutes": minutes.closed_text if minutes else "",
        "changes": _by_seat({"seat": _seat(c.seat), "state": c.state} for c in row.changes.all()),
        "recusals": _by_seat(
            {"seat": _seat(r.seat), "reason": r.reason} for r in row.recusals.all()
        ),
    }


def _decision(row: Decision) -> Record:
    return {
        "id": str(row.pk),
        "number": row.number,
        "series": row.series,
        "state": row.state,
        "kind": row.kind,
        "item": str(row.item.key) if row.item else None,
        "institution": _agency(row.institution),
        "deadline": _day(row.due_date),
        "legal_basis": row.legal_basis,
        "open_text": row.open_text,
        "closed_text": row.closed_text,
        "vote": _vote(vote) if (vote := getattr(row, "vote", None)) else None,
    }


def _vote(row: Vote) -> Record:
    return {
        "method": row.method,
        "rule": _rule(row.rule),
        "occupied": row.occupied,
        "voters": row.voters,
        "in_favour": row.in_favour,
        "against": row.against,
        "abstained": row.abstained,
        "quorum": row.quorum,
        "no_quorum_reason": row.no_quorum_reason,
        "taken_at": _moment(row.taken_at),
        "by_name": _by_seat({"seat": _seat(v.seat), "choice": v.choice} for v in row.by_name.all()),
    }


def _action(row: Action) -> Record:
    """As it was given: what became of it since is told by the register."""
    item = row.item or (row.decision.item if row.decision else None)
    return {
        "id": str(row.pk),
        "reference": row.reference,
        "series": row.series,
        "item": str(item.key) if item else None,
        "decision": row.decision.number if row.decision else "",
        "institution": _agency(row.institution),
        "given": _day(row.given_date),
        "deadline": _day(row.due_date),
        "open_text": row.open_text,
        "closed_text": row.closed_text,
    }


def _rule(rule: Rule) -> Record:
    return {
        "from_date": _day(rule.from_date),
        "quorum_percent": rule.quorum_percent,
        "majority_percent": rule.majority_percent,
        "majority_base": rule.majority_base,
    }


def _seat(seat: Seat) -> Record:
    return {"code": seat.code, "name": seat.name_sq}


def _agency(agency: Agency) -> Record:
    return {"code": agency.code, "name": agency.name_sq}


def _by_seat(rows: Iterable[Record]) -> list[Record]:
    return sorted(rows, key=lambda row: str(row["seat"]["code"]))


def _moment(at: datetime.datetime | None) -> str | None:
    return at.astimezone(datetime.UTC).isoformat() if at else None


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
