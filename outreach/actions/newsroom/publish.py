"""What was approved becomes public: at once, or at an hour that a tick watches."""

import datetime
import uuid

from django.utils.timezone import localdate
from django.utils.translation import gettext_noop

from council.people import System, User, acting_as, demand
from outreach.access import may_write_news
from outreach.actions.newsroom import letters, records
from outreach.actions.newsroom.changing import State, held, record
from outreach.actions.newsroom.decide import NotReady, WrongState
from outreach.models import Manuscript
from outreach.newsroom.content import digest_of
from outreach.newsroom.faults import Fault, faults_of, kept

RELEASER = System("newsroom")
GRACE = datetime.timedelta(hours=6)
"""After its hour; later than that a person decides."""
VOID = gettext_noop("It was changed after it was approved: approve it again.")
TOO_LATE = gettext_noop("Its hour has passed by more than six hours: choose another one.")


class TooSoon(Exception):
    """The hour has passed."""


def publish(*, manuscript: Manuscript, by: User, at: datetime.datetime) -> None:
    """Raises NotAllowed, WrongState or NotReady."""
    demand(may_write_news(by, on=localdate(at)))
    row = held(manuscript)
    if row.state not in (State.APPROVED, State.SCHEDULED):
        raise WrongState
    if faults := _against(row, at):
        raise NotReady(faults)
    _publish(row, at)


def schedule(
    *, manuscript: Manuscript, due_at: datetime.datetime, by: User, at: datetime.datetime
) -> None:
    """Raises NotAllowed, WrongState, TooSoon or NotReady: whatever keeps it back at that hour, as
    far as it is known today."""
    demand(may_write_news(by, on=localdate(at)))
    row = held(manuscript)
    if row.state not in (State.APPROVED, State.SCHEDULED):
        raise WrongState
    if due_at <= at:
        raise TooSoon
    if faults := _against(row, due_at):
        raise NotReady(faults)
    row.state, row.due_at, row.held_reason = State.SCHEDULED, due_at, ""
    row.save()
    record("scheduled", row, at)


def unschedule(*, manuscript: Manuscript, by: User, at: datetime.datetime) -> None:
    """It stays approved, and waits. Raises NotAllowed or WrongState."""
    demand(may_write_news(by, on=localdate(at)))
    row = held(manuscript)
    if row.state != State.SCHEDULED:
        raise WrongState
    row.state, row.due_at = State.APPROVED, None
    row.save()
    record("unscheduled", row, at)


def release_due(*, at: datetime.datetime) -> int:
    """Publishes what is due, checked again as if it were asked for now; what may not be published
    is held with the reason, and who wrote and approved it is told. How many went out. Safe to run
    twice and at the same time."""
    with acting_as(RELEASER):
        due = Manuscript.objects.filter(state=State.SCHEDULED, due_at__lte=at)
        found = list(due.values_list("pk", flat=True))
    released = 0
    for pk in found:
        with acting_as(RELEASER):
            released += _step(pk, at)
    return released


def _step(pk: uuid.UUID, at: datetime.datetime) -> bool:
    free = Manuscript.objects.select_for_update(skip_locked=True, of=("self",))
    row = free.filter(pk=pk, state=State.SCHEDULED, due_at__lte=at).first()
    if row is None:
        return False
    assert row.due_at
    late = [Fault(TOO_LATE)] if at > row.due_at + GRACE else []
    if faults := [*late, *_against(row, at)]:
        row.state, row.due_at = State.APPROVED, None
        row.held_reason = kept(faults)
        row.save()
        record("held", row, at)
        letters.tell_held(row, at=at)
        return False
    _publish(row, at)
    return True


def _against(row: Manuscript, at: datetime.datetime) -> list[Fault]:
    """Why what was approved may not be published at that moment."""
    if row.approved_by_id is None or digest_of(row) != row.approved_digest:
        return [Fault(VOID)]
    return faults_of(row, at=at)


def _publish(row: Manuscript, at: datetime.datetime) -> None:
    records.write(row, at=at)
    row.state, row.due_at, row.held_reason = State.PUBLISHED, None, ""
    row.published_at, row.withdrawn_at = row.published_at or at, None
    row.save()
    record("published", row, at)
