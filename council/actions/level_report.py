"""A threat grows, or passes: the level of a situation that was sent, changed with a reason."""

import datetime

from django.utils.timezone import localdate

from council import access, audit, notices
from council.actions.add_note import add_note
from council.actions.file_report import held
from council.actions.follow_report import circle_of
from council.models import Notice, Report, User
from council.people import demand


class NoSuchLevel(Exception):
    """There are three; what is immediate is told by telephone."""


class SameLevel(Exception):
    """It has this level already."""


class NoReason(Exception):
    """Whoever reads it must know what has changed."""


def change_level(
    *, report: Report, level: str, reason: str, by: User, at: datetime.datetime
) -> Report:
    """The reason is kept as a note, marked like the situation. Whoever reads it is told where it
    is now high.

    Raises NotAllowed, NoSuchLevel, SameLevel, NoReason or CannotBeOpened.
    """
    who = access.reader(by, on=localdate(at))
    report = held(report)
    demand(access.may_level(who, report))
    if level not in Report.Level.values:
        raise NoSuchLevel
    if level == report.level:
        raise SameLevel
    if not reason.strip():
        raise NoReason
    add_note(report=report, text=reason, marking=report.marking, by=who, at=at)
    report.level = level
    report.save(update_fields=["level"])
    audit.record(verb=f"report.level_{level}", object_key=report.source_key, at=at)
    if level == Report.Level.HIGH:
        _tell(report, by, at)
    return report


def _tell(report: Report, by: User, at: datetime.datetime) -> None:
    handed = circle_of(report) - {report.agency_id}
    for one in access.readers_now(report, handed=handed, on=localdate(at)):
        if one.user != by:
            notices.tell(
                person=one.user, kind=Notice.Kind.LEVEL_RAISED, about=str(report.pk), at=at
            )
