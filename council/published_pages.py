"""What residents can read on each page of a meeting and of a decision: for search and the site map."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from council.models import PublishedFact
from languages import LANGUAGES

_Kind = PublishedFact.Kind
_OF_MEETING = (_Kind.MEETING, _Kind.NOTICE, _Kind.MINUTES)


@dataclass(frozen=True)
class PageText:
    kind: str
    """`meeting` or `decision`."""
    number: str
    on: datetime.date
    told_at: datetime.datetime
    sources: tuple[str, ...]
    """Keys of the facts that it repeats."""
    texts: Mapping[str, str]
    """Everything that is said, a language each; a language may be missing."""


def page_texts() -> tuple[PageText, ...]:
    """Of every meeting and decision that something is public of. One query."""
    kinds = (*_OF_MEETING, _Kind.DECISION, _Kind.ACTION)
    rows = PublishedFact.objects.filter(withdrawn_at__isnull=True, kind__in=kinds).order_by("key")
    meetings: dict[str, dict[str, PublishedFact]] = defaultdict(dict)
    promises: dict[str, list[PublishedFact]] = defaultdict(list)
    decisions = []
    for row in rows:
        if row.kind == _Kind.DECISION:
            decisions.append(row)
        elif row.kind == _Kind.ACTION:
            promises[row.facts.get("decision") or ""].append(row)
        else:
            meetings[row.facts["reference"]][row.kind] = row
    return (
        *(_meeting(reference, facts) for reference, facts in meetings.items()),
        *(_decision(row, promises[row.facts["number"]]) for row in decisions),
    )


def _meeting(reference: str, facts: Mapping[str, PublishedFact]) -> PageText:
    """As the page tells it: the notice until there are minutes; decisions have pages of their own."""
    told = [facts[kind] for kind in (_Kind.MEETING, _Kind.MINUTES) if kind in facts]
    rows = told or [facts[_Kind.NOTICE]]
    begins = ("text", "place", "item:", "addendum:") if told else ("text", "decision:")
    return _page("meeting", reference, rows, begins)


def _decision(row: PublishedFact, promises: list[PublishedFact]) -> PageText:
    return _page("decision", row.facts["number"], [row, *promises], ("text", "reason"))


def _page(kind: str, number: str, rows: list[PublishedFact], begins: tuple[str, ...]) -> PageText:
    return PageText(
        kind=kind,
        number=number,
        on=rows[0].on_date,
        told_at=max(row.published_at for row in rows),
        sources=tuple(row.key for row in rows),
        texts={
            language: text
            for language in LANGUAGES
            if (text := "\n".join(dict.fromkeys(_said(rows, language, begins))))
        },
    )


def _said(rows: Iterable[PublishedFact], language: str, begins: tuple[str, ...]) -> Iterator[str]:
    for row in rows:
        for field, text in sorted(row.texts.get(language, {}).items()):
            if text and field.startswith(begins):
                yield text
