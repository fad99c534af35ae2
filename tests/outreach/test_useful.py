"""Was this page useful, and leaving for another site."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from council.people import System, acting_as
from languages import LANGUAGES, direction
from languages.addresses import address
from outreach.actions.take_counts import take_counts
from outreach.models import ReachCount
from outreach.pages import put

FIREFOX = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"}
LINK = portal.CITY.links[0]


@pytest.fixture(autouse=True)
def counted(settings: Settings, tmp_path: Path) -> None:
    settings.PORTAL_VAR = tmp_path


@pytest.fixture
def reader(db: None) -> Client:
    return Client(headers=FIREFOX, enforce_csrf_checks=True)


def taken() -> list[tuple[Any, ...]]:
    take_counts(at=timezone.now())
    with acting_as(System("test")):
        rows = ReachCount.objects.order_by("kind", "page")
        return list(rows.values_list("kind", "page", "language", "n"))


def say(reader: Client, answer: str, page: str, language: str = "sq") -> Any:
    return reader.post(address("useful", language), {"answer": answer, "page": page})


# Was this page useful? --------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_counted_and_leads_back(reader: Client, language: str) -> None:
    path = address("subscribe", language)
    response = say(reader, "yes", path, language)
    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="{direction(language)}"' in page
    assert f'href="{path}"' in page
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    assert taken() == [("useful_yes", "subscribe", language, 1)]


def test_who_says_no_is_told_whom_to_ask(reader: Client) -> None:
    page = say(reader, "no", "/en/", "en").content.decode()
    assert "Tell us what was missing" in page
    assert portal.CITY.telephone.replace(" ", "") in page.replace("\u00a0", "").replace(" ", "")
    assert taken() == [("useful_no", "home", "en", 1)]


@pytest.mark.parametrize(
    "page",
    [
        "https://example.org/", "//example.org/", "/nope/", "/workspace/", "/sitemap.xml", "",
        "/ndalo/forged/", "/buletini/feed.xml", "/dil/ombudsman/", "javascript:alert(1)",
        "/" * 400, "\u202e/", "/e-dobishme/",
    ],
)  # fmt: skip
def test_only_a_page_of_ours_is_answered_about(reader: Client, page: str) -> None:
    response = say(reader, "yes", page)
    assert response.status_code == 422
    assert 'example.org/"' not in response.content.decode()
    assert "javascript" not in response.content.decode()
    assert taken() == []


def test_another_answer_than_yes_or_no_is_none(reader: Client) -> None:
    assert say(reader, "perhaps", "/").status_code == 422
    assert reader.post("/e-dobishme/", {}).status_code == 422
    assert taken() == []


def test_which_page_among_many_is_kept_only_of_those_that_there_are(reader: Client) -> None:
    with acting_as(System("test")):
        path = address("council-meeting", "sq", number="2026-1")
        put(key="m", language="sq", address=path, title="t", text="t", at=timezone.now())
    say(reader, "yes", path)
    say(reader, "yes", address("council-meeting", "sq", number="9999-77"))
    assert taken() == [
        ("useful_yes", "council-meeting", "sq", 1),
        ("useful_yes", "council-meeting:2026-1", "sq", 1),
    ]


def test_other_sites_cannot_answer_and_many_answers_are_too_many(reader: Client) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site", **FIREFOX}
    assert reader.post("/e-dobishme/", {}, headers=foreign).status_code == 403
    statuses = [say(reader, "yes", "/en/", "en").status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]
    late = say(reader, "yes", "/en/", "en")
    assert "Try again in an hour" in late.content.decode()
    assert late["Retry-After"] == "3600"
    assert taken() == [("useful_yes", "home", "en", 10)]
    # Who wants the bulletin is not kept from asking for it.
    sent = reader.post("/en/subscribe/", {"address": "lexues@example.org"})
    assert sent.status_code == 200


def test_a_program_that_fills_in_everything_is_thanked_and_not_counted(reader: Client) -> None:
    robot = {"User-Agent": "SpamBot/1.0"}
    response = reader.post("/e-dobishme/", {"answer": "yes", "page": "/"}, headers=robot)
    assert response.status_code == 200
    assert taken() == []


def test_the_page_by_itself_says_what_it_is_for(reader: Client) -> None:
    for language in LANGUAGES:
        response = reader.get(address("useful", language))
        assert response.status_code == 200
        assert "noindex" in response.content.decode()
    assert taken() == []


# Leaving for another site -----------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_of_the_list_is_counted_and_followed(reader: Client, language: str) -> None:
    response = reader.get(address("out", language, link=LINK["id"]))
    assert (response.status_code, response["Location"]) == (302, LINK["url"])
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert taken() == [("outbound", f"out:{LINK['id']}", language, 1)]


@pytest.mark.parametrize(
    "path",
    ["/dil/nowhere/", "/dil/nowhere/?url=https://example.org/", "/dil/https:%2F%2Fexample.org/"],
)
def test_an_address_that_is_given_leads_nowhere(reader: Client, path: str) -> None:
    response = reader.get(path)
    assert response.status_code == 404
    assert not response.has_header("Location")
    assert taken() == []


def test_each_link_of_the_list_leads_to_a_site_over_https() -> None:
    for row in portal.CITY.links:
        assert re.fullmatch(r"https://[a-z0-9.-]+/", row["url"]), row["id"]
        assert all(row[language] for language in LANGUAGES), row["id"]
