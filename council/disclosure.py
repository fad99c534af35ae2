"""What of threat reports reaches a reader, as values: nobody else opens their words.

Give it rows of `access.visible_…(who)` only. What cannot be opened – a key is missing, a sealed text
was moved – says so and leaves an alert; nothing else breaks.
"""

import logging
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from council import access, audit, notices, sealing
from council.access import Reader
from council.models import Notice, Referral, Report, ReportFile, ReportNote, Sealed
from council.people import Role
from council.recipients import in_role
from council.sealing import CannotBeOpened, Envelope

logger = logging.getLogger(__name__)
PARTS = {
    Referral.Part.TITLE: "title",
    Referral.Part.OBSERVED: "observed",
    Referral.Part.PROTECTIVE: "protective",
}
OWN_WORDS = ("returned",)
"""Between its institution and whoever triages: nobody else reads why it was sent back."""


@dataclass(frozen=True)
class ReportForReader:
    """One report as a reader may know it."""

    row: Report
    """Its dates, codes and states."""
    whole: bool
    """Whether they read every part of it."""
    words: Mapping[str, str]
    """By `Report.WORDS`; "" for what they may not read, or is not there."""
    opens: bool
    """False: its words cannot be opened, and an alert was written."""


@dataclass(frozen=True)
class WordsOf:
    """Words of a note, a file or a referral; empty where they cannot be opened."""

    words: Mapping[str, str]
    opens: bool


def reports_for(who: Reader, reports: Iterable[Report]) -> tuple[ReportForReader, ...]:
    """Three queries, however many they are."""
    rows = tuple(reports)
    keys = [row.pk for row in rows]
    envelopes = sealing.envelopes_of(rows)
    whole = access.read_whole(who, rows)
    own = {row.pk for row in rows if row.agency_id in who.informed or access.coordinates(who)}
    parts = _parts(who, [key for key in keys if key not in whole])
    found = []
    for row in rows:
        words, opens = _open(row, row, envelopes.get(row.pk))
        if row.pk not in own:
            words = {name: "" if name in OWN_WORDS else text for name, text in words.items()}
        if row.pk not in whole:
            named = parts.get(row.pk, frozenset())
            words = {name: text if name in named else "" for name, text in words.items()}
        found.append(ReportForReader(row, row.pk in whole, words, opens))
    return tuple(found)


def report_for(who: Reader, report: Report) -> ReportForReader:
    return reports_for(who, [report])[0]


def words_of(
    records: Iterable[ReportNote | ReportFile | Referral],
) -> dict[uuid.UUID, WordsOf]:
    """By the record's id. Two queries."""
    rows = tuple(records)
    reports = {row.report_id: row.report for row in rows}
    envelopes = sealing.envelopes_of(reports.values())
    return {row.pk: WordsOf(*_open(row, row.report, envelopes.get(row.report_id))) for row in rows}


def _parts(who: Reader, reports: Collection[uuid.UUID]) -> dict[uuid.UUID, frozenset[str]]:
    """Of each report, the words that open referrals to somebody's institutions name."""
    found: dict[uuid.UUID, frozenset[str]] = {}
    rows = Referral.objects.filter(
        report__in=reports, agency__in=who.informed, ended_at__isnull=True
    )
    for report, parts in rows.values_list("report", "parts"):
        named = {PARTS[Referral.Part(part)] for part in parts if part in PARTS}
        found[report] = found.get(report, frozenset()) | named
    return found


def _open(record: Sealed, report: Report, envelope: Envelope | None) -> tuple[dict[str, str], bool]:
    try:
        if envelope is None:
            raise CannotBeOpened("no key")
        return envelope.words(record), True
    except CannotBeOpened:
        alert(report)
        return dict.fromkeys(record.WORDS, ""), False


def alert(report: Report) -> None:
    """A record that outlives the request, and one letter a day to whoever keeps the keys."""
    at = timezone.now()
    logger.error("a report cannot be opened")
    audit.note(verb="report.cannot_be_opened", object_key=report.source_key, at=at)
    for person in in_role(Role.ADMINISTRATOR, on=timezone.localdate(at)):
        notices.tell(
            person=person,
            kind=Notice.Kind.REPORT_UNREADABLE,
            about=f"{timezone.localdate(at)}",
            at=at,
            once=True,
        )
