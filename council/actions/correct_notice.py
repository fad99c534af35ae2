"""A public notice whose decisions have changed since: what no longer stands goes at once, the rest
is told as a public correction."""

import datetime
from typing import Any

from django.utils.timezone import localdate

from council import audit
from council.access import may_keep_meetings, reader
from council.actions.release_notice import (
    OPEN_FOR_NOTICE,
    corrections_of,
    public_copy,
    put_notice,
    told_decisions,
)
from council.actions.settle_minutes import in_state
from council.minutes_content import record_of
from council.minutes_versions import public_version
from council.models import DecisionNotice, Meeting, PublishedFact, User
from council.people import demand


class NothingToCorrect(Exception):
    """No notice is public, or it says what is on record."""


def is_outdated(meeting: Meeting) -> bool:
    """Whether its public notice, with its corrections, is not what the records say now."""
    notice = _public_notice(meeting)
    fact = PublishedFact.objects.filter(
        key=f"notice:{meeting.reference}", withdrawn_at__isnull=True
    ).first()
    if notice is None or fact is None or meeting.state not in OPEN_FOR_NOTICE:
        return False
    return (fact.facts, fact.texts) != public_copy(notice, _corrections(notice))


def correct_notice(*, meeting: Meeting, by: User, at: datetime.datetime) -> int:
    """Tells the public what has changed since the notice; how many corrections there are.

    Raises NotAllowed, WrongState or NothingToCorrect.
    """
    demand(may_keep_meetings(reader(by, on=localdate(at))))
    held = in_state(meeting, *OPEN_FOR_NOTICE)
    notice = _public_notice(held)
    if notice is None or not is_outdated(held):
        raise NothingToCorrect
    corrections = _corrections(notice)
    put_notice(notice, corrections=corrections, at=at)
    audit.record(verb="notice.corrected", object_key=held.source_key, at=at)
    return len(corrections)


def withdraw_from_notice(*, meeting: Meeting, at: datetime.datetime) -> bool:
    """Takes out of a public notice, at once, the decisions that no longer stand or are closed now.

    Whether there were any. What else has changed waits for `correct_notice`.
    """
    notice = _public_notice(meeting)
    if notice is None:
        return False
    gone = [row for row in _corrections(notice) if row["what"] == "missing"]
    public = PublishedFact.objects.filter(key=f"notice:{meeting.reference}").first()
    told = public.facts["corrections"] if public else []
    if all(row in told for row in gone):
        return False
    put_notice(notice, corrections=gone, at=at)
    audit.record(verb="notice.withdrawn_from", object_key=meeting.source_key, at=at)
    return True


def _public_notice(meeting: Meeting) -> DecisionNotice | None:
    found = DecisionNotice.objects.filter(meeting=meeting, approved_at__isnull=False).first()
    if found:
        found.meeting = meeting
    return found


def _corrections(notice: DecisionNotice) -> list[dict[str, Any]]:
    standing = told_decisions(public_version(record_of(notice.meeting)))
    return corrections_of(notice.decisions, standing)
