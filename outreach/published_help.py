"""What the public side says about help, as values: lines, topics, the card on paper."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from languages import LANGUAGES
from outreach.models import HelpCard, HelpLine, HelpTopic, Text
from outreach.published_texts import Texts


@dataclass(frozen=True)
class CheckedLine:
    number: str
    front_page: bool
    name: Texts
    note: Texts
    hours: Texts
    cost: str
    """A value of HelpLine.Cost, or empty."""
    spoken: tuple[str, ...]
    """Codes of HelpLine.Spoken."""
    checked_on: datetime.date | None


@dataclass(frozen=True)
class TopicInBrief:
    slug: str
    name: Texts
    headline: Texts
    who: Texts
    seasonal: bool


@dataclass(frozen=True)
class WholeTopic:
    slug: str
    texts: dict[str, Texts]
    """name, headline, who, go, hours, free, anonymous, safe, other; a missing one is missing."""
    steps: tuple[Texts, ...]
    lines: tuple[CheckedLine, ...]
    related: tuple[TopicInBrief, ...]
    leave_quickly: bool
    checked_on: datetime.date | None


@dataclass(frozen=True)
class Card:
    name: str
    sha256: str
    bytes: int


def lines() -> tuple[CheckedLine, ...]:
    return tuple(_line(row) for row in HelpLine.objects.in_force())


def topics() -> tuple[TopicInBrief, ...]:
    """Every readable one; those that stand all year first."""
    return _in_brief(HelpTopic.objects.readable().order_by("month", "order"))


def topic(slug: str) -> WholeTopic | None:
    """Five queries."""
    row = HelpTopic.objects.readable().filter(slug=slug).first()
    if row is None:
        return None
    others = list(HelpTopic.objects.readable().filter(slug__in=row.related))
    words = _texts([row.source_key])[row.source_key]
    by_number = {line.number: line for line in lines()}
    return WholeTopic(
        slug=row.slug,
        texts={field: texts for field, texts in words.items() if not field.startswith("step:")},
        steps=tuple(words.get(f"step:{n}", {}) for n in range(row.steps)),
        lines=tuple(by_number[number] for number in row.numbers if number in by_number),
        related=_in_brief(sorted(others, key=lambda other: row.related.index(other.slug))),
        leave_quickly=row.leave_quickly,
        checked_on=row.checked_on,
    )


def card(language: str) -> Card | None:
    """The file with the help lines, once it is made."""
    row = HelpCard.objects.filter(language=language).exclude(name="").first()
    return Card(name=row.name, sha256=row.sha256, bytes=row.bytes or 0) if row else None


def _line(row: HelpLine) -> CheckedLine:
    def said(field: str) -> Texts:
        texts = {language: getattr(row, f"{field}_{language}") for language in LANGUAGES}
        return {language: text for language, text in texts.items() if text}

    return CheckedLine(
        number=row.number,
        front_page=row.front_page,
        name=said("name"),
        note=said("note"),
        hours=said("hours"),
        cost=row.cost,
        spoken=tuple(row.spoken),
        checked_on=row.checked_on,
    )


def _in_brief(rows: Iterable[HelpTopic]) -> tuple[TopicInBrief, ...]:
    rows = list(rows)
    words = _texts([row.source_key for row in rows], "name", "headline", "who")
    return tuple(
        TopicInBrief(
            slug=row.slug,
            name=own.get("name") or own.get("headline", {}),
            headline=own.get("headline", {}),
            who=own.get("who", {}),
            seasonal=row.month is not None,
        )
        for row in rows
        if (own := words[row.source_key])
    )


def _texts(keys: list[str], *fields: str) -> dict[str, dict[str, Texts]]:
    """The reviewed words of several topics, by key, field and language."""
    only = Q(field__in=fields) if fields else Q()
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in Text.objects.filter(only, key__in=keys, reviewed_at__isnull=False):
        found[row.key][row.field][row.language] = row.text
    return defaultdict(dict, {key: dict(own) for key, own in found.items()})
