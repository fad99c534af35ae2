"""Public pages: which ones exist, told by whoever makes them, and how they may be kept.

What is not told by its maker is followed by a tick (`outreach/actions/pages/`).
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.gzip import gzip_page

from languages.search_words import forms, words_of
from outreach.models import Page

View = Callable[..., HttpResponseBase]
SECONDS = 60
MOST_WORDS = 15_000
"""Of one page. PostgreSQL keeps no more than a megabyte of them."""
_PLACES = 16_383
_PUBLISHED = "record.published_at <= now() AND record.withdrawn_at IS NULL"
_RECORD = (
    "EXISTS (SELECT 1 FROM outreach_{0} AS record"
    " WHERE record.slug = split_part(page.key, ':', 2) AND {1})"
)
VISIBLE = (
    "CASE split_part(page.key, ':', 1) "
    + " ".join(
        f"WHEN '{kind}' THEN {_RECORD.format(kind, _PUBLISHED)}"
        for kind in ("news", "event", "question")
    )
    + f""" WHEN 'help' THEN page.key = 'help' OR {_RECORD.format("helptopic", "true")}
    ELSE page.sources = '{{}}' OR cardinality(page.sources) = (
        SELECT count(*) FROM council_publishedfact AS fact
        WHERE fact.key = ANY (page.sources::text[])
            AND fact.withdrawn_at IS NULL AND fact.version <= page.version)
    END"""
)
"""Of a row `page` in SQL: whether what it repeats is public at this moment. The tick that follows
what was withdrawn may be seconds late; nobody reads it meanwhile."""


@dataclass(frozen=True)
class Listed:
    key: str
    language: str
    address: str
    changed_at: datetime.datetime


def put(
    *,
    key: str,
    language: str,
    address: str,
    title: str,
    text: str,
    at: datetime.datetime,
    sources: Collection[str] = (),
    version: int = 0,
) -> None:
    """Says that a page exists and what it says; again after a change.

    `sources`: keys of the council's published facts that it repeats, as of their `version`.
    """
    others = Page.objects.filter(address=address)
    others.exclude(key=key, language=language).delete()
    Page.objects.update_or_create(
        key=key,
        language=language,
        defaults={
            "address": address,
            "title": title[:200],
            "text": text.replace("\0", ""),
            "words": vector(title=title, text=text, language=language),
            "sources": sorted(sources),
            "version": version,
            "changed_at": at,
        },
    )


def vector(*, title: str, text: str, language: str) -> str:
    """The words as PostgreSQL writes a `tsvector`: those of the title weigh most."""
    places: dict[str, list[str]] = defaultdict(list)
    place = 0
    for part, weight in ((title, "A"), (text, "")):
        for word in words_of(part):
            place += 1
            if place > MOST_WORDS:
                break
            for form in forms(word, language):
                if len(places[form]) < 60:
                    places[form].append(f"{min(place, _PLACES)}{weight}")
    return " ".join(f"'{form}':{','.join(found)}" for form, found in places.items())


def withdraw(*, key: str, language: str = "") -> None:
    """In every language, or in one."""
    pages = Page.objects.filter(key=key)
    (pages.filter(language=language) if language else pages).delete()


def withdraw_language(*, key: str, language: str) -> None:
    """One language of a page goes; the others stay."""
    Page.objects.filter(key=key, language=language).delete()


def listed() -> list[Listed]:
    """Every page that was put and is public now. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key, language, address, changed_at FROM outreach_page AS page"
            f" WHERE {VISIBLE} ORDER BY key, language"
        )
        return [Listed(*row) for row in cursor.fetchall()]


_VERSION = """
    SELECT pg_postmaster_start_time()::text,
        (SELECT max(due) FROM outreach_publicmoment WHERE due <= now())::text,
        (SELECT string_agg(name || ' ' || n, ',' ORDER BY name) FROM (
            SELECT "table" AS name, sum(n)::text AS n FROM outreach_publicchange
            WHERE NOT "table" = ANY (%s) GROUP BY "table") AS told)
"""


def version(*, without: Collection[str] = ()) -> str:
    """Of everything that residents may read: another one after each publication and withdrawal,
    and once the hour of something approved has come. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION, [list(without)])
        return " ".join(str(part) for part in cursor.fetchone())


def cacheable(view: View) -> View:
    """Compressed, and browsers and proxies may keep it for a minute: it is the same for everybody.

    Nothing on a public page is secret, so compressing it gives nothing away (BREACH).
    """

    @gzip_page
    @wraps(view)
    def kept(request: HttpRequest, *args: object, **parts: object) -> HttpResponseBase:
        response = view(request, *args, **parts)
        patch_cache_control(response, public=True, max_age=SECONDS)
        return response

    return kept
