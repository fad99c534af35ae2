"""The public page of a meeting in three languages: notice, minutes, corrections, promises."""

import html
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council.actions.publish_facts import withdraw_fact
from council.actions.publish_minutes import publish_minutes
from council.models import Meeting
from tests import cast, make
from tests.council import held
from tests.council.test_notice_of_decisions import _approved_with_changes, made_public

pytestmark = pytest.mark.usefixtures("acting")
ADDRESSES = {
    "sq": "/keshilli/mbledhjet/2024-4/",
    "en": "/en/council/meetings/2024-4/",
    "ar": "/ar/council/meetings/2024-4/",
}


def page(language: str) -> str:
    answer = Client().get(ADDRESSES[language])
    assert answer.status_code == 200
    assert not answer.cookies
    return html.unescape(answer.content.decode())


def published(meeting: Meeting | None = None) -> Meeting:
    meeting = meeting or held.approved()
    publish_minutes(meeting=meeting, next_meeting=None, by=cast.secretary(), at=timezone.now())
    return meeting


@pytest.mark.parametrize("language", ADDRESSES)
def test_the_notice_says_that_the_minutes_are_not_approved(language: str) -> None:
    made_public(held.meeting())
    told = page(language)
    assert "1. Ndriçimi i rrugës së shkollës" in told
    assert held.CANARY not in told
    assert "M1" not in told
    assert "callout--warning" in told


@pytest.mark.parametrize("language", ADDRESSES)
def test_public_minutes_have_no_closed_word_and_no_hole(language: str) -> None:
    published()
    told = page(language)
    assert re.findall(r"(\d)\. (?:Ndri|Auto)", told) == ["1", "2"]
    assert "callout--warning" not in told
    assert held.CANARY not in told
    assert "M1" not in told
    assert "U fol për 6 vende." in told


@pytest.mark.parametrize("language", ADDRESSES)
def test_the_home_page_and_the_site_map_lead_to_the_latest_meeting(language: str) -> None:
    home = {"sq": "/"}.get(language, f"/{language}/")
    link = f'href="{ADDRESSES[language]}"'
    assert link not in Client().get(home).content.decode()
    made_public(held.meeting())
    assert link in Client().get(home).content.decode()
    listed = Client().get("/sitemap.xml").content.decode()
    assert f"{ADDRESSES[language]}</loc>" in listed
    assert f'hreflang="{language}" href="{settings.PORTAL_URL}{ADDRESSES[language]}"' in listed


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_only_in_albanian_is_marked_and_said(language: str) -> None:
    published()
    told = page(language)
    assert 'lang="sq" dir="ltr"' in told
    assert "callout--plain" in told
    assert 'class="callout callout--plain"' not in page("sq")


def test_a_checked_translation_is_shown_where_there_is_one() -> None:
    meeting = held.approved()
    decision = meeting.decisions.get(serial=1, series="open")
    make.translation(
        key=decision.source_key,
        field="text",
        language="en",
        text="The municipality will light 6 dark places.",
        of=decision.open_text,
        reviewed_by=cast.translator(),
    )
    published(meeting)
    assert "The municipality will light 6 dark places." in page("en")
    assert "The municipality will light" not in page("ar")


@pytest.mark.parametrize("language", ADDRESSES)
def test_institutions_and_dates_are_in_the_language_of_the_page(language: str) -> None:
    published()
    told = page(language)
    assert getattr(make.agency(), f"name_{language}") in told
    assert {"sq": "20 dhjetor 2024", "en": "20 December 2024", "ar": "20 ديسمبر 2024"}[
        language
    ] in told


@pytest.mark.parametrize("language", ADDRESSES)
def test_corrections_are_shown(language: str) -> None:
    published(_approved_with_changes())
    told = page(language)
    assert "<del" in told
    assert "Bashkia do të ndriçojë 6 vende të errëta." in told
    assert "Bashkia do të ndriçojë 7 vende." in told


def test_a_promise_is_told_with_its_state() -> None:
    published()
    assert "tag--late" in page("sq")


def test_a_withdrawn_decision_is_told_no_longer() -> None:
    published()
    withdraw_fact(key="decision:2024-1", reasons=make.WHY, at=timezone.now())
    assert "6 vende të errëta" not in page("sq")


def test_each_page_names_its_other_languages() -> None:
    published()
    for language in ADDRESSES:
        told = page(language)
        for other, address in ADDRESSES.items():
            assert re.search(rf'hreflang="{other}" href="[^"]*{address}"', told)
        assert f'<html lang="{language}"' in told


def test_a_page_costs_at_most_eight_queries() -> None:
    published(_approved_with_changes())
    with CaptureQueriesContext(connection) as captured:
        page("ar")
    asked = [q["sql"] for q in captured if q["sql"].startswith("SELECT") and "FROM" in q["sql"]]
    own = ("current_setting", "pg_postmaster_start_time")
    assert len([sql for sql in asked if not any(name in sql for name in own)]) <= 8


@pytest.mark.parametrize(
    "number", ["2024-5", "2024-04", "2024-4x", "nope", "2024-M4", "2024-99999999"]
)
def test_another_meeting_is_not_found(number: str) -> None:
    published()
    assert Client().get(f"/keshilli/mbledhjet/{number}/").status_code == 404


def test_a_meeting_that_nothing_is_public_of_is_not_found() -> None:
    held.circulated()
    for address in ADDRESSES.values():
        assert Client().get(address).status_code == 404


def test_the_page_of_a_meeting_that_was_published_without_its_minutes() -> None:
    from council.actions.publish_facts import publish_meeting

    meeting = make.meeting()
    make.item(meeting=meeting, open_title="Drita")
    make.decision(meeting=meeting)
    publish_meeting(meeting=meeting, next_meeting=None, at=timezone.now())
    assert "Drita" in page("sq")
    assert "6 vende të errëta" in page("sq")
