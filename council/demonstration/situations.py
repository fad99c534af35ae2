"""Situations of a year, as their institutions would have told them: values in, sealed rows out."""

import contextlib
import datetime
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.timezone import localdate

from council import sealing
from council.access.reports import ACCEPTED
from council.actions.count_figures import NotOver, count_figures
from council.models import (
    OPEN_STATES,
    Agency,
    Appointment,
    Category,
    LegalHold,
    Marking,
    Referral,
    Report,
    ReportNote,
    ReportShare,
    Unit,
    User,
)
from council.people import Role, person_with_role
from council.sealing import Envelope

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Of references: none that is read for another."""
DAY = datetime.timedelta(days=1)
_State = Referral.State


@dataclass(frozen=True)
class ReferralData:
    """Days are counted from when it was sent; `after` from when its report was."""

    agency: str
    after: int
    due: int
    state: str
    purpose: str
    answer: str
    result: str
    ended: int
    protocol_number: str
    """Of the paper it was answered on; "": it was not."""


@dataclass(frozen=True)
class NoteData:
    agency: str
    after: int
    marking: str
    text: str


@dataclass(frozen=True)
class SituationData:
    sent_at: datetime.datetime
    agency: str
    category: str
    state: str
    words: dict[str, str]
    unit: str
    neighbourhood: int | None
    level: str
    marking: str
    source: str
    certainty: str
    closed: int
    """Days after it was sent."""
    outcome: str
    protocol_number: str
    """Of the paper it came on; "": it did not."""
    hold: str
    shares: Sequence[str] = ()
    referrals: Sequence[ReferralData] = ()
    notes: Sequence[NoteData] = ()


def tells_of_situations() -> bool:
    return Report.objects.exists()


def make_situations(*, situations: Iterable[SituationData], at: datetime.datetime) -> None:
    """Nothing is dated after `at`; what is late then is late."""
    maker = _Maker(at)
    for number, data in enumerate(situations):
        maker.make(number, data)
    maker.write()


def count_one_month(*, month: datetime.date, at: datetime.datetime) -> None:
    """The coordinator has counted; the chair has not released. Of a month to come there is none."""
    with contextlib.suppress(NotOver):
        count_figures(month=month, by=person_with_role(Role.COORDINATOR, localdate(at)), at=at)


@dataclass
class _Maker:
    """Gathers the rows and writes each kind of them at once."""

    at: datetime.datetime
    reports: list[Report] = field(default_factory=list)
    shares: list[ReportShare] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    notes: list[ReportNote] = field(default_factory=list)
    holds: list[LegalHold] = field(default_factory=list)

    def __post_init__(self) -> None:
        today = localdate(self.at)
        self.agencies = {row.code: row for row in Agency.objects.all()}
        self.categories = {row.code: row for row in Category.objects.all()}
        self.units = {row.code: row for row in Unit.objects.all()}
        self.coordinator = person_with_role(Role.COORDINATOR, today)
        self.chair = person_with_role(Role.CHAIR, today)
        self.speakers = _speakers()

    def write(self) -> None:
        """The envelopes stand already: the database asks for their reports at the end."""
        Report.objects.bulk_create(self.reports)
        ReportShare.objects.bulk_create(self.shares)
        Referral.objects.bulk_create(self.referrals)
        ReportNote.objects.bulk_create(self.notes)
        LegalHold.objects.bulk_create(self.holds)

    def make(self, number: int, data: SituationData) -> None:
        row = Report(
            reference=_reference(number, data.sent_at),
            agency=self.agencies[data.agency],
            author=self.coordinator if data.protocol_number else self._speaker(data.agency),
            on_paper=bool(data.protocol_number),
            protocol_number=data.protocol_number,
            category=self.categories[data.category],
            unit=self.units[data.unit] if data.unit else None,
            neighbourhood=data.neighbourhood,
            from_date=localdate(data.sent_at) - 9 * DAY,
            to_date=localdate(data.sent_at) - 2 * DAY,
            source=data.source,
            certainty=data.certainty,
            level=data.level,
            marking=data.marking,
            state=data.state,
            edited_at=data.sent_at,
        )
        self._lead(row, data)
        envelope = sealing.make_envelope(row)
        envelope.seal(row, data.words)
        self.reports.append(row)
        self._hang(row, envelope, data)

    def _lead(self, row: Report, data: SituationData) -> None:
        """Along its way, as far as its state says."""
        if row.state == Report.State.DRAFT:
            return
        row.submitted_at = data.sent_at
        kept_from = row.to_date
        if row.state in ACCEPTED:
            strict = row.marking == Marking.AMBER_STRICT
            row.accepted_at = row.edited_at = self._past(data.sent_at + 2 * DAY)
            row.triaged_by = self._speaker(data.agency) if strict else self.coordinator
        if row.state == Report.State.CLOSED:
            row.closed_at = row.edited_at = self._past(data.sent_at + data.closed * DAY)
            row.outcome = data.outcome
            kept_from = localdate(row.closed_at)
        row.kept_until = _months_after(kept_from, row.category.months_kept)

    def _hang(self, row: Report, envelope: Envelope, data: SituationData) -> None:
        accepted = row.accepted_at or data.sent_at
        for code in data.shares:
            self.shares.append(
                ReportShare(
                    report=row,
                    agency=self.agencies[code],
                    shared_by=row.author,
                    shared_at=accepted,
                )
            )
        for referral in data.referrals:
            self.referrals.append(self._referral(row, envelope, referral))
        for note in data.notes:
            made = ReportNote(
                report=row,
                agency=self.agencies[note.agency],
                marking=note.marking,
                author=self._speaker(note.agency),
                written_at=self._past(data.sent_at + note.after * DAY),
            )
            envelope.seal(made, {"text": note.text})
            self.notes.append(made)
        if data.hold:
            self.holds.append(
                LegalHold(report=row, authority=data.hold, placed_by=self.chair, placed_at=self.at)
            )

    def _referral(self, report: Report, envelope: Envelope, data: ReferralData) -> Referral:
        assert report.submitted_at
        sent = self._past(report.submitted_at + data.after * DAY)
        row = Referral(
            report=report,
            agency=self.agencies[data.agency],
            basis=Referral.Basis.COOPERATION,
            parts=[Referral.Part.TITLE, Referral.Part.OBSERVED],
            state=data.state,
            due_date=localdate(sent) + data.due * DAY,
            sent_by=report.author,
            sent_at=sent,
            acknowledged_at=None if data.state == _State.SENT else self._past(sent + DAY),
            on_paper=bool(data.protocol_number),
            protocol_number=data.protocol_number,
        )
        if data.state not in (_State.SENT, _State.ACKNOWLEDGED):
            row.answered_at = self._past(sent + 2 * DAY)
        if data.state not in OPEN_STATES:
            row.ended_at = self._past(sent + data.ended * DAY)
        words = {"purpose": data.purpose, "answer": data.answer, "result": data.result}
        envelope.seal(row, {name: text for name, text in words.items() if text})
        return row

    def _past(self, moment: datetime.datetime) -> datetime.datetime:
        return min(moment, self.at)

    def _speaker(self, agency: str) -> User:
        return self.speakers.get(agency, self.coordinator)


def _speakers() -> dict[str, User]:
    """Who reports for an institution: its liaison, else whoever sits on its cleared seat."""
    seated = Q(seat__cleared=True, role__in=(Role.MEMBER, Role.CHAIR))
    rows = Appointment.objects.filter(seated | Q(role=Role.LIAISON), to_date__isnull=True)
    found: dict[str, User] = {}
    for row in rows.select_related("agency", "person").order_by("role", "pk"):
        if row.role == Role.LIAISON or row.agency.code not in found:
            found[row.agency.code] = row.person
    return found


def _reference(number: int, sent_at: datetime.datetime) -> str:
    """The same each time, and as good as drawn."""
    digest = hashlib.sha256(f"demonstration {sent_at:%F} {number}".encode()).digest()
    signs = "".join(SIGNS[byte % len(SIGNS)] for byte in digest[:8])
    return f"{signs[:4]}-{signs[4:]}"


def _months_after(day: datetime.date, months: int) -> datetime.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, 28))
