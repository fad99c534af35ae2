"""News as readers see them: a page of a list, one article, what a feed carries."""

import datetime
import math
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from languages import AUTHORITATIVE
from outreach.models import News
from outreach.published_texts import Texts, Words
from outreach.withdrawing import WITHDRAWN

ON_A_PAGE = 15
IN_A_FEED = 20


@dataclass(frozen=True)
class Picture:
    name: str
    width: int
    height: int
    widths: tuple[int, ...]
    decorative: bool
    alt: Texts
    credit: Texts


@dataclass(frozen=True)
class Article:
    id: uuid.UUID
    code: str
    slug: str
    topic: str
    published_at: datetime.datetime
    reviewed: Mapping[str, datetime.datetime]
    """When its words were reviewed last, by language: a change after publication."""
    title: Texts
    summary: Texts
    body: Texts
    do: Texts
    picture: Picture | None = None

    @property
    def languages(self) -> frozenset[str]:
        """Those in which it can be read whole."""
        return frozenset(self.title) & frozenset(self.body)

    def updated_at(self, language: str) -> datetime.datetime:
        return max(self.published_at, self.reviewed.get(language, self.published_at))


@dataclass(frozen=True)
class Withdrawn:
    """What is still said of a record that is not public any more: since when, and why."""

    at: datetime.datetime
    reason: Texts


@dataclass(frozen=True)
class Shelf:
    """What there is to choose from: the years and topics of everything public."""

    years: tuple[int, ...]
    topics: frozenset[str]


@dataclass(frozen=True)
class NewsPage:
    articles: tuple[Article, ...]
    number: int
    total: int
    """How many pages there are; at least one."""
    shelf: Shelf


def listed(*, topic: str, year: int | None, number: int, at: datetime.datetime) -> NewsPage | None:
    """One page of the list, the latest first; None where there is no such page. Three queries."""
    public = News.objects.published(at=at)
    every = list(public.order_by().values_list("published_at", "topic"))
    days = [(timezone.localtime(moment).year, about) for moment, about in every if moment]
    matching = sum(1 for when, about in days if _is_asked(when, about, year, topic))
    total = max(1, math.ceil(matching / ON_A_PAGE))
    if not 1 <= number <= total:
        return None
    rows = public.filter(**{"topic": topic} if topic else {})
    rows = rows.filter(published_at__year=year) if year else rows
    start = (number - 1) * ON_A_PAGE
    shelf = Shelf(
        years=tuple(sorted({when for when, _ in days}, reverse=True)),
        topics=frozenset(about for _, about in days),
    )
    chosen = rows.order_by("-published_at", "code")[start : start + ON_A_PAGE]
    shown = tuple(one for one in _articles(chosen) if AUTHORITATIVE in one.languages)
    return NewsPage(shown, number, total, shelf)


def article(code: str, *, at: datetime.datetime) -> Article | Withdrawn | None:
    """The one of an address, also of one that was withdrawn; None where nothing was public."""
    row = News.objects.filter(code=code, published_at__lte=at).first()
    if row is None or row.published_at is None:
        return None
    if row.withdrawn_at is None:
        (found,) = _articles([row])
        return found if AUTHORITATIVE in found.languages else None
    if row.withdrawn_at < row.published_at:
        return None
    words = Words([row.source_key])
    return Withdrawn(row.withdrawn_at, words(row.source_key, WITHDRAWN) or _own_reason(row))


def fed(language: str, *, at: datetime.datetime) -> tuple[tuple[Article, ...], datetime.datetime]:
    """The latest news that can be read in a language, and when the feed changed last.

    A withdrawal takes an entry away, which is a change as well.
    """
    # Some may be missing in the language: more are read than are given.
    found = _articles(News.objects.published(at=at)[: 2 * IN_A_FEED])
    readable = [one for one in found if language in one.languages][:IN_A_FEED]
    gone = News.objects.filter(Q(published_at__lte=at), withdrawn_at__isnull=False)
    last = gone.order_by("-withdrawn_at").values_list("withdrawn_at", flat=True).first()
    moments = [one.updated_at(language) for one in readable] + ([last] if last else [])
    return tuple(readable), max(moments, default=datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC))


def _is_asked(when: int, about: str, year: int | None, topic: str) -> bool:
    return (year is None or when == year) and (not topic or about == topic)


def _own_reason(row: News) -> Texts:
    return {"sq": row.withdrawn_reason} if row.withdrawn_reason else {}


def _articles(rows: Iterable[News]) -> tuple[Article, ...]:
    rows = [row for row in rows if row.published_at]
    words = Words(row.source_key for row in rows)
    return tuple(
        Article(
            id=row.id,
            code=row.code,
            slug=row.slug,
            topic=row.topic,
            published_at=row.published_at,
            reviewed=words.reviewed(key := row.source_key),
            title=words(key, "title"),
            summary=words(key, "summary"),
            body=words(key, "body"),
            do=words(key, "do"),
            picture=_picture(row, words),
        )
        for row in rows
        if row.published_at
    )


def _picture(row: News, words: Words) -> Picture | None:
    if not row.picture:
        return None
    return Picture(
        name=row.picture["name"],
        width=row.picture["width"],
        height=row.picture["height"],
        widths=tuple(row.picture["widths"]),
        decorative=row.picture["decorative"],
        alt=words(row.source_key, "picture:alt"),
        credit=words(row.source_key, "picture:credit"),
    )
