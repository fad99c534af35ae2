"""Leaving the bulletin by the link in a letter: a button for people, one POST for mail programs."""

import uuid

import pytest
from django.db import ProgrammingError
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from council.people import Public, acting_as
from languages import LANGUAGES, direction
from languages.addresses import address
from outreach.models import Departure, Subscriber
from outreach.tokens import stop_token
from tests import make

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def client() -> Client:
    """A stranger's browser or mail program, against whom Django's own check is on."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def reader(acting: None) -> Subscriber:
    return make.subscriber()


def link(reader: Subscriber, language: str = "sq") -> str:
    return address("stop", language, token=stop_token(reader.pk))


def ways() -> list[tuple[uuid.UUID, str]]:
    return list(Departure.objects.values_list("subscriber", "way"))


# Looking ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_a_button_and_changes_nothing(
    client: Client, reader: Subscriber, language: str
) -> None:
    """Virus scanners and previews follow every link of a letter."""
    response = client.get(link(reader, language))
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="{direction(language)}">' in html
    assert '<form method="post"' in html
    assert "noindex" in html
    assert not ways()


def test_asking_for_the_head_alone_changes_nothing(client: Client, reader: Subscriber) -> None:
    response = client.head(link(reader))
    assert (response.status_code, response.content) == (200, b"")
    assert not ways()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client: Client, reader: Subscriber, method: str) -> None:
    assert getattr(client, method)(link(reader)).status_code == 405
    assert not ways()


def test_the_page_says_nothing_about_the_reader(client: Client, reader: Subscriber) -> None:
    html = client.get(link(reader)).content.decode()
    assert reader.address not in html
    assert str(reader.pk) not in html


def test_no_proxy_keeps_the_page_and_nobody_sets_a_cookie(
    client: Client, reader: Subscriber
) -> None:
    for response in (
        client.get(link(reader)),
        client.post(link(reader), ONE_CLICK),
        client.post(link(reader)),
    ):
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


# One click (RFC 8058) --------------------------------------------------------------------------


def test_a_mail_program_posts_without_cookie_and_origin(client: Client, reader: Subscriber) -> None:
    response = client.post(link(reader), ONE_CLICK)
    assert response.status_code == 200
    assert ways() == [(reader.pk, "one_click")]


def test_a_mail_program_may_post_an_encoded_form(client: Client, reader: Subscriber) -> None:
    """RFC 8058 §3.2 allows both encodings; the test before this one sends a multipart body."""
    response = client.post(
        link(reader),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code == 200
    assert ways() == [(reader.pk, "one_click")]


def test_a_webmail_posts_from_its_own_site(client: Client, reader: Subscriber) -> None:
    headers = {"Origin": "https://mail.example.com", "Sec-Fetch-Site": "cross-site"}
    assert client.post(link(reader), ONE_CLICK, headers=headers).status_code == 200
    assert ways() == [(reader.pk, "one_click")]


# The button ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://testserver"},
        {"Origin": "http://localhost:8000"},
        {},
    ],
)
def test_the_button_works_from_our_own_page(
    client: Client,
    reader: Subscriber,
    headers: dict[str, str],
    settings: Settings,
) -> None:
    settings.PORTAL_URL = "http://localhost:8000"
    response = client.post(link(reader), headers=headers)
    assert response.status_code == 200
    assert ways() == [(reader.pk, "button")]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example.com"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": ""},
        {"Origin": "https://evil.example.com"},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver.evil.com"},
        {"Origin": "null"},
    ],
)
def test_another_site_may_not_press_the_button(
    client: Client, reader: Subscriber, headers: dict[str, str]
) -> None:
    assert client.post(link(reader), headers=headers).status_code == 403
    assert not ways()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_is_in_the_reader_s_language(
    client: Client, reader: Subscriber, language: str
) -> None:
    html = client.post(link(reader, language)).content.decode()
    assert f'<html lang="{language}" dir="{direction(language)}">' in html


# Again, and strangers --------------------------------------------------------------------------


def test_pressing_again_is_harmless(client: Client, reader: Subscriber) -> None:
    first = client.post(link(reader))
    again = client.post(link(reader))
    assert client.post(link(reader), ONE_CLICK).status_code == 200
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert ways() == [(reader.pk, "button")]


def test_who_is_no_longer_there_gets_the_same_answer(client: Client, reader: Subscriber) -> None:
    """Whoever finds an old letter cannot learn whether its reader is still subscribed."""
    there, gone = link(make.subscriber(name="tjetri")), link(reader)
    reader.delete()
    assert client.get(gone).status_code == client.get(there).status_code == 200
    assert unnamed(client.get(gone), gone) == unnamed(client.get(there), there)
    assert unnamed(client.post(gone), gone) == unnamed(client.post(there), there)


def unnamed(response: HttpResponse, link: str) -> str:
    """A page without the token that stands in the addresses of its languages."""
    return response.content.decode().replace(link.split("/")[-2], "token")


@pytest.mark.parametrize("token", ["x", "AAAA.BBBB", "not-a-token", "%E2%80%8B"])
def test_an_unknown_token_is_not_found_whatever_the_method(
    client: Client, reader: Subscriber, token: str
) -> None:
    for response in (
        client.get(f"/ndalo/{token}/"),
        client.post(f"/ndalo/{token}/"),
        client.post(f"/ndalo/{token}/", ONE_CLICK),
    ):
        assert response.status_code == 404
        assert not response.cookies
    assert not ways()


def test_the_public_writes_a_departure_and_reads_none(reader: Subscriber, client: Client) -> None:
    client.post(link(reader), ONE_CLICK)
    for model in (Departure, Subscriber):
        with pytest.raises(ProgrammingError, match="permission denied"), acting_as(Public()):
            model.objects.count()
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(Public()):
        Departure.objects.all().delete()
