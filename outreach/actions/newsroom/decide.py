"""A manuscript goes to a second person, comes back, or is approved as it was read."""

import datetime

from django.utils.timezone import localdate

from council.people import User, demand
from outreach.access import may_approve_news, may_write_news
from outreach.actions.newsroom.changing import State, held, record
from outreach.models import Manuscript
from outreach.newsroom.content import digest_of
from outreach.newsroom.faults import Fault, faults_of


class NotReady(Exception):
    """It cannot go on; `faults` say why, each in the reader's language."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class WrongState(Exception):
    """It does not stand where that could be done: somebody was quicker."""


class Changed(Exception):
    """It no longer says what was shown."""


class NoNote(Exception):
    """What should be changed was not said."""


def submit(*, manuscript: Manuscript, by: User, at: datetime.datetime) -> None:
    """Asks a second person. Raises NotAllowed, WrongState or NotReady."""
    demand(may_write_news(by, on=localdate(at)))
    row = held(manuscript)
    if row.state != State.DRAFT:
        raise WrongState
    if faults := faults_of(row, at=at):
        raise NotReady(faults)
    row.state, row.submitted_by, row.submitted_at = State.SUBMITTED, by, at
    row.returned_note = row.held_reason = ""
    row.save()
    record("submitted", row, at)


def give_back(*, manuscript: Manuscript, note: str, by: User, at: datetime.datetime) -> None:
    """Not yet: what is to be changed. Raises NotAllowed, WrongState or NoNote."""
    row = held(manuscript)
    demand(may_approve_news(by, row, on=localdate(at)))
    if row.state != State.SUBMITTED:
        raise WrongState
    if not note.strip():
        raise NoNote
    row.state, row.returned_note = State.DRAFT, note.strip()[:1_000]
    row.submitted_by = row.submitted_at = None
    row.save()
    record("returned", row, at)


def approve(*, manuscript: Manuscript, digest: str, by: User, at: datetime.datetime) -> None:
    """A second person approves what they have read: `digest` is that of the page that showed it.

    Raises NotAllowed, WrongState, Changed or NotReady.
    """
    row = held(manuscript)
    demand(may_approve_news(by, row, on=localdate(at)))
    if row.state != State.SUBMITTED:
        raise WrongState
    if digest_of(row) != digest:
        raise Changed
    if faults := faults_of(row, at=at):
        raise NotReady(faults)
    row.state, row.approved_by, row.approved_at = State.APPROVED, by, at
    row.approved_digest = digest
    row.save()
    record("approved", row, at)
