"""Every address × everybody × every method, against the reviewed table beside this file."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from inspect import getclosurevars, isfunction
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve
from django.utils import timezone

from bulletins.models import Bulletin, Edition
from council.models import Invitation
from council.people import User, acting_as
from council.tokens import invitation_of
from tests.published import (
    TEST,
    Account,
    Published,
    published_portal,
    routes,
    signed_in,
    undone,
    visitor,
)

TABLE = tomllib.loads(Path(__file__).with_name("access_table.toml").read_text())
METHODS = ("GET", "POST", "PUT", "DELETE")
STRANGERS = ("visitor", "deactivated")
THOROUGH = ("visitor", "deactivated", "secretary")
"""Who tries every method everywhere. The others leave out what no view of ours knows (PUT, DELETE)
and posts to public addresses, which read no session: that has a test of its own."""
REFUSED_TO = ("visitor", "secretary", "member")
"""Who tries what a view refuses to everybody: a stranger, and members with and without a second
factor, which is asked for before any view."""
SESSION_TABLES = ("django_session", "council_user", "account_", "mfa_", "portal_cache")
OWN_CACHING = ("/healthz", "/readyz")


@dataclass(frozen=True)
class Cast:
    """Everybody's cookies, as they hold them after signing in."""

    cookies: Mapping[str, SimpleCookie]
    members: tuple[str, ...]
    without_factor: tuple[str, ...]

    def groups(self, who: str) -> list[str]:
        """The words of the table that mean somebody, the nearest first."""
        if who in STRANGERS:
            return [who, "strangers", "everybody"]
        return [who, *["without_factor"] * (who in self.without_factor), "members", "everybody"]

    def client(self, who: str, **more: Any) -> Client:
        """A fresh client with somebody's cookies: what an answer does to them is forgotten."""
        client = Client(raise_request_exception=False, **more)
        client.cookies = SimpleCookie(self.cookies[who].output(header="", sep=";"))
        return client


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker: Any) -> Iterator[Published]:
    with published_portal(django_db_blocker) as published:
        yield published


@pytest.fixture(scope="module")
def cast(published: Published) -> Cast:
    """The demonstration's accounts, and one that is deactivated while logged in."""
    cookies = {"visitor": SimpleCookie()}
    for account in published.accounts:
        cookies[account.role] = signed_in(account).cookies
    leaver = Account("deactivated", "leaver@example.org", "a long enough password", "")
    with acting_as(TEST):
        user = User.objects.create_user(
            email=leaver.email, password=leaver.password, title="Leaver"
        )
    cookies["deactivated"] = signed_in(leaver).cookies
    with acting_as(TEST):
        user.is_active = False
        user.save()
    return Cast(
        cookies,
        members=tuple(account.role for account in published.accounts),
        without_factor=tuple(a.role for a in published.accounts if not a.totp_secret),
    )


# The table -------------------------------------------------------------------------------------


def test_each_route_has_a_row_and_each_row_a_route() -> None:
    told = [name for section in TABLE.values() for name in section["routes"]]
    assert set(told) == set(routes())


@pytest.mark.parametrize("sentence", TABLE)
def test_an_address_leads_where_its_row_says(sentence: str, published: Published) -> None:
    section = TABLE[sentence]
    found = [_route(address) for address in _addresses(section, published)]
    assert found == (section["routes"] or [None] * len(found))


@pytest.mark.parametrize("sentence", TABLE)
def test_everybody_gets_what_the_table_says(
    sentence: str, published: Published, cast: Cast
) -> None:
    """What a view's outermost decorator refuses (`_refused`) is not tried by all of the cast: it
    answers before the view has read who asks, and for what.
    """
    section = TABLE[sentence]
    expected, found = {}, {}
    for who in section.get("only", cast.cookies):
        for address in _addresses(section, published, who):
            row = _row(section, cast.groups(who))
            for method, cell in zip(_tried(who, address), row, strict=False):
                if cell == "405" and who not in REFUSED_TO and method in _refused(address):
                    continue
                expected[address, who, method] = cell.format(**_parts(published, who))
                found[address, who, method] = _answer(cast.client(who), method, address)
    assert found == expected
    assert found


def test_the_cast_has_every_role_that_the_table_may_name(cast: Cast) -> None:
    assert set(cast.members) == {
        "chair", "coordinator", "secretary", "liaison", "member", "education", "transport",
        "observer", "editor", "translator", "auditor", "administrator",
    }  # fmt: skip


def _route(address: str) -> str | None:
    try:
        return resolve(address).url_name
    except Resolver404:
        return None


def _tried(who: str, address: str) -> tuple[str, ...]:
    return METHODS if who in THOROUGH else METHODS[: 1 + address.startswith("/workspace/")]


def _refused(address: str) -> set[str]:
    """Methods that the outermost decorator of a view does not let through to it."""
    view = resolve(address).func
    known = getclosurevars(view).nonlocals if isfunction(view) else {}
    return {*METHODS} - {*known.get("request_method_list", METHODS)}


def _addresses(section: Mapping[str, Any], published: Published, who: str = "visitor") -> list[str]:
    parts = _parts(published, who)
    return [address.format(**parts) for address in section["addresses"]]


def _parts(published: Published, who: str) -> dict[str, str]:
    """What stands in an address of the table, for who asks."""
    people = published.people
    return {
        "year": f"{published.month:%Y}",
        "month": f"{published.month:%m}",
        "token": published.token,
        "confirm": published.confirm,
        "preferences": published.preferences,
        "posted": published.posted,
        "sheet": published.sheet,
        "invitation": published.invitation,
        "open_invitation": str(invitation_of(published.invitation)),
        "meeting": published.meeting,
        "held_item": published.item,
        "renewal": published.renewal,
        "appointment": published.appointment,
        "own": people.get(who, people["editor"]),
        "other": people["editor" if who == "translator" else "translator"],
        "convened": published.convened,
        **published.planning,
        **published.records,
        "held_meeting": published.told_meeting[0],
        "picture": published.picture,
        "meeting_number": published.told_meeting[1],
        "news": "-".join(published.news),
        "event": "-".join(published.event),
        "decision_number": published.told_decision,
        "nobody": "00000000-0000-4000-8000-000000000000",
    }


def _row(section: Mapping[str, Any], groups: list[str]) -> list[str]:
    (row, *_) = (section[group] for group in groups if group in section)
    return [row] * len(METHODS) if isinstance(row, str) else row


def _answer(client: Client, method: str, address: str) -> str:
    """The status, and where a redirect leads. Nothing that was done stays.

    And nothing of the workspace is kept or indexed, not even a refusal or what does not exist.
    """
    with undone():
        response = client.generic(method, address)
        if response.streaming:
            response.close()
    if address.startswith("/workspace/"):
        assert response["Cache-Control"] == "no-store", (method, address)
        assert response["X-Robots-Tag"] == "noindex, nofollow", (method, address)
    return " ".join([str(response.status_code), response.get("Location", "")]).strip()


def test_only_what_a_view_itself_refuses_counts_as_refused(published: Published) -> None:
    """A view that decides by itself, as Django's own login does, is asked by everybody."""
    assert _refused("/workspace/decisions/") == {"POST", "PUT", "DELETE"}
    assert _refused(f"/workspace/members/{published.people['editor']}/deactivate/") == {
        "GET", "PUT", "DELETE",
    }  # fmt: skip
    assert _refused("/workspace/login/") == set()


# What a stranger learns ------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/buletini/2031/05/", "/ar/bulletin/2031/05.pdf"])
def test_a_draft_looks_to_a_stranger_like_nothing_at_all(
    address: str, published: Published, cast: Cast
) -> None:
    """The same bytes and headers for what is not there and for what is not theirs."""
    for who in (*STRANGERS, "observer"):
        with undone():
            nothing = _seen(cast.client(who).get(address))
            with acting_as(TEST):
                _draft_of_may_2031()
            assert _seen(cast.client(who).get(address)) == nothing
            assert b"404" in nothing[0]


def test_an_address_that_does_not_exist_says_nothing_of_what_was_asked(
    published: Published,
) -> None:
    answers = {_seen(visitor().get(address)) for address in ("/nope/", "/admin/", "/x/y.pdf")}
    assert len(answers) == 1


def test_a_forged_token_and_a_cut_one_get_the_same_answer(published: Published) -> None:
    """Whether a subscriber exists is not to be found out."""
    forged = ("forged", published.token[:-1], published.token.upper(), f"{published.token}x")
    bodies = {
        visitor().get(f"/ndalo/{token}/").content.replace(token.encode(), b"") for token in forged
    }
    assert len(bodies) == 1


@pytest.mark.parametrize("act", ["deactivate", "reopen", "factor/ask", "factor/confirm"])
def test_an_account_that_is_not_theirs_looks_like_none_at_all(
    act: str, published: Published, cast: Cast
) -> None:
    for who in ("chair", "observer", "auditor"):
        parts = _parts(published, who)
        with undone():
            foreign, missing = (
                _seen(cast.client(who).post(f"/workspace/members/{parts[person]}/{act}/"))
                for person in ("other", "nobody")
            )
        assert foreign == missing, who


def test_an_invitation_that_is_not_theirs_looks_like_none_at_all(
    published: Published, cast: Cast
) -> None:
    parts = _parts(published, "coordinator")
    with undone():
        foreign, missing = (
            _seen(
                cast.client("coordinator").post(f"/workspace/members/invitations/{found}/revoke/")
            )
            for found in (parts["open_invitation"], parts["nobody"])
        )
    assert foreign == missing


def test_a_used_invitation_a_revoked_one_and_a_forged_one_get_the_same_answer(
    published: Published,
) -> None:
    address = f"/workspace/invitation/{published.invitation}/"
    forged = _seen(visitor().get(f"{address[:-1]}x/"))
    for ended in ("accepted_at", "revoked_at"):
        with undone():
            with acting_as(TEST):
                open_one = Invitation.objects.filter(pk=invitation_of(published.invitation))
                open_one.update(**{ended: timezone.now()})
            assert _seen(visitor().get(address)) == forged, ended
        assert visitor().get(address).status_code == 200


def test_leaving_says_the_same_to_whoever_left_before(published: Published) -> None:
    with undone():
        first, again = (visitor().post(f"/ndalo/{published.token}/").content for _ in range(2))
    assert first == again


def _seen(response: HttpResponse) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    return response.content, tuple(sorted(response.items()))


def _draft_of_may_2031() -> None:
    """Written and rendered, and not published."""
    published = Edition.objects.filter(published_at__isnull=False).select_related("bulletin")[0]
    may = Bulletin.objects.create(month="2031-05-01")
    for language in ("sq", "ar"):
        Edition.objects.create(
            bulletin=may,
            language=language,
            content=published.content,
            content_hash=published.content_hash,
            author=published.author,
            composed_at=timezone.now(),
            pdf_name=published.pdf_name,
        )


# What pages carry ------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["visitor", "secretary"])
def test_public_pages_know_no_session(who: str, published: Published, cast: Cast) -> None:
    """No cookie is set or read: a member's own browser gets the same bytes as anybody's."""
    for address in (*published.public_pages(), *published.public_files(), "/nope/"):
        with CaptureQueriesContext(connection) as queries:
            response = cast.client(who).get(address, headers={"Accept-Language": "ar"})
            body = response.getvalue()
        assert not response.cookies, address
        touched = [q["sql"] for q in queries if any(name in q["sql"] for name in SESSION_TABLES)]
        assert touched == [], address
        assert not {"cookie", "accept-language"} & _varies(response), address
        assert body == visitor().get(address).getvalue(), address


def test_public_pages_may_be_kept_by_anybody_on_the_way(published: Published) -> None:
    for address in (*published.public_pages(), *published.public_files()):
        response = visitor().get(address)
        response.close()
        caching = _caching(response)
        if published.is_personal(address):
            # A person's own address is nobody else's.
            assert {"no-store", "private"} <= caching, address
        else:
            assert {"public", "max-age=0", "must-revalidate"} <= caching, address


def test_whether_it_runs_is_always_asked_anew(published: Published) -> None:
    for address in OWN_CACHING:
        assert "no-store" in _caching(visitor().get(address))


def test_a_post_to_the_workspace_without_a_token_is_refused(cast: Cast) -> None:
    for who in ("visitor", "secretary"):
        for address in ("/workspace/login/", "/workspace/login/code/", "/workspace/logout/"):
            with undone():
                response = cast.client(who, enforce_csrf_checks=True).post(address)
            assert response.status_code == 403, (who, address)
            assert response["Cache-Control"] == "no-store"


def test_another_sites_page_cannot_make_a_reader_leave(published: Published) -> None:
    address = f"/ndalo/{published.token}/"
    with undone():
        assert visitor(sec_fetch_site="cross-site").post(address).status_code == 403
        assert visitor(origin="https://elsewhere.example").post(address).status_code == 403
        assert visitor(sec_fetch_site="same-origin").post(address).status_code == 200


def _varies(response: HttpResponse) -> set[str]:
    return {name.strip().lower() for name in response.get("Vary", "").split(",")}


def _caching(response: HttpResponse) -> set[str]:
    return {part.strip() for part in response.get("Cache-Control", "").split(",")}


# Signing in ------------------------------------------------------------------------------------


def test_a_password_alone_opens_nothing_where_a_second_factor_is_set(published: Published) -> None:
    """The whole cast signs in by the fixture `cast`; here it is what does not suffice."""
    for number, account in enumerate(published.accounts):
        if not account.totp_secret:
            continue
        client = Client(REMOTE_ADDR=f"198.51.100.{number}")
        form = {"login": account.email, "password": account.password}
        assert client.post("/workspace/login/", form)["Location"] == "/workspace/login/code/"
        assert client.get("/workspace/")["Location"].startswith("/workspace/login/")
        assert client.post("/workspace/login/code/", {"code": "000000"}).status_code == 200
        assert client.get("/workspace/")["Location"].startswith("/workspace/login/")


def test_a_wrong_password_an_unknown_address_and_a_closed_account_get_one_answer(
    published: Published, cast: Cast
) -> None:
    """Who has an account is nobody's business."""
    tries = (
        {"login": published.accounts[0].email, "password": "a long wrong password"},
        {"login": "nobody@example.org", "password": "a long wrong password"},
        {"login": "leaver@example.org", "password": "a long enough password"},
    )
    answers = []
    for number, form in enumerate(tries):
        client = Client(REMOTE_ADDR=f"203.0.113.{number}", raise_request_exception=False)
        response = client.post("/workspace/login/", form)
        assert "session" not in client.cookies or not client.cookies["session"].value
        answers.append((response.status_code, _errors(response)))
    assert len(set(answers)) == 1
    assert answers[0][0] == 200
    assert answers[0][1]


def test_nobody_registers_themselves(published: Published) -> None:
    form = {"email": "stranger@example.org", "password1": "a long enough password"}
    with acting_as(TEST):
        before = User.objects.count()
    for address in ("/workspace/signup/", "/workspace/login/", "/accounts/signup/", "/signup/"):
        visitor().post(address, {**form, "login": form["email"], "password": form["password1"]})
    with acting_as(TEST):
        assert User.objects.count() == before
    names = " ".join((*routes(), *routes().values()))
    assert "signup" not in names
    assert "reset" not in names


def _errors(response: HttpResponse) -> str:
    return str(response.context["form"].errors) if response.context else ""
