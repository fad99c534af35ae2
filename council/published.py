"""What the council has made public, as values. The only way in for the public side."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Max, Q
from django.utils import timezone

from council.models import Agency, PublishedFact, Seat, Unit
from council.published_minutes import (
    Minutes,
    Notice,
    WithdrawnDecision,
    minutes,
    notice,
    withdrawn_in,
)
from council.published_pages import PageText, page_texts
from council.published_register import (
    CorrectedNotice,
    DecisionRecord,
    Functioning,
    Registered,
    Withdrawal,
    corrected_notices,
    decision,
    functioning,
    register,
    withdrawal,
)
from council.published_values import Decision, Promise, Texts
from council.published_values import decision_of as _decision
from council.published_values import promise_of as _promise
from council.published_values import public_rows as _public
from council.published_values import serial as _serial
from council.published_values import text_of as _text

__all__ = [
    "Bar",
    "CorrectedNotice",
    "Decision",
    "DecisionRecord",
    "Figures",
    "Functioning",
    "Meeting",
    "MeetingPage",
    "MeetingsLately",
    "Minutes",
    "Month",
    "Notice",
    "PageText",
    "Promise",
    "Registered",
    "SeatName",
    "Texts",
    "Withdrawal",
    "WithdrawnDecision",
    "agency_names",
    "changes",
    "corrected_notices",
    "decision",
    "decisions_on",
    "figures",
    "front_page",
    "functioning",
    "meeting",
    "meeting_pages",
    "meeting_pages_in",
    "meetings_lately",
    "minutes",
    "month",
    "next_meeting",
    "notice",
    "of_minutes",
    "page_texts",
    "promises",
    "promises_called",
    "register",
    "seats",
    "still_public",
    "unit_names",
    "version",
    "withdrawal",
]


@dataclass(frozen=True)
class Meeting:
    key: str
    reference: str
    starts_at: datetime.datetime
    present: int
    seats: int
    next_starts_at: datetime.datetime | None
    text: Texts
    place: Texts
    next_place: Texts
    items: tuple[Texts, ...]
    withdrawn: tuple[WithdrawnDecision, ...] = ()


@dataclass(frozen=True)
class MeetingPage:
    """A meeting that has a public page, by its notice or its minutes."""

    reference: str
    on: datetime.date


@dataclass(frozen=True)
class MeetingsLately:
    last: MeetingPage | None
    coming: tuple[datetime.datetime, Texts] | None
    """When and where the council meets next, as its last published meeting announced it."""


@dataclass(frozen=True)
class Bar:
    label: Texts
    value: int
    """Of a band: where it begins."""
    tone: str
    band: str = ""
    """What readers see in the place of a number, such as `5–9`."""


@dataclass(frozen=True)
class Figures:
    key: str
    title: Texts
    sentence: Texts
    unit_label: Texts
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Month:
    meetings: tuple[Meeting, ...]
    decisions: tuple[Decision, ...]
    promises: tuple[Promise, ...]
    figures: Figures | None


@dataclass(frozen=True)
class SeatName:
    code: str
    agency: str
    voting: bool
    role: str
    name: Texts


_LATELY = (PublishedFact.Kind.MEETING, PublishedFact.Kind.NOTICE)


def month(first: datetime.date, after: datetime.date) -> Month:
    """What was public of the half-open period of days [first, after), in Europe/Tirane.

    Promises: those still open, and those done in the quarter that ends with it, by deadline. The
    council meets quarterly, so nothing that was done falls between two reports.
    """
    in_period = Q(on_date__gte=first, on_date__lt=after)
    rows = list(_public().filter(in_period | Q(kind=PublishedFact.Kind.ACTION, on_date__lt=after)))
    promises = [_promise(row) for row in rows if row.kind == PublishedFact.Kind.ACTION]
    quarter = (first - datetime.timedelta(days=45)).replace(day=1)
    current = [promise for promise in promises if not promise.done_on or promise.done_on >= quarter]
    meetings = [_meeting(row) for row in rows if row.kind == PublishedFact.Kind.MEETING]
    decisions = [_decision(row) for row in rows if row.kind == PublishedFact.Kind.DECISION]
    return Month(
        meetings=tuple(sorted(meetings, key=lambda meeting: meeting.starts_at)),
        decisions=tuple(sorted(decisions, key=lambda decision: _serial(decision.number))),
        promises=tuple(sorted(current, key=lambda promise: promise.deadline)),
        figures=_chosen([row for row in rows if row.kind == PublishedFact.Kind.FIGURES]),
    )


def figures(month: datetime.date) -> Figures | None:
    """What two persons released of a month (its first day): its situations in bands, else the
    figures of the council's functioning."""
    return _chosen(list(_public().filter(kind=PublishedFact.Kind.FIGURES, on_date=month)))


def next_meeting(after: datetime.datetime) -> tuple[datetime.datetime, Texts] | None:
    """When and where the council meets next, as its last published meeting announced it."""
    return meetings_lately(after).coming


def meetings_lately(after: datetime.datetime) -> MeetingsLately:
    """The last meeting that has a public page, and the next one. One query."""
    rows = _public().filter(kind__in=_LATELY).order_by("-on_date", "key")[:6]
    return _lately(list(rows), after)


def front_page(at: datetime.datetime) -> tuple[tuple[Promise, ...], MeetingsLately]:
    """`promises` of the day and `meetings_lately`, in one query."""
    day = timezone.localdate(at)
    wanted = Q(kind=PublishedFact.Kind.ACTION, on_date__lte=day) | Q(kind__in=_LATELY)
    rows = list(_public().filter(wanted).order_by("-on_date", "key"))
    met = [row for row in rows if row.kind in _LATELY]
    promised = [row for row in rows if row.kind == PublishedFact.Kind.ACTION]
    return _current(promised, day), _lately(met[:6], at)


def _lately(rows: list[PublishedFact], after: datetime.datetime) -> MeetingsLately:
    last = MeetingPage(rows[0].key.partition(":")[2], rows[0].on_date) if rows else None
    told = [_meeting(row) for row in rows if row.kind == PublishedFact.Kind.MEETING]
    coming = (
        (meeting.next_starts_at, meeting.next_place)
        for meeting in told[:3]
        if meeting.next_starts_at and meeting.next_starts_at > after
    )
    return MeetingsLately(last, next(coming, None))


def meeting(reference: str) -> Meeting | None:
    row = _public().filter(key=f"meeting:{reference}").first()
    return _meeting(row) if row else None


def meeting_pages() -> tuple[MeetingPage, ...]:
    """Every meeting of which something is public, the latest first. One query."""
    return _pages(_public())


def meeting_pages_in(first: datetime.date, after: datetime.date) -> tuple[MeetingPage, ...]:
    """Those of the half-open period of days [first, after), the latest first."""
    return _pages(_public().filter(on_date__gte=first, on_date__lt=after))


def _pages(rows) -> tuple[MeetingPage, ...]:  # type: ignore[no-untyped-def]
    kinds = (PublishedFact.Kind.MEETING, PublishedFact.Kind.NOTICE, PublishedFact.Kind.MINUTES)
    told = rows.filter(kind__in=kinds).order_by("-on_date", "key").values_list("key", "on_date")
    pages = (MeetingPage(key.partition(":")[2], on) for key, on in told)
    return tuple(dict.fromkeys(pages))


def decisions_on(day: datetime.date) -> tuple[Decision, ...]:
    rows = _public().filter(kind=PublishedFact.Kind.DECISION, on_date=day)
    return tuple(sorted((_decision(row) for row in rows), key=lambda row: _serial(row.number)))


def promises_called(references: Collection[str]) -> tuple[Promise, ...]:
    rows = _public().filter(key__in=[f"action:{reference}" for reference in references])
    return tuple(sorted((_promise(row) for row in rows), key=lambda row: row.deadline))


def promises(day: datetime.date) -> tuple[Promise, ...]:
    """Promises that are open on a day or were done in the year before it, by deadline."""
    return _current(_public().filter(kind=PublishedFact.Kind.ACTION, on_date__lte=day), day)


def _current(rows: Iterable[PublishedFact], day: datetime.date) -> tuple[Promise, ...]:
    year_before = day - datetime.timedelta(days=365)
    every = [_promise(row) for row in rows]
    shown = [promise for promise in every if not promise.done_on or promise.done_on > year_before]
    return tuple(sorted(shown, key=lambda promise: promise.deadline))


def still_public(keys: Collection[str]) -> frozenset[str]:
    return frozenset(_public().filter(key__in=keys).values_list("key", flat=True))


def of_minutes(keys: Collection[str]) -> Mapping[str, Texts]:
    """What approved minutes say of these decisions and promises, by source key."""
    kinds = (PublishedFact.Kind.DECISION, PublishedFact.Kind.ACTION)
    rows = _public().filter(key__in=keys, kind__in=kinds)
    return {row.key: _text(row, "text") for row in rows}


def changes(after: int) -> tuple[str, ...]:
    """Keys of facts published or withdrawn since a version, oldest first."""
    rows = PublishedFact.objects.filter(version__gt=after).order_by("version")
    return tuple(rows.values_list("key", flat=True))


def version() -> int:
    return PublishedFact.objects.aggregate(last=Max("version"))["last"] or 0


def agency_names() -> Mapping[str, Texts]:
    return _named(Agency.objects.all())


def unit_names() -> Mapping[str, Texts]:
    return _named(Unit.objects.all())


def _named(rows) -> Mapping[str, Texts]:  # type: ignore[no-untyped-def]
    # Each language by its name: nothing is left to the language of the moment.
    told = rows.rewrite(False).values_list("code", "name_sq", "name_en", "name_ar")
    return {code: _given(sq=sq, en=en, ar=ar) for code, sq, en, ar in told}


def seats() -> tuple[SeatName, ...]:
    return tuple(
        SeatName(
            code=row.code,
            agency=row.agency.code,
            voting=row.voting,
            role=row.role,
            name=_given(sq=row.name_sq, en=row.name_en, ar=row.name_ar),
        )
        for row in Seat.objects.select_related("agency")
    )


def _given(**names: str) -> Texts:
    return {language: name for language, name in names.items() if name}


def _moment(text: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if text else None


def _meeting(row: PublishedFact) -> Meeting:
    facts = row.facts
    return Meeting(
        key=row.key,
        reference=facts["reference"],
        starts_at=datetime.datetime.fromisoformat(facts["starts_at"]),
        present=facts["present"],
        seats=facts["seats"],
        next_starts_at=_moment(facts["next_starts_at"]),
        text=_text(row, "text"),
        place=_text(row, "place"),
        next_place=_text(row, "next_place"),
        items=tuple(_text(row, f"item:{order}") for order in facts["items"]),
        withdrawn=withdrawn_in(row),
    )


def _chosen(rows: list[PublishedFact]) -> Figures | None:
    """Situations before anything else: `situations:…` comes last by its key."""
    return _figures(max(rows, key=lambda row: row.key)) if rows else None


def _figures(row: PublishedFact) -> Figures:
    return Figures(
        key=row.key,
        title=_text(row, "title"),
        sentence=_text(row, "sentence"),
        unit_label=_text(row, "unit_label"),
        bars=tuple(
            Bar(
                label=_text(row, f"bar:{n}"),
                value=bar["value"],
                tone=bar["tone"],
                band=bar.get("band", ""),
            )
            for n, bar in enumerate(row.facts["bars"])
        ),
    )
