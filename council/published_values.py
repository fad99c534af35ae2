"""Decisions and promises as values, read from the snapshot rows that the public side may read."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from council.models import PublishedFact

Texts = Mapping[str, str]
"""A field in the languages that it exists in: {"sq": …, "en": …, "ar": …}."""


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
    decision: str = ""
    """The number of the public decision that it came of, where there is one."""

    def state_on(self, day: datetime.date) -> str:
        """`done`, `on_time` (still has time) or `late`."""
        if self.done_on and self.done_on <= day:
            return "done"
        return "late" if self.deadline < day else "on_time"

    def missed_again_on(self, day: datetime.date) -> bool:
        """Whether a new deadline has passed too."""
        again = self.new_deadline
        return bool(again and again < day and self.state_on(day) == "late")

    def is_unexplained_on(self, day: datetime.date) -> bool:
        """Late, and the institution has said neither why nor until when."""
        return self.state_on(day) == "late" and not (self.reason or self.new_deadline)


def public_rows():  # type: ignore[no-untyped-def]
    return PublishedFact.objects.filter(withdrawn_at__isnull=True)


def serial(number: str) -> tuple[int, ...]:
    """`2026-9` before `2026-10`."""
    return tuple(int(part) for part in number.split("-"))


def text_of(row: PublishedFact, field: str) -> Texts:
    return {lang: texts[field] for lang, texts in row.texts.items() if texts.get(field)}


def day_of(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def decision_of(row: PublishedFact) -> Decision:
    return Decision(
        key=row.key,
        number=row.facts["number"],
        kind=row.facts["kind"],
        institution=row.facts["institution"],
        deadline=day_of(row.facts["deadline"]),
        text=text_of(row, "text"),
    )


def promise_of(row: PublishedFact) -> Promise:
    facts = row.facts
    return Promise(
        key=row.key,
        reference=facts["reference"],
        institution=facts["institution"],
        given_on=row.on_date,
        deadline=datetime.date.fromisoformat(facts["deadline"]),
        done_on=day_of(facts["done_on"]),
        new_deadline=day_of(facts["new_deadline"]),
        text=text_of(row, "text"),
        reason=text_of(row, "reason"),
        decision=facts.get("decision") or "",
    )
