"""What of threat reports anybody gets to see, and where words of them could lie in clear.

Every word of a report is a canary (`tests/reported.py`). Each function here says what came out that
must not; tests hold that it is nothing, and that it is something where a leak was planted.
"""

import base64
import datetime
import itertools
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import redis
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path, reverse
from django.utils import timezone

from council import notices, sealing
from council.actions.calendar_feed import make_feed
from council.actions.count_figures import count_figures
from council.actions.send_notices import send_notices
from council.models import Category, FiguresRelease, Notice, Report
from council.people import Role, User, acting_as, person_with_role
from council.sessions import SessionStore
from elbasan_council.database_roles import OWNER, PUBLIC, WORKSPACE
from languages import LANGUAGES
from languages.addresses import address
from tests import make, reported
from tests.canaries import canaries_in
from tests.council.browsers import confirmed
from tests.databases import superuser
from tests.outlets import cookies_text, letter_text, lies_in, opened, text_of, the_log
from tests.published import (
    FOLDER,
    NAME,
    TEST,
    Published,
    routes,
    signed_in,
    undone,
    visitor,
)
from tests.reported import word

OF_REPORTS = re.compile("report|referral|retention|figures")
ID = re.compile(r"<uuid:(\w+)>")
TAB = re.compile("<title>.*?</title>", re.DOTALL)
FOLD = re.compile("\r?\n ")
DOWNLOAD = "files/<uuid:file_id>/"
"""A file is saved under its own name."""
EXPORT = "workspace/reports/export/"
THINGS = {
    "report_id": tuple(reported.MADE),
    "referral_id": ("referral",),
    "note_id": ("report_note",),
    "share_id": ("report_share",),
    "file_id": ("report_file",),
    "link_id": ("report_link",),
    "redirection_id": ("redirection",),
    "meeting_id": ("report_meeting",),
    "item_key": ("report_item",),
}
"""What stands in an address in place of an id, by its name there."""
SEALED = (
    "report", "datakey", "reportshare", "referral", "reportnote", "reportfile", "reportlink",
    "legalhold",
)  # fmt: skip
"""Tables under the floor."""
SHOWN = ("title", "observed", "protective")
"""To whoever reads a report whole. Why it was sent back stays with those in charge of it."""


def _all(*things: str) -> set[str]:
    return {word(thing, name) for thing in things for name in Report.WORDS}


def _read(*things: str) -> set[str]:
    return {word(thing, name) for thing in things for name in SHOWN}


def _told(*things: str) -> set[str]:
    return _read(*things) | {word(thing, "lesson") for thing in things}


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
    "member": _all("social_report") | _told("green_report") | PURPOSE | FILE
    | {word("referred_report", "observed")},
    "education": _told("amber_report", "green_report") | FILE,
    "chair": _told("green_report") | FILE,
    "secretary": _told("green_report") | FILE,
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
OURS = frozenset(
    word(thing, name)
    for thing in (*reported.MADE, "referral", "report_note", "report_file")
    for name in (*Report.WORDS, "purpose", "text", "name")
)


MAY_KNOW: Mapping[str, set[str]] = {
    "liaison": {*reported.MADE} - {"social_report"},
    "coordinator": {"sent_report", "amber_report", "green_report", "referred_report"},
    "member": {"social_report", "green_report", "referred_report"},
    "education": {"amber_report", "green_report"},
    # One is on an agenda: they keep it, and know that there is such an item.
    "chair": {"green_report", "amber_report"},
    "secretary": {"green_report", "amber_report"},
}
"""Of which reports they may know that they are there."""


def words_in(texts: Iterable[str]) -> set[str]:
    return {found for text in texts for found in canaries_in(text)} & OURS


# Pages -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    pattern: str
    head: str
    """What a browser shows or keeps outside of the page: headers, cookies, the title of its tab."""
    body: str


def account(role: str, published: Published) -> Client:
    (found,) = (account for account in published.accounts if account.role == role)
    return signed_in(found)


NOT_FOR: set[tuple[str, str]] = set()
"""Patterns with a method that they know for nobody: asked once, not with every id."""


def walk(browser: Client, published: Published, door: str = "") -> Iterator[Answer]:
    """Pages; of reports also what answers a form that was sent empty, and the table for Excel.

    `door`: of one pattern alone. A report whose page is not there for them is not
    posted to: the access table holds that those answers are the same bytes as of a missing one.
    """
    hidden = set() if door else _not_there(browser, published)
    for pattern, place in _addresses(published, door):
        for method in ("GET", "POST") if OF_REPORTS.search(pattern) else ("GET",):
            unseen = method == "POST" and any(key in place for key in hidden)
            if (pattern, method) in NOT_FOR or unseen:
                continue
            with undone():
                if pattern == EXPORT and settings.SESSION_COOKIE_NAME in browser.cookies:
                    confirmed(browser)
                send = browser.post if method == "POST" else browser.get
                response = send(place, {"reason": "Për mbledhjen"} if pattern == EXPORT else None)
                answer = Answer(pattern, _head(response), _body(response))
            if response.status_code == 405:
                NOT_FOR.add((pattern, method))
            yield answer


def _not_there(browser: Client, published: Published) -> set[str]:
    keys = {published.records[thing] for thing in reported.MADE}
    return {key for key in keys if browser.get(f"/workspace/reports/{key}/").status_code == 404}


def _addresses(published: Published, door: str) -> Iterator[tuple[str, str]]:
    """Of reports, with every id in place; of the rest of the workspace those without any.

    Each after its pattern.
    """
    for pattern in routes().values():
        if not pattern.startswith("workspace/") or "logout" in pattern:
            continue
        names = ID.findall(pattern)
        if door and pattern != door:
            continue
        if "<" in ID.sub("", pattern) or not set(names) <= set(THINGS):
            continue
        for things in itertools.product(*(THINGS[name] for name in names)):
            ids = iter(published.records[thing] for thing in things)
            yield pattern, "/" + ID.sub(lambda _, ids=ids: next(ids), pattern)  # type: ignore[misc]


def _head(response: Any) -> str:
    tab = TAB.search(_body(response))
    return f"{response.headers} {cookies_text(response)} {tab.group() if tab else ''}"


def _body(response: Any) -> str:
    """A document or a table as the text that is packed into it."""
    if response.streaming:
        return text_of(response.getvalue())
    return text_of(response.content)


def seen_by(role: str, published: Published, door: str = "") -> tuple[set[str], set[str]]:
    """(the words that they see; what of it they must not, or not there, with references)."""
    allowed = MAY_SEE.get(role, set())
    secret = {
        published.records[f"{thing}: reference"]
        for thing in {*reported.MADE} - MAY_KNOW.get(role, set())
    }
    seen: set[str] = set()
    wrong: set[str] = set()
    for answer in walk(account(role, published), published, door):
        inside, outside = words_in([answer.body]), words_in([answer.head])
        own = FILE & allowed if answer.pattern.endswith(DOWNLOAD) else set()
        seen |= inside
        wrong |= (inside - allowed) | (outside - own)
        wrong |= {one for one in secret if one in answer.body or one in answer.head}
    return seen, wrong


def too_much(role: str, published: Published, door: str = "") -> set[str]:
    return seen_by(role, published, door)[1]


def in_public(published: Published, addresses: Iterable[str] = ()) -> set[str]:
    """What a visitor reads: pages, feeds and the site map."""
    files = [page for page in published.public_files() if not page.endswith((".pdf", ".png"))]
    pages = (visitor().get(page) for page in (addresses or published.public_pages() + files))
    return words_in(f"{_head(page)} {_body(page)}" for page in pages)


FEEDS = [address("bulletin-feed", language) for language in LANGUAGES]


def in_calendars(published: Published) -> set[str]:
    """Of everybody who may have one: the meeting that has a report on its agenda is in it."""
    found: set[str] = set()
    for role in ("chair", "secretary", "observer", "education"):
        with undone():
            with acting_as(TEST):
                person = User.objects.get(pk=published.people[role])
                token = make_feed(person=person, at=timezone.now())
            page = visitor().get(reverse("calendar_ics", kwargs={"token": token}))
            assert page.status_code == 200
            unfolded = FOLD.sub("", _body(page))
            found |= words_in([_head(page), unfolded])
    return found


def on_paper(published: Published) -> set[str]:
    """In the letter to an institution without accounts: what its referral names, and no more."""
    with undone():
        page = account("coordinator", published).post(
            reverse("referral_letter", kwargs={"referral_id": published.records["referral"]})
        )
    named = {word("referred_report", "observed")} | PURPOSE
    found = words_in([_body(page)])
    assert found >= named
    return found - named


def miscounted(role: str, published: Published) -> bool:
    """Whether the register's table counts other rows than those that it lists."""
    browser, place, listed = account(role, published), "/workspace/reports/", 0
    page = browser.get(place)
    counted = page.context["table"][-1]["all"] if page.context["table"] else 0
    while True:
        listed += len(page.context["rows"])
        older = page.context["page"].older
        if not older:
            return bool(counted != listed)
        page = browser.get(place + older)


# Letters -----------------------------------------------------------------------------------------

ABOUT = {
    "report": ("REPORT_TO_TRIAGE", "REPORT_RETURNED", "LEVEL_RAISED"),
    "referral": (
        "REFERRAL_SENT", "REFERRAL_DUE", "REFERRAL_LATE", "REFERRAL_ANSWERED", "REFERRAL_REVOKED",
    ),
}  # fmt: skip


def in_letters(published: Published) -> set[str]:
    """Each kind of letter about a situation, as it is handed over."""
    outbox = FOLDER / "letters-about-reports"
    ids = {"report": published.records["sent_report"], "referral": published.records["referral"]}
    try:
        with undone(), override_settings(OUTBOX=outbox):
            with acting_as(TEST):
                for thing, kinds in ABOUT.items():
                    for kind in kinds:
                        notices.put(
                            kind=Notice.Kind[kind],
                            address="liaison@example.org",
                            language="sq",
                            about=ids[thing],
                            at=timezone.now(),
                        )
            send_notices()
        files = list(outbox.glob("*.eml"))
        assert len(files) >= 8
        return words_in(letter_text(opened(file.read_bytes())) for file in files)
    finally:
        shutil.rmtree(outbox, ignore_errors=True)


# What lies somewhere -----------------------------------------------------------------------------


def in_tables(published: Published) -> set[str]:
    """With binary columns, and with what sessions and the cache pack up."""
    return words_in(_rows())


def _rows() -> Iterator[str]:
    with acting_as(TEST), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM \"{table}\" AS t")
            yield cursor.fetchone()[0]
        cursor.execute("SELECT value FROM portal_cache")
        for (value,) in cursor:
            yield base64.b64decode(value).decode("latin-1")
        cursor.execute("SELECT session_data FROM django_session")
        for (value,) in cursor:
            yield str(SessionStore().decode(value))
        for model in apps.get_models():
            for field in model._meta.concrete_fields:
                if field.get_internal_type() == "BinaryField":
                    for (data,) in model.objects.values_list(field.name):  # type: ignore[attr-defined]
                        yield bytes(data or b"").decode("latin-1")


def in_files(published: Published, folders: Iterable[Path] = ()) -> set[str]:
    """Everywhere where the portal keeps files, with their names and what is packed into them."""
    everywhere = folders or (FOLDER, settings.PRIVATE_FILES, published.outbox)
    return words_in(text for folder in everywhere for text in _files(folder))


def _files(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            data = file.read_bytes()
            yield f"{file.name} {data.decode('latin-1')}"
            if file.suffix == ".eml":
                yield letter_text(opened(data))
            elif file.suffix not in (".pdf", ".png") or file.parent == folder:
                yield text_of(data)


def in_redis(published: Published) -> set[str]:
    with redis.Redis.from_url(settings.REDIS_URL) as server:
        return words_in(f"{where} {text}" for where, text in lies_in(server))


# What is said when something fails ---------------------------------------------------------------


def failing(request: HttpRequest, report_id: str) -> HttpResponse:
    """A situation was opened when it happened."""
    with acting_as(TEST):
        report = Report.objects.get(pk=report_id)
        raise RuntimeError(sealing.envelope_of(report).words(report)["title"])


urlpatterns = [
    path("workspace/failing/<uuid:report_id>/", failing),
    path("", include("elbasan_council.urls")),
]
handler500 = "elbasan_council.views.errors.broken"


def in_the_log(published: Published) -> set[str]:
    """While a situation is read, refused, and a view fails over it; and on the page that says so."""
    key = published.records["sent_report"]
    browser = account("coordinator", published)
    with the_log() as written, undone(), override_settings(ROOT_URLCONF=__name__):
        browser.get(f"/workspace/reports/{key}/")
        account("education", published).get(f"/workspace/reports/{key}/")
        browser.post(f"/workspace/reports/{key}/return/", {"reason": ""})
        page = visitor().get(f"/workspace/failing/{key}/")
    assert page.status_code == 500
    assert "Traceback" in written.getvalue()
    return words_in([written.getvalue(), f"{_head(page)} {_body(page)}"])


# The database and the figures --------------------------------------------------------------------


def open_without_a_name() -> set[str]:
    """Tables that show a row to SQL which has not said who asks."""
    found = set()
    with superuser(NAME) as server:
        for role, principal in itertools.product((WORKSPACE, OWNER), ("", "public", "system:")):
            with server.transaction():
                server.execute(
                    "SELECT set_config('role', %s, true), set_config('portal.principal', %s, true)",
                    [role, principal],
                )
                for table in SEALED:
                    rows = server.execute(f"SELECT count(*) FROM council_{table}").fetchone()
                    found |= {table} if rows != (0,) else set()
    return found


def granted_to_the_public() -> set[str]:
    """Tables of reports that the role of the residents' side may read, or a column of them."""
    with superuser(NAME) as server:
        asked = "SELECT has_any_column_privilege(%s, %s, 'SELECT')"
        rows = {
            name: server.execute(asked, [PUBLIC, f"council_{name}"]).fetchone() for name in SEALED
        }
    return {name for name, row in rows.items() if row != (False,)}


def too_small(published: Published) -> set[str]:
    """Bands of the month's figures that begin below the smallest cell of their category."""
    with undone(), acting_as(TEST):
        coordinator = person_with_role(Role.COORDINATOR, timezone.localdate())
        FiguresRelease.objects.filter(month=published.month).delete()
        noon = datetime.datetime.combine(published.month, datetime.time(12), make.TIRANE)
        few = Report.objects.filter(pk=published.records["green_report"])
        few.update(submitted_at=noon, kept_until=published.month.replace(year=noon.year + 2))
        bands = count_figures(month=published.month, by=coordinator, at=timezone.now()).bands
        smallest = dict(Category.objects.values_list("code", "smallest_cell"))
    return {code for code, band in bands.items() if int(re.split(r"\D", band)[0]) < smallest[code]}
