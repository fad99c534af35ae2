"""A canary in every field that is not public, and everything that comes out read for one.

What comes out: pages with their headers, feeds, error pages, documents with their metadata,
letters, log lines, the database's own log, what lies in Redis.
"""

import datetime
import io
import logging
import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from functools import cache
from html import unescape
from types import ModuleType
from typing import Any
from urllib.parse import unquote

import pypdf
import pytest
import redis
from celery import shared_task
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path

from bulletins.models import Edition
from bulletins.tasks import render
from council.models import AgendaItem, AuditRecord, Invitation, PublishedFact
from council.people import acting_as
from council.tokens import invitation_of
from elbasan_council.celery import app
from outreach.models import Page, Subscriber
from outreach.tokens import stop_token
from press import pdf
from tests.canaries import KNOWN, OPEN, canaries_in, canary, secret_fields
from tests.databases import PLACES, superuser
from tests.outlets import Outputs, document, letter_text, lies_in, opened, the_log
from tests.published import (
    NAME,
    TEST,
    Published,
    published_portal,
    routes,
    signed_in,
    undone,
    visitor,
)

BREAKS = re.compile("[\\s\u00ad\u2010\u200b-\u200f-]")
PICTURES = (".webp", ".jpg")
LINK = re.compile(r'(?:href|src|action)="([^"]*)"')


@pytest.fixture(scope="module", autouse=True)
def published(django_db_setup: None, django_db_blocker: Any) -> Iterator[Published]:
    with published_portal(django_db_blocker) as published:
        yield published


def leaks(outputs: Outputs, published: Published) -> set[tuple[str, str]]:
    """(where, what) of every canary and every known secret that came out."""
    return {(where, what) for where, text in outputs for what in _told(text, published.secrets)}


@cache
def _told(text: str, secrets: frozenset[str]) -> set[str]:
    """Once of each text: a walk with a planted leak meets the pages of the walk before it."""
    found: set[str] = set()
    # Documents break words, mail and pages encode them.
    for form in {text, unescape(text), unquote(text), BREAKS.sub("", text)}:
        found |= canaries_in(form)
        found |= {secret for secret in secrets if secret in form}
    return found


# What comes out --------------------------------------------------------------------------------


def pages(published: Published) -> Outputs:
    """Every address without parts, every public page, and all that they link to."""
    waiting = [f"/{pattern}" for pattern in routes().values() if "<" not in pattern]
    waiting += published.public_pages() + published.public_files()
    waiting += ["/sq/buletini/", "/nope/", "/en/nope/", "/buletini/2034/03/", "/buletini/2017/01/"]
    seen: set[str] = set()
    while waiting:
        address = waiting.pop()
        if address in seen or address.endswith((".pdf", ".png")) or address.startswith("/static/"):
            continue
        seen.add(address)
        response = visitor().get(address)
        if response.headers.get("Content-Type") == "application/pdf":
            yield from document(address, response.getvalue())
            continue
        # What a picture says of its maker would stand in it as plain letters.
        body = response.getvalue().decode("latin-1" if address.endswith(PICTURES) else "utf-8")
        yield address, f"{response.headers}\n{_own_token_aside(body, published, address)}"
        for link in LINK.findall(unescape(body)):
            local = link.removeprefix(settings.PORTAL_URL).partition("#")[0]
            if local.startswith("/") and not local.startswith("//"):
                waiting.append(local)
    assert len(seen) > 30


def refusals(published: Published) -> Outputs:
    """Error pages, and answers to what a form does not want."""
    token = f"/ndalo/{published.token}/"
    answers = {
        "400": visitor(host="elsewhere.example").get("/"),
        "403": visitor(sec_fetch_site="cross-site").post(token),
        "404": visitor().get(f"{token}x/"),
        "405": visitor().delete("/"),
        "500": _failed_view("/ndalo/x/"),
        "login": visitor().post(
            "/workspace/login/", {"login": published.accounts[0].email, "password": "wrong"}
        ),
    }
    for name, response in answers.items():
        body = response.content.decode().replace(published.accounts[0].email, "what was typed")
        yield name, f"{response.headers}\n{_own_token_aside(body, published, token)}"


def an_observers_workspace(published: Published) -> Outputs:
    """Somebody at the table without clearance: their own name, and no closed text."""
    (observer,) = (account for account in published.accounts if account.role == "observer")
    browser = signed_in(observer)
    for pattern in routes().values():
        if pattern.startswith("workspace/") and "<" not in pattern and "logout" not in pattern:
            body = browser.get(f"/{pattern}").content.decode(errors="replace")
            # What was convened or promised openly is theirs to read before the public reads it.
            for own in (observer.email, canary("council.User.title"), canary("hidden meeting")):
                body = body.replace(own, "")
            yield f"/{pattern}", body


def documents(published: Published) -> Outputs:
    """Their text, their metadata, and every object in them."""
    found = sorted(published.documents.glob("*.pdf"))
    editions, sheets, brought = 6, 6, 2
    assert len(found) == editions + sheets + brought
    for file in found:
        yield from document(file.name, file.read_bytes())


def letters(published: Published) -> Outputs:
    """Each decoded. A person's own address and own link stand in nobody else's."""
    with acting_as(TEST):
        own = {row.address: stop_token(row.pk) for row in Subscriber.objects.all()}
        guest = Invitation.objects.get(pk=invitation_of(published.invitation))
        own[guest.email] = published.invitation
    found = sorted(published.outbox.glob("*.eml"))
    assert len(found) >= len(own) > 30
    for file in found:
        letter = opened(file.read_bytes())
        recipient = str(letter["To"])
        text = letter_text(letter).replace(recipient, "")
        yield f"letter {file.stem}", text.replace(own.get(recipient, recipient), "")


def log_lines(published: Published) -> Outputs:
    """What the portal's own handler writes while pages are read, and while views and tasks fail."""
    with the_log() as written:
        for address in (*published.public_pages(), f"/ndalo/{published.token}/x", "/workspace/"):
            visitor().get(address)
        _failed_view(f"/ndalo/{published.token}/")
        _failed_view("/ndalo/duplicate/")
        _failed_view("/workspace/incomplete/")
        visitor(host="elsewhere.example").get(f"/ndalo/{published.token}/")
        visitor(sec_fetch_site="cross-site").post(f"/ndalo/{published.token}/")
        failing_task.apply()
    text = written.getvalue()
    assert text.count("Traceback") >= 4
    yield "the log", text


def the_databases_log(published: Published) -> Outputs:
    """PostgreSQL's own, after statements with secrets in them have failed."""
    _failed_view("/ndalo/duplicate/")
    _failed_view("/workspace/incomplete/")
    log = PLACES.postgres_data / "server.log"
    assert "ERROR" in log.read_text()
    yield "the database's log", log.read_text()


def what_lies_in_redis(published: Published) -> Outputs:
    """Every key and value, and calls to workers as a worker would read them."""
    with acting_as(TEST):
        edition = Edition.objects.all()[0]
    render.delay(edition_id=str(edition.pk))
    with redis.Redis.from_url(settings.REDIS_URL) as server:
        assert server.dbsize()
        yield from lies_in(server)


SOURCES: dict[str, Callable[[Published], Outputs]] = {
    function.__name__: function
    for function in (
        pages,
        refusals,
        an_observers_workspace,
        documents,
        letters,
        log_lines,
        the_databases_log,
        what_lies_in_redis,
    )
}


@pytest.mark.parametrize("source", SOURCES)
def test_no_secret_comes_out(source: str, published: Published) -> None:
    assert leaks(SOURCES[source](published), published) == set()


def _own_token_aside(body: str, published: Published, address: str) -> str:
    """A page at a person's own address may name that address: nobody else opens it."""
    # A person's own pages lead from one to the other.
    if not published.is_personal(address):
        return body
    return body.replace(published.token, "").replace(published.posted, "")


# Views and a task that fail with a secret in their hands ----------------------------------------


def with_a_token(request: HttpRequest, token: str) -> HttpResponse:
    with acting_as(TEST):
        if token == "duplicate":
            row = Subscriber.objects.earliest("address")
            row.pk, row._state.adding = None, True
            row.save()
    raise RuntimeError("after the token was read")


def incomplete(request: HttpRequest) -> HttpResponse:
    """A row that the database refuses; its answer names every value of the row."""
    row = AgendaItem.objects.all()[0]
    row.order = None  # type: ignore[assignment]
    row.save()
    return HttpResponse()


@shared_task(name="tests.failing")
def failing_task() -> None:
    with acting_as(TEST):
        incomplete(HttpRequest())


urlpatterns = [
    path("ndalo/<str:token>/", with_a_token),
    path("workspace/incomplete/", incomplete),
    path("", include("elbasan_council.urls")),
]
handler500 = "elbasan_council.views.errors.broken"


def _failed_view(address: str) -> HttpResponse:
    with override_settings(ROOT_URLCONF=__name__), undone():
        response = visitor().get(address)
    assert response.status_code == 500, address
    return response


# The canaries are there ------------------------------------------------------------------------


def test_each_field_of_text_is_either_open_or_planted() -> None:
    """A new field is secret until somebody says that it is not."""
    named = {(label, name) for group in (OPEN, KNOWN) for label in group for name in group[label]}
    planted = {(model._meta.label, name) for model, name in secret_fields()}
    assert not named & planted
    assert {("council.Meeting", "closed_text"), ("council.AgendaItem", "closed_title"),
            ("council.Action", "closed_note"), ("outreach.Delivery", "smtp_text"),
            ("outreach.Subscriber", "consent_text"), ("council.AuditRecord", "verb"),
            ("bulletins.Edition", "render_error")} <= planted  # fmt: skip


def test_each_planted_field_holds_its_canary_in_some_row() -> None:
    with superuser(NAME) as owner:
        for model, name in secret_fields():
            field = f"{model._meta.label}.{name}"
            row = owner.execute(
                f"SELECT count(*), count(*) FILTER (WHERE {name}::text LIKE %s)"
                f" FROM {model._meta.db_table}",
                [f"%{canary(field)}%"],
            ).fetchone()
            # Tables that nothing has filled yet have triggers too.
            assert row and (row[0] == row[1] > 0 or row[0] == 0), field
        assert AuditRecord.objects.exists()


# It can fail -----------------------------------------------------------------------------------

SECRET = canary("council.AgendaItem.closed_title")


def a_page(published: Published) -> set[tuple[str, str]]:
    return _with_view(published, lambda _: HttpResponse(f"<p>{_closed_title()}</p>"))


def a_header(published: Published) -> set[tuple[str, str]]:
    headers = {"X-Title": _closed_title()}
    return _with_view(published, lambda _: HttpResponse(headers=headers))


def an_encoded_address(published: Published) -> set[tuple[str, str]]:
    spelled = "".join(f"%{ord(letter):02x}" for letter in _closed_title())
    return _with_view(published, lambda _: HttpResponse(f'<a href="/?q={spelled}">'))


def a_published_fact(published: Published) -> set[tuple[str, str]]:
    with undone():
        with acting_as(TEST):
            for fact in PublishedFact.objects.filter(kind="action"):
                fact.texts["sq"]["text"] += f" {_closed_title()}"
                fact.save()
        return leaks(pages(published), published)


def the_site_map(published: Published) -> set[tuple[str, str]]:
    with undone():
        with acting_as(TEST):
            Page.objects.create(
                key="x",
                language="sq",
                address=f"/{_closed_title()}/",
                title="",
                changed_at="2024-11-04T09:00Z",
            )
        return leaks(pages(published), published)


def a_documents_text(published: Published) -> set[tuple[str, str]]:
    made = pdf.render(
        f"<html lang='sq'><body style='width: 2cm; hyphens: auto'><p>{_closed_title()}</p></body></html>",
        language="sq",
        title="–",
        description="–",
        stylesheets=[],
        generated=datetime.datetime(2024, 11, 4, tzinfo=datetime.UTC),
        identifier="x",
        author="–",
    )
    return leaks(document("x.pdf", made.data), published)


def a_documents_metadata(published: Published) -> set[tuple[str, str]]:
    (file, *_) = sorted(published.documents.glob("*.pdf"))
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(file.read_bytes()))
    writer.add_metadata({"/Keywords": _closed_title()})
    written = io.BytesIO()
    writer.write(written)
    return leaks(document("x.pdf", written.getvalue()), published)


def a_letter(published: Published) -> set[tuple[str, str]]:
    return _with_letter(published, f"مجلس {_closed_title()}")


def somebody_elses_address_in_a_letter(published: Published) -> set[tuple[str, str]]:
    with acting_as(TEST):
        return _with_letter(published, f"Për {Subscriber.objects.latest('address').address}")


def somebody_elses_link_in_a_letter(published: Published) -> set[tuple[str, str]]:
    with acting_as(TEST):
        return _with_letter(published, stop_token(Subscriber.objects.latest("address").pk))


def a_log_line(published: Published) -> set[tuple[str, str]]:
    return _logged(published, lambda log: log.warning("rendered %s", _closed_title()))


def a_token_in_a_log_line(published: Published) -> set[tuple[str, str]]:
    return _logged(published, lambda log: log.error("GET /ndalo/%s/", published.token))


def a_call_to_a_worker(published: Published) -> set[tuple[str, str]]:
    app.send_task("tests.leak", kwargs={"title": _closed_title()}, queue="tests-leak")
    try:
        return leaks(what_lies_in_redis(published), published)
    finally:
        with redis.Redis.from_url(settings.REDIS_URL) as server:
            server.delete("tests-leak")


def a_password_in_redis(published: Published) -> set[tuple[str, str]]:
    with redis.Redis.from_url(settings.REDIS_URL) as server:
        server.hset("tests-leak", "password", published.accounts[0].totp_secret or "")
        try:
            return leaks(what_lies_in_redis(published), published)
        finally:
            server.delete("tests-leak")


LEAKS: dict[str, Callable[[Published], set[tuple[str, str]]]] = {
    function.__name__: function
    for function in (
        a_page,
        a_header,
        an_encoded_address,
        a_published_fact,
        the_site_map,
        a_documents_text,
        a_documents_metadata,
        a_letter,
        somebody_elses_address_in_a_letter,
        somebody_elses_link_in_a_letter,
        a_log_line,
        a_token_in_a_log_line,
        a_call_to_a_worker,
        a_password_in_redis,
    )
}


@pytest.mark.parametrize("where", LEAKS)
def test_a_planted_leak_is_found(where: str, published: Published) -> None:
    found = {what for _, what in LEAKS[where](published)}
    assert len(found) == 1
    assert found <= {SECRET} | published.secrets


def _closed_title() -> str:
    """As a careless view would read it."""
    with acting_as(TEST):
        return AgendaItem.objects.exclude(closed_title="")[0].closed_title


def _with_view(
    published: Published, view: Callable[[HttpRequest], HttpResponse]
) -> set[tuple[str, str]]:
    addresses: Any = ModuleType("addresses")
    addresses.urlpatterns = [path("leak/", view, name="leak"), *urlpatterns[2:]]
    with override_settings(ROOT_URLCONF=addresses):
        return leaks(pages(published), published)


def _with_letter(published: Published, text: str) -> set[tuple[str, str]]:
    with acting_as(TEST):
        recipient = Subscriber.objects.earliest("address").address
    letter = EmailMessage()
    letter["To"] = recipient
    letter.set_content(text, cte="base64")
    file = published.outbox / "leak.eml"
    file.write_bytes(letter.as_bytes())
    try:
        return leaks(letters(published), published)
    finally:
        file.unlink()


def _logged(published: Published, write: Callable[[logging.Logger], None]) -> set[tuple[str, str]]:
    with the_log() as written:
        write(logging.getLogger("portal.send"))
    return leaks(iter([("the log", written.getvalue())]), published)
