"""The notice of the same day and the public minutes of a meeting, as values."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from council.models import PublishedFact
from council.withdrawn_words import GONE

Texts = Mapping[str, str]


@dataclass(frozen=True)
class NoticeDecision:
    number: str
    institution: str
    deadline: datetime.date | None
    text: Texts


@dataclass(frozen=True)
class Correction:
    """Where the approved minutes differ from the notice.

    `what`: text, institution, deadline; `missing` from the minutes; `added` by them. The values of
    a text are in Albanian, those of an institution its code, those of a deadline a day or None.
    """

    number: str
    what: str
    said: str | None
    holds: str | None


@dataclass(frozen=True)
class WithdrawnDecision:
    """What stands in the place of a decision that was withdrawn from publication."""

    number: str
    on: datetime.date
    reasons: Texts


@dataclass(frozen=True)
class Notice:
    reference: str
    starts_at: datetime.datetime
    published_at: datetime.datetime
    text: Texts
    """Nothing once a decision that it told of was withdrawn."""
    decisions: tuple[NoticeDecision, ...]
    corrections: tuple[Correction, ...]
    withdrawn: tuple[WithdrawnDecision, ...]


@dataclass(frozen=True)
class ItemTold:
    number: int
    carried: bool
    title: Texts
    text: Texts
    minutes: Texts


@dataclass(frozen=True)
class VoteTold:
    method: str
    in_favour: int
    against: int
    abstained: int
    quorum: bool


@dataclass(frozen=True)
class DecisionTold:
    number: str
    kind: str
    institution: str
    deadline: datetime.date | None
    item: int | None
    text: Texts
    vote: VoteTold | None


@dataclass(frozen=True)
class ActionTold:
    reference: str
    institution: str
    deadline: datetime.date
    text: Texts


@dataclass(frozen=True)
class AddendumTold:
    on: datetime.date
    text: Texts


@dataclass(frozen=True)
class PresenceTold:
    institution: str
    state: str


@dataclass(frozen=True)
class Minutes:
    reference: str
    starts_at: datetime.datetime
    ended_at: datetime.datetime | None
    text: Texts
    place: Texts
    chair: Texts
    occupied: int | None
    voting_present: int
    quorum_needed: int
    quorum: bool
    attendance: tuple[PresenceTold, ...]
    items: tuple[ItemTold, ...]
    decisions: tuple[DecisionTold, ...]
    withdrawn: tuple[WithdrawnDecision, ...]
    is_cut: bool
    """Whether paragraphs are left out because they repeat what was withdrawn."""
    actions: tuple[ActionTold, ...]
    addenda: tuple[AddendumTold, ...]


def notice(reference: str) -> Notice | None:
    row = _row(f"notice:{reference}")
    if row is None:
        return None
    return Notice(
        reference=row.facts["reference"],
        starts_at=datetime.datetime.fromisoformat(row.facts["starts_at"]),
        published_at=row.published_at,
        text=_text(row, "text"),
        decisions=tuple(
            NoticeDecision(
                number=entry["number"],
                institution=entry["institution"],
                deadline=_day(entry["deadline"]),
                text=_text(row, f"decision:{entry['number']}"),
            )
            for entry in row.facts["decisions"]
        ),
        corrections=corrections_in(row),
        withdrawn=withdrawn_in(row),
    )


def withdrawn_in(row: PublishedFact) -> tuple[WithdrawnDecision, ...]:
    """Of a meeting, a notice or minutes: which of its decisions are public no longer, and why."""
    return tuple(
        WithdrawnDecision(
            number=entry["number"],
            on=datetime.date.fromisoformat(entry["on"]),
            reasons=_text(row, f"withdrawn:{entry['number']}"),
        )
        for entry in row.facts.get("withdrawn", ())
    )


def corrections_in(row: PublishedFact) -> tuple[Correction, ...]:
    """What was corrected in a notice, of its row."""
    return tuple(
        Correction(
            number=entry["number"],
            what=entry["what"],
            said=entry.get("said") or _albanian(row, f"correction:{n}:said"),
            holds=entry.get("holds") or _albanian(row, f"correction:{n}:holds"),
        )
        for n, entry in enumerate(row.facts["corrections"])
    )


def minutes(reference: str) -> Minutes | None:
    row = _row(f"minutes:{reference}")
    if row is None:
        return None
    facts = row.facts
    return Minutes(
        reference=facts["reference"],
        starts_at=datetime.datetime.fromisoformat(facts["starts_at"]),
        ended_at=datetime.datetime.fromisoformat(facts["ended_at"]) if facts["ended_at"] else None,
        text=_text(row, "text"),
        place=_text(row, "place"),
        chair=_text(row, "chair"),
        occupied=facts["occupied"],
        voting_present=facts["voting_present"],
        quorum_needed=facts["quorum_needed"],
        quorum=facts["quorum"],
        attendance=tuple(PresenceTold(**entry) for entry in facts["attendance"]),
        items=tuple(_item(row, entry["number"], entry["state"]) for entry in facts["items"]),
        decisions=tuple(_decision(row, entry) for entry in facts["decisions"]),
        withdrawn=withdrawn_in(row),
        is_cut="withdrawn" in facts and any(GONE in text for text in row.texts["sq"].values()),
        actions=tuple(
            ActionTold(
                reference=entry["reference"],
                institution=entry["institution"],
                deadline=datetime.date.fromisoformat(entry["deadline"]),
                text=_text(row, f"action:{entry['reference']}"),
            )
            for entry in facts["actions"]
        ),
        addenda=tuple(
            AddendumTold(datetime.date.fromisoformat(day), _text(row, f"addendum:{n}"))
            for n, day in enumerate(facts["addenda"])
        ),
    )


def _row(key: str) -> PublishedFact | None:
    return PublishedFact.objects.filter(key=key, withdrawn_at__isnull=True).first()


def _item(row: PublishedFact, number: int, state: str) -> ItemTold:
    return ItemTold(
        number=number,
        carried=state == "carried",
        title=_text(row, f"item:{number}:title"),
        text=_text(row, f"item:{number}:text"),
        minutes=_text(row, f"item:{number}:minutes"),
    )


def _decision(row: PublishedFact, entry: Mapping) -> DecisionTold:
    return DecisionTold(
        number=entry["number"],
        kind=entry["kind"],
        institution=entry["institution"],
        deadline=_day(entry["deadline"]),
        item=entry["item"],
        text=_text(row, f"decision:{entry['number']}"),
        vote=VoteTold(**entry["vote"]) if entry["vote"] else None,
    )


def _text(row: PublishedFact, field: str) -> Texts:
    return {lang: texts[field] for lang, texts in row.texts.items() if texts.get(field)}


def _albanian(row: PublishedFact, field: str) -> str | None:
    text: str | None = row.texts["sq"].get(field)
    return text


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
