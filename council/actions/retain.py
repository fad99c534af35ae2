"""Reports whose time is over: destroyed by two persons together; kept as long as a hold stands.

Whoever keeps retention acts on reports that they may not read, so the rows are touched in the name
of the system, after the rule was asked; who did it stands in the audit trail.
"""

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.timezone import localdate

from council import audit
from council.access.meetings import reader
from council.access.reports import may_keep_retention
from council.access.retention import RETENTION, is_due, month_of, standing_purges
from council.actions.destroy_report import destroy_report
from council.models import Destruction, LegalHold, Purge, Report, User
from council.people import System, acting_as, demand

PURGE = System("purge")


class NoSuchReport(Exception):
    """No report that was sent has this reference or id."""


class AlreadyHeld(Exception):
    """A hold stands already."""


class NotReleased(Exception):
    """A hold is lifted on somebody's word, or it stands."""


class NothingChosen(Exception):
    """A purge is of one report at least."""


class NotDue(Exception):
    """One of the chosen is kept still, is held, or was chosen by somebody before."""


class IsOver(Exception):
    """The purge was confirmed or withdrawn."""


class TwoPersonsNeeded(Exception):
    """Who asked for a purge does not confirm it."""


@dataclass(frozen=True)
class Outcome:
    destroyed: int
    left_out: int
    """Because a hold was placed, or their time was prolonged, after they were chosen."""


def place_hold(
    *,
    authority: str,
    by: User,
    at: datetime.datetime,
    report: uuid.UUID | None = None,
    reference: str = "",
) -> LegalHold:
    """By the report's id or its reference. `authority`: who demands it, and the paper's number.

    Raises NotAllowed, NoSuchReport or AlreadyHeld.
    """
    demand(may_keep_retention(reader(by, on=localdate(at))))
    with acting_as(RETENTION):
        sent = Report.objects.exclude(state=Report.State.DRAFT).select_for_update()
        wanted = sent.filter(pk=report) if report else sent.filter(reference=reference)
        found = wanted.first()
        if found is None:
            raise NoSuchReport
        if found.holds.filter(lifted_at__isnull=True).exists():
            raise AlreadyHeld
        made = LegalHold.objects.create(
            report=found, authority=authority, placed_by=by, placed_at=at
        )
    audit.record(verb="hold.placed", object_key=found.source_key, at=at)
    return made


def lift_hold(*, hold: uuid.UUID, released: str, by: User, at: datetime.datetime) -> None:
    """`released`: who says that it may go, and the paper's number.

    Raises NotAllowed, NotReleased, or LegalHold.DoesNotExist where none of this id stands.
    """
    demand(may_keep_retention(reader(by, on=localdate(at))))
    if not released.strip():
        raise NotReleased
    with acting_as(RETENTION):
        standing = LegalHold.objects.select_for_update().filter(lifted_at__isnull=True)
        found = standing.get(pk=hold)
        found.lifted_by, found.lifted_at, found.released = by, at, released.strip()
        found.save(update_fields=["lifted_by", "lifted_at", "released"])
        key = found.report.source_key
    audit.record(verb="hold.lifted", object_key=key, at=at)


def ask_purge(*, reports: Collection[uuid.UUID], by: User, at: datetime.datetime) -> Purge:
    """Raises NotAllowed, NothingChosen or NotDue; then nothing is asked for."""
    demand(may_keep_retention(reader(by, on=localdate(at))))
    chosen = set(reports)
    if not chosen:
        raise NothingChosen
    with acting_as(RETENTION):
        rows = Report.objects.filter(is_due(localdate(at)), pk__in=chosen).select_for_update()
        found = list(rows.defer("words_sealed"))
        if len(found) != len(chosen) or standing_purges().filter(reports__in=found).exists():
            raise NotDue
        made = Purge.objects.create(asked_by=by, asked_at=at)
        made.reports.set(found)
    audit.record(verb="purge.asked", object_key=_key(made), at=at)
    return made


def withdraw_purge(*, purge: Purge, by: User, at: datetime.datetime) -> None:
    """By either of the two. Raises NotAllowed or IsOver."""
    demand(may_keep_retention(reader(by, on=localdate(at))))
    if not standing_purges().filter(pk=purge.pk).update(withdrawn_at=at):
        raise IsOver
    audit.record(verb="purge.withdrawn", object_key=_key(purge), at=at)


def confirm_purge(*, purge: Purge, by: User, at: datetime.datetime) -> Outcome:
    """Destroys what is due still. Raises NotAllowed, IsOver or TwoPersonsNeeded."""
    demand(may_keep_retention(reader(by, on=localdate(at))))
    standing = standing_purges().select_for_update().filter(pk=purge.pk).first()
    if standing is None:
        raise IsOver
    if standing.asked_by_id == by.pk:
        raise TwoPersonsNeeded
    standing.confirmed_by, standing.confirmed_at = by, at
    standing.save(update_fields=["confirmed_by", "confirmed_at"])
    audit.record(verb="purge.confirmed", object_key=_key(standing), at=at)
    with acting_as(PURGE):
        # Locked first and asked then: a hold takes the same lock, so none comes in between.
        chosen = list(standing.reports.select_for_update(of=("self",)).order_by("pk"))
        going = standing.reports.filter(is_due(localdate(at))).defer("words_sealed")
        rows = list(going.order_by("pk"))
        for row in rows:
            _destroy(row, standing, at)
    return Outcome(destroyed=len(rows), left_out=len(chosen) - len(rows))


def _destroy(report: Report, purge: Purge, at: datetime.datetime) -> None:
    """What is left of it is written down, and the rest goes."""
    key = report.source_key
    Destruction.objects.create(
        purge=purge,
        reference=report.reference,
        agency=report.agency,
        category=report.category,
        level=report.level,
        month=month_of(report),
        destroyed_at=at,
    )
    destroy_report(report)
    audit.record(verb="report.destroyed", object_key=key, at=at)


def _key(purge: Purge) -> str:
    return f"purge:{purge.pk}"
