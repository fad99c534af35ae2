"""Help lines and topics as the workspace shows them: who checked them last, and what is due."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from languages import AUTHORITATIVE, LANGUAGES, direction, own_name
from outreach.actions.help.change_line import WORDS
from outreach.freshness import is_due
from outreach.models import HelpChange, HelpCheck, HelpLine, HelpTopic, Text


@dataclass(frozen=True)
class LineRow:
    line: HelpLine
    due: bool
    check: HelpCheck | None
    change: HelpChange | None


@dataclass(frozen=True)
class TopicRow:
    topic: HelpTopic
    name: str
    due: bool
    unread: bool
    """Not public: nobody has read it yet."""
    check: HelpCheck | None


def lines(on: datetime.date) -> list[LineRow]:
    """Three queries; what is due comes first."""
    rows = list(HelpLine.objects.all())
    checks = _last_checks(row.source_key for row in rows)
    waiting = HelpChange.objects.filter(decided_at=None).select_related("proposed_by")
    changes = {change.line_id: change for change in waiting}
    found = [
        LineRow(row, is_due(row.checked_on, on), checks.get(row.source_key), changes.get(row.pk))
        for row in rows
    ]
    return sorted(found, key=lambda row: (not row.due, row.line.order))


def topics(on: datetime.date) -> list[TopicRow]:
    """Three queries; what is due comes first."""
    rows = list(HelpTopic.objects.all())
    checks = _last_checks(row.source_key for row in rows)
    heads = Text.objects.filter(
        key__in=[row.source_key for row in rows],
        field__in=("name", "headline"),
        language=AUTHORITATIVE,
    )
    names: dict[str, dict[str, Text]] = {}
    for head in heads:
        names.setdefault(head.key, {})[head.field] = head
    found = []
    for row in rows:
        own = names.get(row.source_key, {})
        named = own.get("name") or own.get("headline")
        found.append(
            TopicRow(
                topic=row,
                name=named.text if named else row.slug,
                due=is_due(row.checked_on, on),
                unread="headline" not in own or own["headline"].reviewed_at is None,
                check=checks.get(row.source_key),
            )
        )
    return sorted(found, key=lambda row: (not row.due, row.topic.month or 0, row.topic.order))


def differences(change: HelpChange, line: HelpLine) -> list[dict[str, str]]:
    """Each thing that changes: what it is, as it is now, as it is proposed."""
    found = []
    if change.number != line.number:
        found.append({"field": "number", "code": "", "old": line.number, "new": change.number})
    for name in WORDS:
        old, new = getattr(line, name), change.words[name]
        field, _underscore, code = name.partition("_")
        if old != new:
            found.append({"field": field, "code": code, "old": old, "new": new})
    return [
        {**row, "own_name": own_name(row["code"]), "direction": direction(row["code"])}
        if row["code"]
        else row
        for row in found
    ]


def texts_of(topic: HelpTopic) -> list[dict[str, Any]]:
    """A topic's words, a language after the other, in the order in which its page says them."""
    order = ["headline", "who", "hours", "go", *(f"step:{n}" for n in range(topic.steps))]
    order += ["free", "anonymous", "safe", "other"]
    found: dict[str, dict[str, Text]] = {code: {} for code in LANGUAGES}
    for text in Text.objects.filter(key=topic.source_key):
        found[text.language][text.field] = text
    return [
        {
            "code": code,
            "own_name": own_name(code),
            "direction": direction(code),
            "texts": [found[code][field] for field in order if field in found[code]],
        }
        for code in LANGUAGES
    ]


def _last_checks(keys: Iterable[str]) -> Mapping[str, HelpCheck]:
    newest = (
        HelpCheck.objects.filter(key__in=list(keys))
        .order_by("key", "-checked_at")
        .distinct("key")
        .select_related("checked_by")
    )
    return {check.key: check for check in newest}
