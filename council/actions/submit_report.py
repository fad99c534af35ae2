"""A situation is sent: whole, answered for, and to somebody who can read it."""

import calendar
import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from django.utils.timezone import localdate

from council import access, audit, notices, sealing
from council.access import Reader
from council.actions.file_report import FILING, LIMITS, held, reword
from council.models import Category, Notice, Report, User
from council.people import acting_as, demand
from council.recipients import who_triages
from languages import personal


class Unfinished(Exception):
    """It has no title, or nothing that was observed."""


class NobodyReads(Exception):
    """With this marking nobody could open it: its institution has no cleared person."""


class Passage(NamedTuple):
    field: str
    kind: personal.Kind
    words: str


class Identifying(Exception):
    """What was found is answered neither by other words nor by a tick."""

    def __init__(self, passages: Collection[Passage]) -> None:
        super().__init__(len(passages))
        self.passages = passages


def submit_report(
    *, report: Report, ticks: Collection[str], by: User, at: datetime.datetime
) -> Report:
    """`ticks`: `nobody` (no passage tells of a person), `harmed` (a community is named as harmed).

    Raises NotAllowed, Unfinished, Identifying, NobodyReads or CannotBeOpened.
    """
    today = localdate(at)
    report = held(report)
    demand(access.may_edit(access.reader(by, on=today), report))
    words = sealing.envelope_of(report).words(report)
    if not (words["title"].strip() and words["observed"].strip()):
        raise Unfinished
    if unanswered := [one for one in passages(words) if tick_for(one.kind) not in ticks]:
        raise Identifying(unanswered)
    told = access.readership(agency=report.agency_id, marking=report.marking, handed=(), on=today)
    if not told.before:
        raise NobodyReads
    report.state, report.submitted_at, report.edited_at = Report.State.SUBMITTED, at, at
    report.kept_until = kept_until(report.category, report.to_date)
    reword(report, {"returned": ""})
    # The coordinator who types for an institution may lose sight of it here.
    with acting_as(FILING):
        report.save()
    audit.record(verb="report.submitted", object_key=report.source_key, at=at)
    _tell_of(report, by, told.before, at)
    return report


def passages(words: Mapping[str, str]) -> list[Passage]:
    """What looks personal in the words that are written before sending."""
    return [
        Passage(field, one.kind, words[field][one.start : one.end])
        for field in LIMITS
        for one in personal.find(words.get(field, ""))
    ]


def tick_for(kind: personal.Kind) -> str:
    return "harmed" if kind == personal.Kind.COMMUNITY else "nobody"


def kept_until(category: Category, last_day: datetime.date) -> datetime.date:
    """The day from which a report may be destroyed, that many months after its last day."""
    months = last_day.month - 1 + category.months_kept
    year, month = last_day.year + months // 12, months % 12 + 1
    return last_day.replace(
        year=year, month=month, day=min(last_day.day, calendar.monthrange(year, month)[1])
    )


def _tell_of(report: Report, by: User, readers: Iterable[Reader], at: datetime.datetime) -> None:
    for person in who_triages(report, readers):
        if person != by:
            notices.tell(
                person=person, kind=Notice.Kind.REPORT_TO_TRIAGE, about=str(report.pk), at=at
            )
