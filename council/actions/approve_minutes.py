"""Approving minutes: the very words that were read are locked; afterwards they are only added to."""

import datetime

from django.db import connection
from django.utils.timezone import localdate

from council import audit
from council.access import Reader, may_approve_minutes, may_keep_meetings, reader
from council.actions.documents import keep_document
from council.actions.settle_minutes import WrongState, in_state
from council.minutes_content import canonical, checksum, gathered
from council.models import (
    Addendum,
    Delegation,
    Document,
    LockedMinutes,
    Meeting,
    MinutesCorrection,
    User,
)
from council.people import Role, demand
from press.files import CleanFile

_State = Meeting.State
WRITTEN = (
    "council_agendaitem",
    "council_attendance",
    "council_attendancechange",
    "council_recusal",
    "council_itemminutes",
    "council_decision",
    "council_vote",
    "council_namedvote",
    "council_action",
)
"""Tables that minutes are made of."""


class ContentChanged(Exception):
    """The minutes are not those that were read."""


class CorrectionsOpen(Exception):
    """Somebody waits for an answer to a correction."""


def approve_minutes(
    *, meeting: Meeting, sha256: str, by: User, at: datetime.datetime
) -> LockedMinutes:
    """Locks the minutes whose checksum was read.

    Raises NotAllowed, WrongState, CorrectionsOpen or ContentChanged.
    """
    who = reader(by, on=localdate(at))
    demand(may_approve_minutes(who, meeting))
    # Whoever is writing finishes first; whoever comes later meets the lock.
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(WRITTEN)} IN SHARE ROW EXCLUSIVE MODE")
    held = in_state(meeting, _State.CIRCULATED)
    demand(may_approve_minutes(who, held))
    if held.corrections.filter(state=MinutesCorrection.State.ASKED).exists():
        raise CorrectionsOpen
    content = canonical(gathered(held))
    if checksum(content) != sha256:
        raise ContentChanged
    locked = LockedMinutes.objects.create(
        meeting=held,
        content=content,
        sha256=sha256,
        approved_by=by,
        delegation=delegation_of(who),
        approved_at=at,
    )
    held.state = _State.APPROVED
    held.save(update_fields=["state", "edited_at"])
    audit.record(verb="minutes.locked", object_key=f"{held.source_key}:{sha256}", at=at)
    return locked


def delegation_of(who: Reader) -> Delegation | None:
    """By which somebody approves who is not the chair."""
    return None if Role.CHAIR in who.roles else who.delegations[0]


def add_addendum(
    *, meeting: Meeting, open_text: str, closed_text: str, by: User, at: datetime.datetime
) -> Addendum:
    """Raises NotAllowed or WrongState."""
    demand(may_keep_meetings(reader(by, on=localdate(at))))
    held = in_state(meeting, _State.APPROVED, _State.PUBLISHED)
    locked = LockedMinutes.objects.filter(meeting=held).first()
    if locked is None:
        raise WrongState(held.state)
    addendum = Addendum(
        meeting=held,
        serial=held.addenda.count() + 1,
        open_text=open_text.strip(),
        closed_text=closed_text.strip(),
        by=by,
        at=at,
    )
    addendum.sha256 = addendum_checksum(addendum, locked.sha256)
    addendum.save(force_insert=True)
    key = f"{held.source_key}:{addendum.serial}:{addendum.sha256}"
    audit.record(verb="minutes.added_to", object_key=key, at=at)
    return addendum


def addendum_checksum(addendum: Addendum, minutes: str) -> str:
    """Of its words, its number, its author and its hour, bound to the checksum of the minutes."""
    return checksum(
        canonical(
            {
                "minutes": minutes,
                "serial": addendum.serial,
                "open_text": addendum.open_text,
                "closed_text": addendum.closed_text,
                "by": str(addendum.by_id),
                "at": addendum.at.astimezone(datetime.UTC).isoformat(),
            }
        )
    )


def keep_signed_copy(
    *, meeting: Meeting, file: CleanFile, by: User, at: datetime.datetime
) -> Document:
    """The scan of the signed and sealed minutes. Raises NotAllowed or WrongState."""
    demand(may_keep_meetings(reader(by, on=localdate(at))))
    held = in_state(meeting, _State.APPROVED, _State.PUBLISHED)
    return keep_document(
        file=file,
        title=f"Procesverbali {held.reference}, i nënshkruar",
        kind=Document.Kind.SIGNED_MINUTES,
        meeting=held,
        closed=True,
        by=by,
        at=at,
    )
