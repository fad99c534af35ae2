"""Every word of every threat report is a canary: who of the cast ever gets to see which.

Each walks every address of the workspace that there is, with every id put into it. What they saw is
held against a table written by hand, both ways: a word too many is a leak, one too few a fault.
"""

import base64
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
import redis
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from council import notices
from council.models import AgendaItem, Meeting, PublishedFact, Report, ReportNote
from council.people import acting_as
from tests import reported
from tests.canaries import canaries_in
from tests.published import (
    FOLDER,
    TEST,
    Published,
    published_portal,
    routes,
    signed_in,
    undone,
    visitor,
)
from tests.reported import word

OF_REPORTS = re.compile("report|referral|retention|figures")
ID = re.compile(r"<uuid:(\w+)>")
THINGS = {
    "report_id": tuple(reported.MADE),
    "referral_id": ("referral",),
    "note_id": ("report_note",),
    "share_id": ("report_share",),
    "file_id": ("report_file",),
    "link_id": ("report_link",),
    "redirection_id": ("redirection",),
}
"""What stands in an address in place of an id, by its name there."""


def _all(*things: str) -> set[str]:
    return {word(thing, name) for thing in things for name in Report.WORDS}


def _read(*things: str) -> set[str]:
    """Without why it was sent back, which is between its institution and the triage."""
    return {word(thing, name) for thing in things for name in ("title", "observed", "protective")}


PURPOSE = {word("referral", "purpose")}
FILE = {word("report_file", "name")}
"""Of the report that is marked GREEN, and marked like it."""
MAY_SEE: Mapping[str, set[str]] = {
    "liaison": _all(
        "draft_report", "sent_report", "strict_report", "amber_report", "green_report",
        "referred_report",
    ) | PURPOSE | FILE | {word("report_note", "text")},
    "coordinator": _all("sent_report", "amber_report", "green_report", "referred_report")
    | PURPOSE | FILE,
    "member": _all("social_report", "green_report") | {word("referred_report", "observed")}
    | PURPOSE | FILE,
    "education": _all("amber_report", "green_report") | FILE,
    "chair": _all("green_report") | FILE,
    "secretary": _all("green_report") | FILE,
}  # fmt: skip
MUST_SEE: Mapping[str, set[str]] = {
    "liaison": _read("strict_report", "amber_report", "green_report") | PURPOSE,
    "coordinator": _read("sent_report", "amber_report", "green_report") | PURPOSE,
    "member": _read("social_report", "green_report")
    | {word("referred_report", "observed")}
    | PURPOSE,
    "education": _read("amber_report", "green_report") | FILE,
    "chair": _read("green_report") | FILE,
    "secretary": _read("green_report") | FILE,
}


@pytest.fixture(scope="module", autouse=True)
def published(django_db_setup: None, django_db_blocker: Any) -> Iterator[Published]:
    with published_portal(django_db_blocker) as published:
        yield published


CAST = (
    "chair", "coordinator", "secretary", "liaison", "member", "education", "transport", "observer",
    "editor", "translator", "auditor", "administrator",
)  # fmt: skip


@pytest.mark.parametrize("role", CAST)
def test_each_sees_the_words_of_the_table_and_no_other(role: str, published: Published) -> None:
    seen = _words_in(_walk(_browser(role, published), published))
    assert seen <= MAY_SEE.get(role, set())
    assert seen >= MUST_SEE.get(role, set())


def test_a_visitor_and_the_public_pages_see_nothing(published: Published) -> None:
    assert _words_in(_walk(visitor(), published)) == set()
    pages = (visitor().get(page) for page in published.public_pages())
    assert _words_in(_text(page) for page in pages) == set()


def test_no_word_lies_anywhere_in_clear(published: Published) -> None:
    """Tables, sessions and cache, Redis, letters, files, logs."""
    assert _words_in(_everything_that_lies(published)) == set()


def _browser(role: str, published: Published) -> Client:
    (account,) = (account for account in published.accounts if account.role == role)
    return signed_in(account)


NOT_FOR: set[tuple[str, str]] = set()
"""Patterns with a method that they know for nobody: asked once, not with every id."""


def _walk(browser: Client, published: Published) -> Iterator[str]:
    """Pages with their headers; of reports also what answers a form that was sent empty."""
    for pattern, address in _addresses(published):
        for method in ("GET", "POST") if OF_REPORTS.search(pattern) else ("GET",):
            if (pattern, method) in NOT_FOR:
                continue
            with undone():
                response = browser.generic(method, address)
            if response.status_code == 405:
                NOT_FOR.add((pattern, method))
            yield _text(response)


def _addresses(published: Published) -> Iterator[tuple[str, str]]:
    """Of reports, with every id in place; of the rest of the workspace those without any.

    Each after its pattern.
    """
    for pattern in routes().values():
        if not pattern.startswith("workspace/") or "logout" in pattern:
            continue
        names = ID.findall(pattern)
        if "<" in ID.sub("", pattern) or not set(names) <= set(THINGS):
            continue
        for things in itertools.product(*(THINGS[name] for name in names)):
            ids = iter(published.records[thing] for thing in things)
            address = "/" + ID.sub(lambda _, ids=ids: next(ids), pattern)  # type: ignore[misc]
            yield pattern, address


def _text(response: Any) -> str:
    body = response.getvalue() if response.streaming else response.content
    return f"{response.headers} {response.cookies} {body.decode(errors='replace')}"


OURS = frozenset(
    word(thing, name)
    for thing in (*reported.MADE, "referral", "report_note", "report_file")
    for name in (*Report.WORDS, "purpose", "text", "name")
)


def _words_in(texts: Iterator[str]) -> set[str]:
    return {found for text in texts for found in canaries_in(text)} & OURS


def _sees_too_much(role: str, published: Published) -> bool:
    """Until the first word that the table does not give them."""
    forbidden = OURS - MAY_SEE.get(role, set())
    seen = _walk(_browser(role, published), published)
    return any(forbidden.intersection(canaries_in(text)) for text in seen)


def _everything_that_lies(published: Published) -> Iterator[str]:
    with acting_as(TEST), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM \"{table}\" AS t")
            yield cursor.fetchone()[0]
        cursor.execute("SELECT value FROM portal_cache")
        for (value,) in cursor:
            yield base64.b64decode(value).decode("latin-1")
        for model in apps.get_models():
            for field in model._meta.concrete_fields:
                if field.get_internal_type() == "BinaryField":
                    for (data,) in model.objects.values_list(field.name):  # type: ignore[attr-defined]
                        yield bytes(data or b"").decode("latin-1")
    for folder in (FOLDER, settings.PRIVATE_FILES, published.outbox):
        for file in folder.rglob("*"):
            if file.is_file() and not file.is_symlink():
                yield f"{file.name} {file.read_bytes().decode('latin-1')}"
    with redis.Redis.from_url(settings.REDIS_URL) as server:
        for key in server.scan_iter():
            yield f"{key!r} {server.dump(key)!r}"


# It can fail: what a careless hand would do ------------------------------------------------------


def a_word_in_a_published_fact(published: Published) -> bool:
    with acting_as(TEST):
        fact = PublishedFact.objects.filter(kind="action").earliest("pk")
        fact.texts["sq"]["text"] = _title()
        fact.save()
        return _lies_in_clear(published)


def a_title_copied_onto_an_agenda(published: Published) -> bool:
    with acting_as(TEST):
        item = AgendaItem.objects.filter(meeting__state=Meeting.State.CONVENED).earliest("pk")
        item.open_title = _title()
        item.save()
    return _sees_too_much("observer", published) or _lies_in_clear(published)


def a_note_marked_too_widely(published: Published) -> bool:
    with acting_as(TEST):
        ReportNote.objects.update(marking="green")
    return _sees_too_much("member", published)


def a_report_marked_too_widely(published: Published) -> bool:
    with acting_as(TEST):
        Report.objects.filter(pk=published.records["strict_report"]).update(marking="green")
    return _sees_too_much("chair", published)


def a_word_in_a_letter(published: Published) -> bool:
    with acting_as(TEST):
        notices.put(
            kind=notices.Kind.FACTOR_CHANGED,
            address="liaison@example.org",
            language="sq",
            about=_title(),
            at=timezone.now(),
        )
        return _lies_in_clear(published)


def a_word_in_the_cache(published: Published) -> bool:
    with acting_as(TEST):
        cache.set("report", _title())
        return _lies_in_clear(published)


def a_word_in_the_place_of_a_meeting(published: Published) -> bool:
    with acting_as(TEST):
        Meeting.objects.filter(state=Meeting.State.CONVENED).update(place=_title())
    return _sees_too_much("secretary", published)


LEAKS: Mapping[str, Callable[[Published], bool]] = {
    function.__name__: function
    for function in (
        a_word_in_a_published_fact,
        a_title_copied_onto_an_agenda,
        a_note_marked_too_widely,
        a_report_marked_too_widely,
        a_word_in_a_letter,
        a_word_in_the_cache,
        a_word_in_the_place_of_a_meeting,
    )
}


@pytest.mark.parametrize("leak", LEAKS)
def test_a_planted_leak_is_found(leak: str, published: Published) -> None:
    with undone():
        assert LEAKS[leak](published)


def _lies_in_clear(published: Published) -> bool:
    return bool(_words_in(_everything_that_lies(published)))


def _title() -> str:
    return word("strict_report", "title")
