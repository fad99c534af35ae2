"""Approved minutes become public: the meeting, its decisions and promises, the public version."""

import datetime
from typing import Any

from django.utils.timezone import localdate

from council import audit
from council.access import may_keep_meetings, reader
from council.actions.publish_facts import publish_action, publish_meeting, put, texts_of
from council.actions.release_notice import corrections_of, put_notice, told_decisions
from council.actions.settle_minutes import in_state
from council.minutes_content import actions_of, record_of
from council.minutes_versions import Minutes, public_version
from council.models import Addendum, DecisionNotice, Meeting, PublishedFact, Series, User
from council.people import demand

_State = Meeting.State


def publish_minutes(
    *, meeting: Meeting, next_meeting: Meeting | None, by: User, at: datetime.datetime
) -> int:
    """Publishes; again, after an addendum, too. How many corrections of the notice there are.

    Raises NotAllowed or WrongState.
    """
    demand(may_keep_meetings(reader(by, on=localdate(at))))
    held = in_state(meeting, _State.APPROVED, _State.PUBLISHED)
    minutes = public_version(record_of(held))
    publish_meeting(meeting=held, next_meeting=next_meeting, at=at)
    for action in actions_of(held).filter(series=Series.OPEN):
        publish_action(action=action, at=at)
    _put_minutes(held, minutes, at)
    corrections = _correct_notice(held, minutes, at)
    audit.record(verb="minutes.published", object_key=held.source_key, at=at)
    return corrections


def _correct_notice(meeting: Meeting, minutes: Minutes, at: datetime.datetime) -> int:
    notice = DecisionNotice.objects.filter(meeting=meeting, approved_at__isnull=False).first()
    if notice is None:
        return 0
    corrections = corrections_of(notice.decisions, told_decisions(minutes))
    put_notice(notice, corrections=corrections, at=at)
    return len(corrections)


def _put_minutes(meeting: Meeting, minutes: Minutes, at: datetime.datetime) -> None:
    addenda = [row for row in meeting.addenda.order_by("serial") if row.open_text]
    key = f"minutes:{meeting.reference}"
    put(
        key=key,
        kind=PublishedFact.Kind.MINUTES,
        on_date=localdate(meeting.starts_at),
        facts=_facts(minutes, addenda),
        texts=texts_of(key, _words(minutes, addenda)),
        at=at,
    )


def _facts(minutes: Minutes, addenda: list[Addendum]) -> dict[str, Any]:
    return {
        "reference": minutes.reference,
        "kind": minutes.kind,
        "mode": minutes.mode,
        "starts_at": minutes.starts_at.isoformat(),
        "ended_at": minutes.ended_at.isoformat() if minutes.ended_at else None,
        "occupied": minutes.occupied,
        "voting_present": minutes.voting_present,
        "quorum_needed": minutes.needed,
        "quorum": minutes.quorum,
        "attendance": [
            {"institution": row.institution.code, "state": row.state} for row in minutes.attendance
        ],
        "items": [{"number": item.number, "state": item.state} for item in minutes.items],
        "decisions": [_decision(minutes, row) for row in minutes.decisions],
        "actions": [
            {
                "reference": row.reference,
                "institution": row.institution.code,
                "deadline": row.deadline.isoformat(),
            }
            for row in minutes.actions
        ],
        # Counted among those that are public.
        "addenda": [localdate(row.at).isoformat() for row in addenda],
    }


def _decision(minutes: Minutes, row: Any) -> dict[str, Any]:
    vote = row.vote
    items = {item.key: item.number for item in minutes.items}
    return {
        "number": row.number,
        "kind": row.kind,
        "institution": row.institution.code,
        "deadline": row.deadline.isoformat() if row.deadline else None,
        "item": items.get(row.item),
        "vote": {
            "method": vote.method,
            "in_favour": vote.in_favour,
            "against": vote.against,
            "abstained": vote.abstained,
            "quorum": vote.quorum,
        }
        if vote
        else None,
    }


def _words(minutes: Minutes, addenda: list[Addendum]) -> dict[str, str]:
    words = {"text": minutes.open_text, "place": minutes.place, "chair": minutes.chair}
    for item in minutes.items:
        words |= {
            f"item:{item.number}:title": item.open_title,
            f"item:{item.number}:text": item.open_text,
            f"item:{item.number}:minutes": item.open_minutes,
        }
    words |= {f"decision:{row.number}": row.open_text for row in minutes.decisions}
    words |= {f"action:{row.reference}": row.open_text for row in minutes.actions}
    words |= {f"addendum:{n}": row.open_text for n, row in enumerate(addenda)}
    return words
