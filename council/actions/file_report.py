"""A situation before it is sent: written, changed, thrown away."""

import datetime
import secrets
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from council import access, audit, sealing
from council.models import (
    Agency,
    AuditRecord,
    Category,
    Marking,
    Report,
    ReportShare,
    Unit,
    User,
)
from council.people import NotAllowed, System, current_principal, demand

LIMITS = {"title": 120, "observed": 8000, "protective": 2000}
"""Characters."""
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Of references: nothing that looks like something else."""
FILING = System("filing")
EDITING = datetime.timedelta(minutes=30)
"""An editing session without a record of its own, at most."""
_State = Report.State


class Immediate(Exception):
    """Told to 112 or 129; never typed here."""


class NotStored(Exception):
    """TLP:RED is said; a marking that does not exist is none."""


class NotYours(Exception):
    """Written for an institution whose reports the author does not read."""


class TooLong(Exception):
    """A text beyond its limit."""


class WrongPeriod(Exception):
    """It ends before it begins, or begins in the future."""


class NoSuchPlace(Exception):
    """A neighbourhood of no unit."""


class Changed(Exception):
    """Somebody saved another text meanwhile."""


@dataclass(frozen=True)
class Situation:
    category: Category
    unit: Unit | None
    neighbourhood: int | None
    from_date: datetime.date
    to_date: datetime.date
    source: str
    certainty: str
    level: str
    title: str
    observed: str
    protective: str

    @property
    def words(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in LIMITS}

    @property
    def codes(self) -> dict[str, object]:
        names = (
            "category", "unit", "neighbourhood", "from_date", "to_date", "source", "certainty",
            "level",
        )  # fmt: skip
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class Circle:
    """What is left out is the safest: AMBER+STRICT, shared with nobody."""

    marking: str = Marking.AMBER_STRICT
    shared: Collection[Agency] = ()


def draft_report(
    *,
    agency: Agency,
    situation: Situation,
    circle: Circle,
    by: User,
    at: datetime.datetime,
    protocol_number: str = "",
    on_paper: bool = False,
) -> Report:
    """`on_paper`: the coordinator types an institution's paper form.

    Raises NotAllowed, NotYours, and what `_check` raises: then nothing is stored.
    """
    who = access.reader(by, on=localdate(at))
    demand(access.may_file(who))
    if not (access.coordinates(who) if on_paper else agency.pk in who.informed):
        raise NotYours
    _check(situation, circle, at)
    report = Report.objects.create(
        reference=_reference(),
        agency=agency,
        author=by,
        on_paper=on_paper,
        protocol_number=protocol_number if on_paper else "",
        marking=circle.marking,
        edited_at=at,
        **situation.codes,
    )
    sealing.make_envelope(report).seal(report, situation.words)
    report.save()
    set_shares(report, circle, by=by, at=at)
    audit.record(verb="report.drafted", object_key=report.source_key, at=at)
    return report


def edit_report(
    *,
    report: Report,
    situation: Situation,
    circle: Circle,
    version: int,
    by: User,
    at: datetime.datetime,
) -> Report:
    """`version`: of the words that were read before typing.

    Raises NotAllowed, Changed, CannotBeOpened, and what `_check` raises: then nothing is stored.
    """
    who = access.reader(by, on=localdate(at))
    report = held(report)
    demand(access.may_edit(who, report))
    _check(situation, circle, at)
    if version != report.version:
        raise Changed
    if report.state != _State.DRAFT and circle.marking != report.marking:
        demand(access.may_mark(who, report, circle.marking))
    for name, value in situation.codes.items():
        setattr(report, name, value)
    report.marking, report.edited_at = circle.marking, at
    reword(report, situation.words)
    report.save()
    set_shares(report, circle, by=by, at=at)
    _record_editing(report, at)
    return report


def discard_draft(*, report: Report, by: User, at: datetime.datetime) -> None:
    """A draft only, by its author; with its key. Raises NotAllowed."""
    report = held(report)
    demand(access.may_edit(access.reader(by, on=localdate(at)), report))
    if report.state != _State.DRAFT:
        raise NotAllowed(_("Only a draft is thrown away."))
    key = report.source_key
    report.delete()
    audit.record(verb="report.discarded", object_key=key, at=at)


def held(report: Report) -> Report:
    """The row as it is now, kept from others until the transaction ends."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("category", "agency")
    return rows.get(pk=report.pk)


def reword(report: Report, words: dict[str, str]) -> None:
    """Seals some of its words anew and the others as they are. Raises CannotBeOpened."""
    envelope = sealing.envelope_of(report)
    envelope.seal(report, envelope.words(report) | words)


def set_shares(report: Report, circle: Circle, *, by: User, at: datetime.datetime) -> None:
    """Brings the standing shares to what is asked: none for AMBER+STRICT, never one's own."""
    strict = report.marking == Marking.AMBER_STRICT
    asked = set() if strict else {agency.pk for agency in circle.shared} - {report.agency_id}
    standing = ReportShare.objects.filter(report=report, ended_at__isnull=True)
    standing.exclude(agency__in=asked).update(ended_at=at)
    there = set(standing.values_list("agency", flat=True))
    ReportShare.objects.bulk_create(
        ReportShare(report=report, agency_id=agency, shared_by=by, shared_at=at)
        for agency in sorted(asked - there)
    )


def _check(situation: Situation, circle: Circle, at: datetime.datetime) -> None:
    """Raises Immediate, NotStored, TooLong, WrongPeriod or NoSuchPlace."""
    if situation.level not in Report.Level.values:
        raise Immediate
    if circle.marking not in Marking.values:
        raise NotStored
    if any(len(text) > LIMITS[name] for name, text in situation.words.items()):
        raise TooLong
    if not situation.from_date <= situation.to_date <= localdate(at):
        raise WrongPeriod
    if situation.neighbourhood is not None and situation.unit is None:
        raise NoSuchPlace


def _record_editing(report: Report, at: datetime.datetime) -> None:
    """Once an editing session: while one and the same person writes, the form saves by itself."""
    trail = AuditRecord.objects.filter(object_key=report.source_key).exclude(verb="report.read")
    latest = trail.order_by("-at", "-id").first()
    goes_on = (
        latest is not None
        and (latest.verb, latest.principal) == ("report.edited", current_principal().key)
        and at - latest.at < EDITING
    )
    if not goes_on:
        audit.record(verb="report.edited", object_key=report.source_key, at=at)


def _reference() -> str:
    letters = "".join(secrets.choice(ALPHABET) for each in range(8))
    return f"{letters[:4]}-{letters[4:]}"
