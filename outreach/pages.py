"""Public pages: which ones exist, told by whoever makes them, and how they may be kept.

What is not told by its maker is followed by a tick (`outreach/actions/pages/`).
"""

import datetime
import functools
import re
import threading
import weakref
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from psycopg.pq import ExecStatus

from languages import LANGUAGES
from languages.addresses import address
from languages.search_words import forms, words_of
from outreach.models import Page

View = Callable[..., HttpResponseBase]
_OWN_AFFAIRS = ("SAVEPOINT", "RELEASE SAVEPOINT", "SELECT set_config(", "SELECT current_setting(")
_ASKS = re.compile(r"\s*SELECT\s", re.IGNORECASE)
_FROM = re.compile(r'\b(?:FROM|JOIN|INTO)\s+"?(\w+)', re.IGNORECASE)
_SEVERAL = re.compile(r'\bFROM\s+"?\w+"?(\s+(AS\s+)?"?\w+"?)?\s*,', re.IGNORECASE)
MOST_WORDS = 15_000
"""Of one page. PostgreSQL keeps no more than a megabyte of them."""
EVERY = "*"
_PLACES = 16_383
_PUBLISHED = "record.published_at <= now() AND record.withdrawn_at IS NULL"
_RECORD = (
    "EXISTS (SELECT 1 FROM outreach_{0} AS record"
    " WHERE record.slug = split_part(page.key, ':', 2) AND {1})"
)
VISIBLE = (
    "CASE split_part(page.key, ':', 1) "
    + " ".join(
        f"WHEN '{kind}' THEN page.key = '{kind}' OR {_RECORD.format(kind, _PUBLISHED)}"
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
what was withdrawn may be seconds late; nobody reads it meanwhile. A list repeats no one record: the
key of `news` is that of its kind."""


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


def titles(addresses: Iterable[str]) -> dict[str, str]:
    """What pages are called that are public now, by their addresses, in their own language; nothing
    for a page that was not put, but the home page. One query."""
    asked = list(addresses)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT address, title FROM outreach_page AS page"
            f" WHERE address = ANY (%s) AND title <> '' AND {VISIBLE}",
            [asked],
        )
        found = dict(cursor.fetchall())
    for language in LANGUAGES:
        if (home := address("home", language)) in asked:
            with translation.override(language):
                found[home] = _("Home")
    return found


_VERSION = """SELECT pg_postmaster_start_time()::text,
        (SELECT max(due) FROM outreach_publicmoment WHERE due <= now())::text,
        (SELECT string_agg(name || ' ' || n, ',') FROM (
            SELECT "table" AS name, sum(n)::text AS n FROM outreach_publicchange
            GROUP BY "table" ORDER BY "table") AS told)
"""


@dataclass(frozen=True, slots=True)
class Versions:
    """Of everything that residents may read: another one after each publication and withdrawal,
    and once the hour of something approved has come."""

    start: str
    """When the database began to count; after a restart nothing that was kept holds."""
    due: str
    tables: Mapping[str, str]

    def of(self, tables: Collection[str]) -> "Versions":
        """Of some tables alone."""
        return Versions(self.start, self.due, {name: self.tables.get(name, "0") for name in tables})

    def without(self, *tables: str) -> "Versions":
        return self.of([name for name in sorted(self.tables) if name not in tables])


def versions() -> Versions:
    """One query."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        return _told(*cursor.fetchone())


class _Round:
    """Readers who come at the same moment share one question, if it is asked after they came."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._begun = 0
        self._ended = 0
        self._told: Versions | None = None

    def ask(self) -> Versions | None:
        begun_before = self._begun
        with self._lock:
            if self._told is None or self._ended <= begun_before:
                self._begun += 1
                self._told = _asked_quickly()
                self._ended = self._begun
            return self._told


_round = _Round()


def versions_quickly() -> Versions | None:
    """The same outside a transaction, at each visit; None where there is no connection yet, or it
    is lost."""
    return _round.ask()


_PREPARED = b"portal_versions"
_prepared: weakref.WeakSet[psycopg.Connection[Any]] = weakref.WeakSet()
"""Connections that have planned the question. Django's own cursors plan every question each time,
which costs six times what answering this one does."""


def _asked_quickly() -> Versions | None:
    raw = connection.connection
    if raw is None:
        return None
    try:
        if raw not in _prepared:
            if raw.pgconn.prepare(_PREPARED, _VERSION.encode()).status != ExecStatus.COMMAND_OK:
                return None
            _prepared.add(raw)
        answer = raw.pgconn.exec_prepared(_PREPARED, None)
    except psycopg.Error:
        return None
    if answer.status != ExecStatus.TUPLES_OK:
        _prepared.discard(raw)
        return None
    start, due, tables = (answer.get_value(0, column) for column in range(3))
    return _told((start or b"").decode(), (due or b"").decode(), (tables or b"").decode())


def _told(start: str, due: str | None, tables: str | None) -> Versions:
    return Versions(start, due or "", _parted(tables or ""))


@functools.lru_cache(maxsize=64)
def _parted(told: str) -> Mapping[str, str]:
    return dict(pair.split(" ") for pair in told.split(",")) if told else {}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page was made of; until one of these is another, it is the same page."""

    versions: Versions
    tables: frozenset[str]
    names: frozenset[str]
    """Of what the address asks (`?page=2`), what the page has looked at."""


def cacheable(view: View) -> View:
    """The same for everybody: the portal keeps it until what it shows is changed or withdrawn.

    Everything that it shows comes from tables that the public role may read, from `request.GET` and
    from the clock, of which a whole minute counts. Readers and proxies ask each time whether theirs
    still holds. Nothing on a public page is secret, so compressing it gives nothing away (BREACH).
    """

    @functools.wraps(view)
    def kept(request: HttpRequest, *args: object, **parts: object) -> HttpResponseBase:
        before: Versions | None = getattr(request, "versions", None)
        if request.method not in ("GET", "HEAD"):
            return view(request, *args, **parts)
        found = before or versions()
        asked, read = _Noting(request.GET), _Tables()
        request.GET = asked  # type: ignore[assignment]
        with connection.execute_wrapper(read):
            response = view(request, *args, **parts)
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        patch_vary_headers(response, ["Accept-Encoding"])
        if read.known:
            tables, names = frozenset(read.tables), frozenset(asked.names)
            response.seen = Seen(found.of(tables), tables, names)  # type: ignore[attr-defined]
        return response

    return kept


class _Noting(QueryDict):
    """Notes which names a page has looked at; `*` where it went through all of them."""

    def __init__(self, asked: QueryDict) -> None:
        super().__init__("", mutable=True)
        for name, values in asked.lists():
            self.setlist(name, values)
        self._mutable = False
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.names.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.names.add(str(name))
        return super().__contains__(name)

    def _getlist(self, name: str, default: Any = None, force_list: bool = False) -> Any:
        self.names.add(name)
        return super()._getlist(name, default, force_list)  # type: ignore[misc]

    def __iter__(self) -> Iterator[str]:
        self.names.add(EVERY)
        return super().__iter__()

    def __len__(self) -> int:
        self.names.add(EVERY)
        return super().__len__()

    def __bool__(self) -> bool:
        return len(self) > 0

    def lists(self) -> Any:
        self.names.add(EVERY)
        return super().lists()

    def copy(self) -> QueryDict:  # type: ignore[override]
        copied = QueryDict("", mutable=True)
        for name, values in self.lists():
            copied.setlist(name, values)
        return copied


class _Tables:
    """Notes which tables a page reads."""

    def __init__(self) -> None:
        self.tables: set[str] = set()
        self.known = True

    def __call__(self, execute: Any, sql: str, *args: Any) -> Any:
        tables = _tables_of(sql)
        if tables is None:
            self.known = False
        else:
            self.tables |= tables
        return execute(sql, *args)


@functools.lru_cache(maxsize=2048)
def _tables_of(sql: str) -> frozenset[str] | None:
    """Of a plain question; None of everything else, which no page that is kept may do."""
    if sql.startswith(_OWN_AFFAIRS):
        return frozenset()
    found = frozenset(_FROM.findall(sql))
    return found if found and _ASKS.match(sql) and not _SEVERAL.search(sql) else None
