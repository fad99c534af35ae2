"""Where a help line's number is told to residents: topics that call it, sentences, answers."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from languages import AUTHORITATIVE
from languages.texts import digest
from outreach.models import HelpTopic, Question, Text


@dataclass(frozen=True)
class Mentions:
    topics: tuple[HelpTopic, ...]
    """Those that list it."""
    sentences: tuple[Text, ...]
    """Texts of topics that say it."""
    answers: int
    """Questions that were sent to it."""

    def __bool__(self) -> bool:
        return bool(self.topics or self.sentences or self.answers)


def mentions_of(number: str) -> Mentions:
    """Three queries."""
    said = _written(number)
    texts = Text.objects.filter(key__startswith="help:").order_by("key", "language", "field")
    return Mentions(
        topics=tuple(HelpTopic.objects.filter(numbers__contains=[number])),
        sentences=tuple(row for row in texts if said.search(row.text)),
        answers=Question.objects.filter(help_line=number).count(),
    )


def alone_with(number: str, *, but: Collection[str]) -> list[str]:
    """Slugs of the topics that tell residents to call this number and no other."""
    alone = HelpTopic.objects.filter(numbers=[number])
    return list(alone.exclude(slug__in=but).order_by("slug").values_list("slug", flat=True))


def with_number(text: str, old: str, new: str) -> str:
    return _written(old).sub(new.replace(" ", "\u00a0"), text)


def renumber(old: str, new: str) -> set[str]:
    """Everything that called `old` calls `new`. The keys of the topics that say so in words.

    The number is the same in every language, so no translation falls behind by it.
    """
    for topic in HelpTopic.objects.filter(numbers__contains=[old]):
        numbers = [new if number == old else number for number in topic.numbers]
        topic.numbers = list(dict.fromkeys(numbers))
        topic.save(update_fields=["numbers"])
    Question.objects.filter(help_line=old).update(help_line=new)
    return _reword(old, new)


def _reword(old: str, new: str) -> set[str]:
    current: dict[tuple[str, str], tuple[str, str]] = {}
    rows = sorted(
        Text.objects.select_for_update().filter(key__startswith="help:"),
        key=lambda row: row.language != AUTHORITATIVE,
    )
    changed = set()
    for row in rows:
        before, row.text = row.text, with_number(row.text, old, new)
        if row.language == AUTHORITATIVE:
            current[row.key, row.field] = digest(before), digest(row.text)
        was, now = current.get((row.key, row.field), ("", ""))
        if row.translates_digest == was:
            row.translates_digest = now
        if row.text != before:
            row.save(update_fields=["text", "translates_digest"])
            changed.add(row.key)
    return changed


def _written(number: str) -> re.Pattern[str]:
    """The number as a text says it, and no part of a longer one."""
    return re.compile(
        r"(?<!\d)(?<!\d[ \u00a0])"
        + re.escape(number).replace(r"\ ", "[ \u00a0]")
        + r"(?![ \u00a0]?\d)"
    )
