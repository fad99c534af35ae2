"""Adding to a report: what holds for each addition, and notes."""

import datetime

from django.utils.translation import gettext as _

from council import access, audit, sealing
from council.access import Reader
from council.models import Report, ReportNote
from council.people import NotAllowed, demand


class NotSoMarked(Exception):
    """Wider than its report, which may have become stricter; or so that they could not read it."""


def add_note(
    *, report: Report, text: str, marking: str, by: Reader, at: datetime.datetime
) -> ReportNote:
    """Raises NotAllowed, NotSoMarked, CannotBeOpened."""
    found = adding_to(report, marking=marking, by=by)
    note = ReportNote(
        report=found,
        agency=access.speaks_for(by, found),
        marking=marking,
        author=by.user,
        written_at=at,
    )
    sealing.envelope_of(found).seal(note, {"text": text})
    note.save()
    audit.record(verb="report.note_added", object_key=found.source_key, at=at)
    return note


def adding_to(report: Report, *, by: Reader, marking: str | None = None) -> Report:
    """The report as it stands, held until the end. Raises NotAllowed, NotSoMarked."""
    found = access.visible_reports(by).select_for_update().filter(pk=report.pk).first()
    if found is None:
        raise NotAllowed(_("You do not read this situation any more."))
    demand(access.may_add(by, found))
    if marking is not None and marking not in access.markings_for(by, found):
        raise NotSoMarked
    return found
