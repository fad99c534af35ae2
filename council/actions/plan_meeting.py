"""Planning a meeting: put down, changed, copied from the last one, or taken away again."""

import datetime
from collections.abc import Collection
from dataclasses import asdict, dataclass

from django.db import connection
from django.db.models import Max, QuerySet
from django.utils.timezone import localdate

from council import audit
from council.access import may_keep_meetings, reader
from council.access.meetings import HELD
from council.actions.agenda_copies import again, carried_over, put_before
from council.actions.build_agenda import AlreadyHeld, HasDecisions, is_buildable, settle
from council.actions.documents import remove_document
from council.models import Action, AgendaItem, Decision, Document, Meeting, Rule, User
from council.people import demand

FURTHEST = datetime.timedelta(days=2 * 366)


class InThePast(Exception):
    """A meeting is planned for a day that is still to come."""


class TooFarAhead(Exception):
    """More than two years ahead: a mistyped year."""


class AlreadyConvened(Exception):
    """It was told to people: it is cancelled, with a reason, and never taken away."""


class StaysInItsYear(Exception):
    """A convened meeting was told with the number of its year."""


@dataclass(frozen=True)
class Plan:
    kind: str
    mode: str
    starts_at: datetime.datetime
    minutes_planned: int
    place: str


def plan_meeting(*, plan: Plan, by: User, at: datetime.datetime) -> Meeting:
    """A meeting with the next number of its year. Raises NotAllowed, InThePast, TooFarAhead."""
    demand(may_keep_meetings(reader(by, on=localdate(at))))
    _demand_future(plan, at)
    year = localdate(plan.starts_at).year
    meeting = Meeting.objects.create(year=year, number=_next_number(year), **asdict(plan))
    audit.record(verb="meeting.planned", object_key=f"meeting:{meeting.pk}", at=at)
    return meeting


def copy_meeting(
    *,
    source: Meeting,
    plan: Plan,
    items: Collection[AgendaItem],
    actions: Collection[Action],
    by: User,
    at: datetime.datetime,
) -> Meeting:
    """A new meeting with these items of an earlier one, and these late promises, on its agenda.

    What was left unfinished is carried over with its texts; of the others only the frame returns.
    Raises as `plan_meeting`.
    """
    meeting = plan_meeting(plan=plan, by=by, at=at)
    left = set(unfinished(source).values_list("pk", flat=True))
    for item in sorted(items, key=lambda row: row.order):
        (carried_over if item.pk in left else again)(item, meeting)
    for action in actions:
        put_before(action, meeting)
    settle(meeting)
    audit.record(verb="meeting.copied", object_key=f"meeting:{source.pk}", at=at)
    return meeting


def edit_meeting(*, meeting: Meeting, plan: Plan, by: User, at: datetime.datetime) -> Meeting:
    """Raises NotAllowed, AlreadyHeld, InThePast, TooFarAhead, StaysInItsYear.

    What was convened keeps its number; who was invited is told by sending the change.
    """
    demand(may_keep_meetings(reader(by, on=localdate(at))))
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not is_buildable(locked):
        raise AlreadyHeld
    _demand_future(plan, at)
    year = localdate(plan.starts_at).year
    if year != locked.year:
        if locked.convened_at is not None:
            raise StaysInItsYear
        locked.year, locked.number = year, _next_number(year)
    for name, value in asdict(plan).items():
        setattr(locked, name, value)
    locked.save()
    audit.record(verb="meeting.edited", object_key=f"meeting:{meeting.pk}", at=at)
    return locked


def delete_meeting(*, meeting: Meeting, by: User, at: datetime.datetime) -> None:
    """Takes away a plan that nobody was told of, with its agenda and its documents.

    Raises NotAllowed, AlreadyConvened, HasDecisions.
    """
    demand(may_keep_meetings(reader(by, on=localdate(at))))
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if locked.state != Meeting.State.PLANNED or locked.convened_at is not None:
        raise AlreadyConvened
    if (
        Decision.objects.filter(meeting=locked).exists()
        or Action.objects.filter(item__meeting=locked).exists()
    ):
        raise HasDecisions
    documents = Document.objects.filter(meeting=locked)
    for document in documents.filter(removed_at__isnull=True):
        remove_document(document=document, at=at)
    documents.update(meeting=None, item=None)
    audit.record(verb="meeting.deleted", object_key=f"meeting:{meeting.pk}", at=at)
    locked.delete()


def last_meeting() -> Meeting | None:
    """The one to copy: the last that was held, or before any was, the last planned."""
    meetings = Meeting.objects.exclude(state=Meeting.State.CANCELLED)
    return meetings.filter(state__in=HELD).first() or meetings.first()


def unfinished(source: Meeting) -> QuerySet[AgendaItem]:
    """What a held meeting left open, unless another agenda has it already."""
    waiting = (AgendaItem.State.OPEN, AgendaItem.State.CARRIED)
    items = AgendaItem.objects.filter(meeting=source, meeting__state__in=HELD)
    return items.filter(state__in=waiting, carried_to__isnull=True)


def is_short_notice(meeting: Meeting, *, on: datetime.date) -> int:
    """The days that the rules ask for, where fewer are left before an ordinary meeting; else 0."""
    if meeting.kind != Meeting.Kind.ORDINARY or meeting.state != Meeting.State.PLANNED:
        return 0
    day = localdate(meeting.starts_at)
    asked = Rule.on(day).notice_days
    return asked if (day - on).days < asked else 0


def _demand_future(plan: Plan, at: datetime.datetime) -> None:
    if plan.starts_at <= at:
        raise InThePast
    if plan.starts_at > at + FURTHEST:
        raise TooFarAhead


def _next_number(year: int) -> int:
    """Two who plan at once wait for each other: the lock is let go with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('council.meeting.number'))")
    last = Meeting.objects.filter(year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
