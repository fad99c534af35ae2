"""Versions of one record of minutes: what each reader gets of it, as values.

The public version is what is left for somebody who reads nothing closed. Items are counted among
those that a version has, so that no hole betrays what is left out.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.utils.timezone import localdate, localtime

from council.access.meetings import Reader, closed_items
from council.minutes_content import Record
from council.models import THERE, Agency, Decision, Meeting, Series


@dataclass(frozen=True)
class Sight:
    """Whose closed side somebody reads."""

    items: frozenset[str] = frozenset()
    """Keys of agenda items."""
    everything: bool = False
    institutions: frozenset[str] = frozenset()
    """Codes of those whose own closed actions they read."""
    persons: bool = False
    """Whether the posts of who was there are named."""

    def of(self, item: str | None) -> bool:
        return self.everything or item in self.items


NOTHING_CLOSED = Sight()
EVERYTHING = Sight(everything=True, persons=True)


def sight_of(who: Reader, meeting: Meeting) -> Sight:
    """At most two queries."""
    if who.keeps_strict:
        return EVERYTHING
    keys = closed_items(who).filter(meeting=meeting).values_list("key", flat=True)
    own = Agency.objects.filter(pk__in=who.cleared).values_list("code", flat=True)
    return Sight(
        items=frozenset(str(key) for key in keys),
        institutions=frozenset(own),
        persons=who.keeps,
    )


@dataclass(frozen=True)
class Named:
    code: str
    name: str
    """In Albanian, as it was when the record was made."""


@dataclass(frozen=True)
class Present:
    seat: Named
    institution: Named
    voting: bool
    state: str
    post: str


@dataclass(frozen=True)
class SeatNote:
    """A seat that came, left or took no part, with the state or the reason."""

    seat: Named
    note: str


@dataclass(frozen=True)
class VoteTaken:
    method: str
    in_favour: int
    against: int
    abstained: int
    voters: int
    quorum: bool
    no_quorum_reason: str
    by_name: tuple[SeatNote, ...]


@dataclass(frozen=True)
class DecisionTaken:
    number: str
    state: str
    kind: str
    item: str | None
    institution: Named
    deadline: datetime.date | None
    legal_basis: str
    open_text: str
    closed_text: str
    closed_series: bool
    vote: VoteTaken | None

    @property
    def adopted(self) -> bool:
        return self.state == Decision.State.ADOPTED


@dataclass(frozen=True)
class ActionGiven:
    reference: str
    item: str | None
    decision: str
    institution: Named
    deadline: datetime.date
    open_text: str
    closed_text: str


@dataclass(frozen=True)
class ItemTaken:
    number: int
    key: str
    state: str
    presenter: str
    marking: str
    open_title: str
    closed_title: str
    open_text: str
    closed_text: str
    open_minutes: str
    closed_minutes: str
    changes: tuple[SeatNote, ...]
    recusals: tuple[SeatNote, ...]
    decisions: tuple[DecisionTaken, ...] = ()

    @property
    def title(self) -> str:
        return self.open_title or self.closed_title


@dataclass(frozen=True)
class Minutes:
    reference: str
    kind: str
    mode: str
    place: str
    """Where it was; "" of a remote meeting, whose place is how to join."""
    starts_at: datetime.datetime
    ended_at: datetime.datetime | None
    open_text: str
    closed_text: str
    chair: str
    """The seat or the institution that chaired."""
    chair_post: str
    occupied: int | None
    needed: int
    voting_present: int
    quorum: bool
    attendance: tuple[Present, ...]
    items: tuple[ItemTaken, ...]
    decisions: tuple[DecisionTaken, ...]
    """Of all items, by number."""
    actions: tuple[ActionGiven, ...]
    has_closed: bool
    """Whether this version holds closed words."""

    @property
    def day(self) -> datetime.date:
        return localdate(self.starts_at)

    @property
    def hour(self) -> datetime.time:
        return localtime(self.starts_at).time()

    @property
    def ended(self) -> datetime.time | None:
        return localtime(self.ended_at).time() if self.ended_at else None

    @property
    def present(self) -> int:
        return sum(row.state in THERE for row in self.attendance)

    @property
    def unbound(self) -> tuple[DecisionTaken, ...]:
        """Decisions that belong to none of this version's items."""
        keys = {item.key for item in self.items}
        return tuple(row for row in self.decisions if row.item not in keys)


def version(record: Record, sight: Sight) -> Minutes:
    """What somebody with that sight reads of the record."""
    behind = {row["key"] for row in record["items"] if row["is_closed"]}
    decisions = [
        _decision(row, sight, behind) for row in record["decisions"] if _is_told(row, sight)
    ]
    seen = [row for row in record["items"] if row["open_title"] or sight.of(row["key"])]
    items = tuple(
        replace(
            _item(row, number, sight),
            decisions=tuple(d for d in decisions if d.item == row["key"]),
        )
        for number, row in enumerate(seen, start=1)
    )
    told = {row.number for row in decisions}
    actions = tuple(_action(row, sight, told) for row in record["actions"] if _may_see(row, sight))
    meeting, chair, standing = record["meeting"], record["chair"], record["quorum"] or {}
    closed_text = meeting["closed_text"] if sight.everything else ""
    parts: tuple[Any, ...] = (*items, *decisions, *actions)
    return Minutes(
        reference=meeting["reference"],
        kind=meeting["kind"],
        mode=meeting["mode"],
        place="" if meeting["mode"] == Meeting.Mode.REMOTE else meeting["place"],
        starts_at=datetime.datetime.fromisoformat(meeting["opened_at"] or meeting["starts_at"]),
        ended_at=_moment(meeting["ended_at"]),
        open_text=meeting["open_text"],
        closed_text=closed_text,
        chair=(chair["seat"] or chair["institution"])["name"] if chair else "",
        chair_post=chair["post"] if chair and sight.persons else "",
        occupied=standing.get("occupied"),
        needed=standing.get("needed", 0),
        voting_present=standing.get("present", 0),
        quorum=standing.get("reached", False),
        attendance=tuple(_present(row, sight) for row in record["attendance"]),
        items=items,
        decisions=tuple(decisions),
        actions=actions,
        has_closed=bool(closed_text) or any(_has_closed(part) for part in parts),
    )


def public_version(record: Record) -> Minutes:
    return version(record, NOTHING_CLOSED)


def _is_told(row: Record, sight: Sight) -> bool:
    """What was not adopted is told only to who reads everything about its item."""
    if sight.of(row["item"]):
        return True
    return row["series"] == Series.OPEN and row["state"] == Decision.State.ADOPTED


def _may_see(row: Record, sight: Sight) -> bool:
    return row["series"] == Series.OPEN or _reads_action(row, sight)


def _reads_action(row: Record, sight: Sight) -> bool:
    return sight.of(row["item"]) or row["institution"]["code"] in sight.institutions


def _has_closed(part: Any) -> bool:
    names = ("closed_title", "closed_text", "closed_minutes")
    return any(getattr(part, name, "") for name in names)


def _present(row: Record, sight: Sight) -> Present:
    return Present(
        seat=Named(**row["seat"]),
        institution=Named(**row["institution"]),
        voting=row["voting"],
        state=row["state"],
        post=row["post"] if sight.persons else "",
    )


def _item(row: Record, number: int, sight: Sight) -> ItemTaken:
    reads = sight.of(row["key"])
    presenter = row["presenter"]
    return ItemTaken(
        number=number,
        key=row["key"],
        state=row["state"],
        presenter=presenter["name"] if presenter else "",
        marking=row["marking"] if reads else "",
        open_title=row["open_title"],
        closed_title=row["closed_title"] if reads else "",
        open_text=row["open_text"],
        closed_text=row["closed_text"] if reads else "",
        open_minutes=row["open_minutes"],
        closed_minutes=row["closed_minutes"] if reads else "",
        changes=tuple(SeatNote(Named(**c["seat"]), c["state"]) for c in row["changes"])
        if reads or not row["is_closed"]
        else (),
        recusals=tuple(SeatNote(Named(**r["seat"]), r["reason"]) for r in row["recusals"])
        if reads
        else (),
    )


def _decision(row: Record, sight: Sight, behind: Collection[str]) -> DecisionTaken:
    """`behind`: keys of the items for which observers left: how it was voted is not told."""
    reads = sight.of(row["item"])
    votes_told = reads or row["item"] not in behind
    return DecisionTaken(
        number=row["number"],
        state=row["state"],
        kind=row["kind"],
        item=row["item"],
        institution=Named(**row["institution"]),
        deadline=_day(row["deadline"]),
        legal_basis=row["legal_basis"],
        open_text=row["open_text"],
        closed_text=row["closed_text"] if reads else "",
        closed_series=row["series"] == Series.CLOSED,
        vote=_vote(row["vote"], reads) if row["vote"] and votes_told else None,
    )


def _vote(row: Record, reads: bool) -> VoteTaken:
    return VoteTaken(
        method=row["method"],
        in_favour=row["in_favour"],
        against=row["against"],
        abstained=row["abstained"],
        voters=row["voters"],
        quorum=row["quorum"],
        no_quorum_reason=row["no_quorum_reason"] if reads else "",
        by_name=tuple(SeatNote(Named(**v["seat"]), v["choice"]) for v in row["by_name"])
        if reads
        else (),
    )


def _action(row: Record, sight: Sight, told: Collection[str]) -> ActionGiven:
    deadline = _day(row["deadline"])
    assert deadline is not None
    return ActionGiven(
        reference=row["reference"],
        item=row["item"],
        decision=row["decision"] if row["decision"] in told else "",
        institution=Named(**row["institution"]),
        deadline=deadline,
        open_text=row["open_text"],
        closed_text=row["closed_text"] if _reads_action(row, sight) else "",
    )


def _moment(text: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if text else None


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
