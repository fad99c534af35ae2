"""What the council has made public, as values. The only way in for the public side."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Max, Q

from council.models import Agency, PublishedFact, Seat, Unit
from council.published_minutes import Minutes, Notice, minutes, notice
from council.published_pages import PageText, page_texts

__all__ = [
    "Bar",
    "Decision",
    "Figures",
    "Meeting",
    "MeetingPage",
    "MeetingsLately",
    "Minutes",
    "Month",
    "Notice",
    "PageText",
    "Promise",
    "SeatName",
    "Texts",
    "agency_names",
    "changes",
    "decisions_on",
    "figures",
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
    "seats",
    "still_public",
    "unit_names",
    "version",
]

Texts = Mapping[str, str]
"""A field in the languages that it exists in: {"sq": …, "en": …, "ar": …}."""


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
class Decision:
    key: str
    number: str
    kind: str
    institution: str
    deadline: datetime.date | None
    text: Texts


@dataclass(frozen=True)
class Promise:
    """An action as the public sees it. Its state depends on the day on which one looks."""

    key: str
    reference: str
    institution: str
    given_on: datetime.date
    deadline: datetime.date
    done_on: datetime.date | None
    new_deadline: datetime.date | None
    text: Texts
    reason: Texts

    def state_on(self, day: datetime.date) -> str:
        """`done`, `on_time` (still has time) or `late`."""
        if self.done_on and self.done_on <= day:
            return "done"
        return "late" if self.deadline < day else "on_time"


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
    kinds = (PublishedFact.Kind.MEETING, PublishedFact.Kind.NOTICE)
    rows = list(_public().filter(kind__in=kinds).order_by("-on_date", "key")[:6])
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
    rows = _public().filter(kind=PublishedFact.Kind.ACTION, on_date__lte=day)
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
    return {row.code: _names(row) for row in Agency.objects.all()}


def unit_names() -> Mapping[str, Texts]:
    return {row.code: _names(row) for row in Unit.objects.all()}


def seats() -> tuple[SeatName, ...]:
    return tuple(
        SeatName(
            code=row.code,
            agency=row.agency.code,
            voting=row.voting,
            role=row.role,
            name=_names(row),
        )
        for row in Seat.objects.select_related("agency")
    )


def _names(row: Agency | Unit | Seat) -> Texts:
    names = {"sq": row.name_sq, "en": row.name_en, "ar": row.name_ar}
    return {language: name for language, name in names.items() if name}


def _public():  # type: ignore[no-untyped-def]
    return PublishedFact.objects.filter(withdrawn_at__isnull=True)


def _serial(number: str) -> tuple[int, ...]:
    """`2026-9` before `2026-10`."""
    return tuple(int(part) for part in number.split("-"))


def _text(row: PublishedFact, field: str) -> Texts:
    return {lang: texts[field] for lang, texts in row.texts.items() if texts.get(field)}


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


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
    )


def _decision(row: PublishedFact) -> Decision:
    return Decision(
        key=row.key,
        number=row.facts["number"],
        kind=row.facts["kind"],
        institution=row.facts["institution"],
        deadline=_date(row.facts["deadline"]),
        text=_text(row, "text"),
    )


def _promise(row: PublishedFact) -> Promise:
    facts = row.facts
    return Promise(
        key=row.key,
        reference=facts["reference"],
        institution=facts["institution"],
        given_on=row.on_date,
        deadline=datetime.date.fromisoformat(facts["deadline"]),
        done_on=_date(facts["done_on"]),
        new_deadline=_date(facts["new_deadline"]),
        text=_text(row, "text"),
        reason=_text(row, "reason"),
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
