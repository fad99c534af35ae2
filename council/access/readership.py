"""Who reads a report, told before it is sent: the same rule as `access.reports`, from row to persons.

A test holds the two together.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from council.access.circle import everybody
from council.access.meetings import Reader
from council.access.reports import FOR_ALL_INFORMED, coordinates, keeps_record, triages_strict
from council.models import Marking, Report


@dataclass(frozen=True)
class Readership:
    """Posts, by who holds them."""

    before: tuple[Reader, ...]
    """From sending until it is accepted."""
    after: tuple[Reader, ...]
    """Once it is accepted."""
    never: tuple[Reader, ...]
    """At the table, and in neither."""


def readership(
    *, agency: int, marking: str, handed: Collection[int], on: datetime.date
) -> Readership:
    """`handed`: ids of the institutions that it is shared with or referred to. Two queries."""
    table = everybody(on=on)
    before = tuple(who for who in table if reads_sent(who, agency=agency, marking=marking))
    after = tuple(
        who for who in table if reads_accepted(who, agency=agency, marking=marking, handed=handed)
    )
    told = {who.user.pk for who in (*before, *after)}
    return Readership(before, after, tuple(who for who in table if who.user.pk not in told))


def readers_now(
    report: Report, *, handed: Collection[int], on: datetime.date
) -> tuple[Reader, ...]:
    """Who reads a report that is there."""
    if report.state == Report.State.DRAFT:
        return tuple(who for who in everybody(on=on) if _keeps_draft(who, report))
    told = readership(agency=report.agency_id, marking=report.marking, handed=handed, on=on)
    waits = report.state in (Report.State.SUBMITTED, Report.State.RETURNED)
    return told.before if waits else told.after


def without_liaison(*, on: datetime.date) -> frozenset[int]:
    """Ids of the institutions whose people write reports, and where nobody decides on those that
    they mark AMBER+STRICT. It says nothing of whether there is one. Two queries."""
    table = everybody(on=on)
    write = {agency for who in table for agency in who.informed}
    return frozenset(
        agency for agency in write if not any(triages_strict(who, agency) for who in table)
    )


def reads_sent(who: Reader, *, agency: int, marking: str) -> bool:
    return agency in who.informed or (coordinates(who) and marking != Marking.AMBER_STRICT)


def reads_accepted(who: Reader, *, agency: int, marking: str, handed: Collection[int]) -> bool:
    if reads_sent(who, agency=agency, marking=marking):
        return True
    if marking == Marking.AMBER_STRICT:
        return False
    if marking in FOR_ALL_INFORMED and (who.informed or keeps_record(who)):
        return True
    return not who.informed.isdisjoint(handed)


def _keeps_draft(who: Reader, report: Report) -> bool:
    if report.author_id != who.user.pk:
        return False
    return report.agency_id in who.informed or coordinates(who)
