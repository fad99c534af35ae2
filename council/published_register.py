"""The public register: each decision with the promises that came of it, and how the council works."""

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from council.models import PublishedFact
from council.published_minutes import Correction, corrections_in
from council.published_values import (
    Decision,
    Promise,
    Texts,
    decision_of,
    promise_of,
    public_rows,
    serial,
)

_Kind = PublishedFact.Kind
_MET = (_Kind.MEETING, _Kind.MINUTES)


@dataclass(frozen=True)
class Registered:
    """One entry: a decision with its promises, or a promise that no public decision stands over."""

    number: str
    """The decision's; of a promise alone its reference. Only within one kind is it unique."""
    kind: str
    """Of the decision; "" of a promise alone."""
    on: datetime.date
    meeting: str
    """The reference of the meeting, "" where nothing of it is public."""
    institution: str
    deadline: datetime.date | None
    text: Texts
    promises: tuple[Promise, ...]
    told_at: datetime.datetime
    """When its public copy was last made."""


@dataclass(frozen=True)
class DecisionRecord:
    entry: Registered
    noticed_at: datetime.datetime | None
    """When the notice of the same day told it."""
    corrections: tuple[Correction, ...]
    """Of this decision, where the notice had said something else."""


@dataclass(frozen=True)
class Withdrawal:
    at: datetime.datetime
    reasons: Texts
    """By language; in Albanian alone where nobody asked for the others yet."""


@dataclass(frozen=True)
class CorrectedNotice:
    reference: str
    met_on: datetime.date
    corrected_at: datetime.datetime
    corrections: tuple[Correction, ...]


@dataclass(frozen=True)
class Functioning:
    """How the council worked between two days, as far as its published minutes tell."""

    meetings: int
    with_quorum: int
    """Of `counted` ones."""
    counted: int
    """Meetings whose public minutes tell of the quorum."""
    decisions: int
    done: int
    on_time: int
    late: int


def register() -> tuple[Registered, ...]:
    """Every public decision and promise, the latest meeting first. One query."""
    kinds = (_Kind.DECISION, _Kind.ACTION, *_MET)
    rows = list(public_rows().filter(kind__in=kinds))
    return _joined(rows)


def decision(number: str) -> DecisionRecord | None:
    """One decision with what became of it. Two queries."""
    row = public_rows().filter(key=f"decision:{number}").first()
    if row is None:
        return None
    beside = list(
        public_rows().filter(kind=_Kind.ACTION, facts__decision=number)
        | public_rows().filter(kind__in=(*_MET, _Kind.NOTICE), on_date=row.on_date)
    )
    (entry,) = (found for found in _joined([row, *beside]) if found.kind and found.number == number)
    notices = [found for found in beside if found.kind == _Kind.NOTICE]
    told = [found for found in notices if entry.meeting in ("", found.facts["reference"])]
    return DecisionRecord(
        entry=entry,
        noticed_at=told[0].published_at if told and _tells(told[0], number) else None,
        corrections=tuple(
            row for notice in told for row in corrections_in(notice) if row.number == number
        ),
    )


def withdrawal(key: str) -> Withdrawal | None:
    """When and why a fact was taken back. For the public role alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM council_withdrawal(%s)", [key])
        row = cursor.fetchone()
    return Withdrawal(row[0], json.loads(row[1])) if row else None


def corrected_notices() -> tuple[CorrectedNotice, ...]:
    """Every notice that something was corrected in, the latest correction first. One query."""
    rows = public_rows().filter(kind=_Kind.NOTICE).exclude(facts__corrections=[])
    return tuple(
        CorrectedNotice(
            reference=row.facts["reference"],
            met_on=row.on_date,
            corrected_at=row.published_at,
            corrections=corrections_in(row),
        )
        for row in rows.order_by("-published_at", "key")
    )


def functioning(first: datetime.date, last: datetime.date) -> Functioning:
    """Of the days from first to last; the states of promises are those of the last. One query."""
    kinds = (_Kind.DECISION, _Kind.ACTION, *_MET)
    rows = list(public_rows().filter(kind__in=kinds, on_date__gte=first, on_date__lte=last))
    minutes = [row for row in rows if row.kind == _Kind.MINUTES]
    states = [promise_of(row).state_on(last) for row in rows if row.kind == _Kind.ACTION]
    return Functioning(
        meetings=len({row.facts["reference"] for row in rows if row.kind in _MET}),
        with_quorum=sum(bool(row.facts["quorum"]) for row in minutes),
        counted=len(minutes),
        decisions=sum(row.kind == _Kind.DECISION for row in rows),
        done=states.count("done"),
        on_time=states.count("on_time"),
        late=states.count("late"),
    )


def _joined(rows: Sequence[PublishedFact]) -> tuple[Registered, ...]:
    promises: dict[str, list[Promise]] = {}
    alone: list[tuple[PublishedFact, Promise]] = []
    decisions = {row.facts["number"]: row for row in rows if row.kind == _Kind.DECISION}
    for row in rows:
        if row.kind == _Kind.ACTION:
            promise = promise_of(row)
            if promise.decision in decisions:
                promises.setdefault(promise.decision, []).append(promise)
            else:
                alone.append((row, promise))
    met = [row for row in rows if row.kind in _MET]
    entries = [
        _decided(row, decision_of(row), promises.get(number, []), met)
        for number, row in decisions.items()
    ]
    entries += [_promised(row, promise, met) for row, promise in alone]
    return tuple(sorted(entries, key=_place, reverse=True))


def _place(entry: Registered) -> tuple[Any, ...]:
    """The latest day first; of a day decisions before promises alone, each by its number."""
    return entry.on, bool(entry.kind), tuple(-part for part in serial(entry.number))


def _decided(
    row: PublishedFact, told: Decision, promises: list[Promise], met: Iterable[PublishedFact]
) -> Registered:
    return Registered(
        number=told.number,
        kind=told.kind,
        on=row.on_date,
        meeting=_meeting_of(row, "decisions", "number", told.number, met),
        institution=told.institution,
        deadline=told.deadline,
        text=told.text,
        promises=tuple(sorted(promises, key=lambda promise: promise.deadline)),
        told_at=row.published_at,
    )


def _promised(row: PublishedFact, told: Promise, met: Iterable[PublishedFact]) -> Registered:
    return Registered(
        number=told.reference,
        kind="",
        on=told.given_on,
        meeting=_meeting_of(row, "actions", "reference", told.reference, met),
        institution=told.institution,
        deadline=told.deadline,
        text=told.text,
        promises=(told,),
        told_at=row.published_at,
    )


def _meeting_of(
    row: PublishedFact, list_name: str, name: str, value: str, met: Iterable[PublishedFact]
) -> str:
    """The meeting of that day; of two on a day the one whose minutes list it."""
    same_day = [found for found in met if found.on_date == row.on_date]
    for found in same_day:
        if any(entry[name] == value for entry in found.facts.get(list_name, ())):
            return str(found.facts["reference"])
    return str(same_day[0].facts["reference"]) if same_day else ""


def _tells(notice: PublishedFact, number: str) -> bool:
    return any(entry["number"] == number for entry in notice.facts["decisions"])
