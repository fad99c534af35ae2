"""Keeps the register of public pages as the pages are: for search and the site map."""

import datetime
from collections.abc import Iterable

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from council import published
from outreach import pages
from outreach.actions.pages.facts import of_facts
from outreach.actions.pages.records import of_records
from outreach.actions.pages.standing import NAMES, of_standing_pages
from outreach.actions.pages.wanted import Wanted
from outreach.models import Page, PublicChange

OWN_KINDS = ("news", "event", "question", "help", "meeting", "decision")
"""Other pages are put by whoever makes them."""
_FOLLOWED = "pages.followed"
FOLD = """
    WITH old AS (
        DELETE FROM outreach_publicchange WHERE id IN (
            SELECT id FROM outreach_publicchange WHERE slot <> 0 FOR UPDATE SKIP LOCKED)
        RETURNING "table", n)
    INSERT INTO outreach_publicchange AS known ("table", slot, n)
    SELECT "table", 0, sum(n) FROM old GROUP BY "table"
    ON CONFLICT ("table", slot) DO UPDATE SET n = known.n + excluded.n
"""
MANY = 200


def follow_if_changed(*, at: datetime.datetime) -> int:
    """Follows where something public has changed since, or a day has begun. How many were put."""
    fold_counts()
    seen = f"{timezone.localdate(at)} {pages.versions().without('outreach_page')}"
    if cache.get(_FOLLOWED) == seen:
        return 0
    changed = follow(at=at)
    cache.set(_FOLLOWED, seen, None)
    return changed


def follow(*, at: datetime.datetime) -> int:
    """Puts what is new or says something else, withdraws what is gone. Two at once do no harm."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('outreach.pages.follow'))")
    version = published.version()
    wanted = {
        (page.key, page.language): page
        for page in (*of_records(at=at), *of_facts(), *of_standing_pages())
    }
    there = {
        (row.key, row.language): row for row in Page.objects.defer("words") if _is_own(row.key)
    }
    for key, language in there.keys() - wanted.keys():
        pages.withdraw(key=key, language=language)
    changed = [page for name, page in wanted.items() if not _same(page, there.get(name))]
    for page in changed:
        _put(page, version, at if (page.key, page.language) in there else page.since or at)
    _settle(there.values(), version)
    return len(changed) + _fill_words()


def fold_counts() -> None:
    """Every connection has counted for itself; what those did that are gone is added up."""
    if PublicChange.objects.count() > MANY:
        with connection.cursor() as cursor:
            cursor.execute(FOLD)


def _is_own(key: str) -> bool:
    return key in NAMES or key.partition(":")[0] in OWN_KINDS


def _same(page: Wanted, row: Page | None) -> bool:
    return row is not None and (
        page.address,
        page.title[:200],
        page.text,
        sorted(page.sources),
    ) == (
        row.address,
        row.title,
        row.text,
        row.sources,
    )


def _put(page: Wanted, version: int, at: datetime.datetime) -> None:
    pages.put(
        key=page.key,
        language=page.language,
        address=page.address,
        title=page.title,
        text=page.text,
        at=at,
        sources=page.sources,
        version=version if page.sources else 0,
    )


def _settle(rows: Iterable[Page], version: int) -> None:
    """A fact that was published again with the same words hides no page."""
    behind = [row.pk for row in rows if row.sources and row.version < version]
    Page.objects.filter(pk__in=behind).update(version=version)


def _fill_words() -> int:
    """Pages from before search could find them."""
    bare = list(Page.objects.filter(words__isnull=True))
    for row in bare:
        row.words = pages.vector(title=row.title, text=row.text, language=row.language)
        row.save(update_fields=["words"])
    return len(bare)
