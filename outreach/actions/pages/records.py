"""The pages of news, events, answered questions and help topics, from their reviewed words."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from languages import LANGUAGES
from languages.addresses import address
from outreach.actions.pages.wanted import Pages, Wanted
from outreach.models import Event, HelpTopic, News, Question, Text
from outreach.models.publishable import Publishable

ROUTES: Mapping[type[Publishable], tuple[str, str]] = {
    # Kind of record → its route ("" where they stand together on one page), and its title.
    News: ("news-article", "title"),
    Event: ("event", "title"),
    Question: ("", "question"),
}
_Words = Mapping[tuple[str, str], Mapping[str, str]]


def of_records(*, at: datetime.datetime) -> Pages:
    """In the languages that each exists in. Eight queries."""
    for kind in ROUTES:
        rows: list[Publishable] = list(kind.objects.published(at=at))
        words = _words(row.source_key for row in rows)
        for row in rows:
            yield from _page(row, words)
    topics = list(HelpTopic.objects.readable())
    words = _words(topic.source_key for topic in topics)
    for topic in topics:
        for language in LANGUAGES:
            place = address("help-topic", language, slug=topic.slug)
            yield from _in_language(topic.source_key, language, place, "headline", words, None)


def of_record(row: Publishable) -> Pages:
    """Those of one record, in the languages that it exists in; none of a kind without pages."""
    return _page(row, _words([row.source_key])) if type(row) in ROUTES else iter(())


def _page(row: Publishable, words: _Words) -> Pages:
    name, title = ROUTES[type(row)]
    for language in LANGUAGES:
        if name:
            place = address(name, language, code=row.code, slug=row.slug)
        else:
            # Answers stand together on one page.
            place = f"{address('questions', language)}#{row.code}"
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
    if said.get(title):
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
