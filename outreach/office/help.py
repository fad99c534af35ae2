"""Help lines and topics as the workspace shows them: who checked them last, and what is due."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from languages import AUTHORITATIVE, LANGUAGES, direction, own_name
from outreach.actions.help.change_line import WORDS, told_of
from outreach.actions.help.mentions import mentions_of, with_number
from outreach.freshness import is_due
from outreach.models import HelpCard, HelpChange, HelpCheck, HelpLine, HelpTopic, Text

LABELS = {
    "number": _("Number"),
    "name": _("Name"),
    "note": _("Note"),
    "hours": _("When it answers"),
    "cost": _("What does a call cost?"),
    "spoken": _("Languages in which it answers"),
    "topics": _("Help topics that tell residents to call it"),
}


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
    rows = list(HelpLine.objects.in_force())
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
    heads = _heads(rows)
    found = []
    for row in rows:
        own = heads[row.source_key]
        found.append(
            TopicRow(
                topic=row,
                name=_short_name(row, own),
                due=is_due(row.checked_on, on),
                unread="headline" not in own or own["headline"].reviewed_at is None,
                check=checks.get(row.source_key),
            )
        )
    return sorted(found, key=lambda row: (not row.due, row.topic.month or 0, row.topic.order))


def differences(change: HelpChange, names: Mapping[str, str]) -> list[dict[str, str]]:
    """Each thing that changes: its label, as it is now, as it is proposed; of a line that ends, its
    name and number alone. `names`: of topics, by slug."""
    line, ends = change.line, change.kind == HelpChange.Kind.RETIRE
    pairs = [("number", line.number if line else "", "" if ends else change.number)]
    for name in ("name_sq",) if ends else WORDS:
        old = getattr(line, name) or "" if line else ""
        pairs.append((name, old, "" if ends else change.words.get(name, old)))
    if change.facts:
        now = told_of(line).facts if line else {}
        pairs += [
            (fact, _said(fact, now.get(fact), names), _said(fact, change.facts[fact], names))
            for fact in ("cost", "spoken", "topics")
        ]
    return [_difference(name, old, new) for name, old, new in pairs if old != new]


def _difference(name: str, old: str, new: str) -> dict[str, str]:
    field, _underscore, code = name.partition("_")
    row = {"field": field, "label": str(LABELS[field]), "code": code, "old": old, "new": new}
    if code:
        row |= {"own_name": own_name(code), "direction": direction(code)}
    return row


def _said(fact: str, value: Any, names: Mapping[str, str]) -> str:
    """A fact of a line, as words."""
    if not value:
        return ""
    if fact == "cost":
        return str(HelpLine.Cost(value).label)
    if fact == "spoken":
        return ", ".join(str(HelpLine.Spoken(code).label) for code in value)
    return ", ".join(names.get(slug, slug) for slug in value)


def consequences(change: HelpChange) -> list[dict[str, str]]:
    """Where a line ends: each sentence that says its number, as it is now and as it shall be."""
    if change.kind != HelpChange.Kind.RETIRE or change.instead is None:
        return []
    return [
        {
            "code": row.language,
            "direction": direction(row.language),
            "old": row.text,
            "new": with_number(row.text, change.number, change.instead.number),
        }
        for row in mentions_of(change.number).sentences
    ]


def open_changes() -> list[HelpChange]:
    waiting = HelpChange.objects.filter(decided_at=None).order_by("proposed_at")
    return list(waiting.select_related("proposed_by", "line", "instead"))


def no_card() -> bool:
    """Whether a card could not be made: with so many words it does not fit on its page."""
    return HelpCard.objects.exclude(error="").exists()


def topic_names() -> dict[str, str]:
    """Short Albanian names, by slug; two queries."""
    rows = list(HelpTopic.objects.all())
    heads = _heads(rows)
    return {row.slug: _short_name(row, heads[row.source_key]) for row in rows}


def _heads(topics: Iterable[HelpTopic]) -> dict[str, dict[str, Text]]:
    """Names and headlines in Albanian, by the topic's key and by field; one query."""
    heads: dict[str, dict[str, Text]] = {topic.source_key: {} for topic in topics}
    rows = Text.objects.filter(
        key__in=heads, field__in=("name", "headline"), language=AUTHORITATIVE
    )
    for row in rows:
        heads[row.key][row.field] = row
    return heads


def _short_name(topic: HelpTopic, heads: Mapping[str, Text]) -> str:
    named = heads.get("name") or heads.get("headline")
    return named.text if named else topic.slug


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
