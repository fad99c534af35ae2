"""The pages of news, events, answered questions and help topics, from their reviewed words."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from languages import LANGUAGES
from outreach.actions.pages.wanted import Pages, Wanted, where
from outreach.models import Event, HelpTopic, News, Question, Text
from outreach.models.publishable import Publishable

_Words = Mapping[tuple[str, str], Mapping[str, str]]


def of_records(*, at: datetime.datetime) -> Pages:
    """In the languages that each exists in. Eight queries."""
    for kind, name, title in (
        (News, "news-article", "title"),
        (Event, "event", "title"),
        (Question, "", "question"),
    ):
        rows: list[Publishable] = list(kind.objects.published(at=at))
        words = _words(row.source_key for row in rows)
        for row in rows:
            yield from _page(row, name, title, words)
    topics = list(HelpTopic.objects.readable())
    words = _words(topic.source_key for topic in topics)
    for topic in topics:
        for language in LANGUAGES:
            place = where("help-topic", language, slug=topic.slug)
            yield from _in_language(topic.source_key, language, place, "headline", words, None)


def _page(row: Publishable, name: str, title: str, words: _Words) -> Pages:
    for language in LANGUAGES:
        if name:
            place = where(name, language, code=row.code, slug=row.slug)
        else:
            # Answers stand together on one page.
            together = where("questions", language)
            place = f"{together}#{row.code}" if together else ""
        yield from _in_language(row.source_key, language, place, title, words, row.published_at)


def _in_language(
    key: str,
    language: str,
    place: str,
    title: str,
    words: _Words,
    since: datetime.datetime | None,
) -> Pages:
    said = words.get((key, language), {})
    if place and said.get(title):
        rest = (said[field] for field in sorted(said, key=_order) if field != title)
        yield Wanted(key, language, place, said[title], "\n".join(rest), since)


def _order(field: str) -> tuple[bool, str]:
    """A summary before the rest, steps in their order."""
    return field != "summary", field


def _words(keys: Iterable[str]) -> _Words:
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in Text.objects.filter(key__in=list(keys), reviewed_at__isnull=False):
        found[row.key, row.language][row.field] = row.text
    return found
