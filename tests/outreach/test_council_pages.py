"""The council's own page, the press page, the statements, the map of the site, and error pages."""

import datetime
import html
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council.actions.publish_minutes import publish_minutes
from council.models import PublishedFact, Seat
from council.people import Role
from elbasan_council.views import errors
from languages import LANGUAGES
from languages.addresses import address
from tests import cast, make
from tests.council import held
from tests.council.test_notice_of_decisions import _approved_with_changes

pytestmark = pytest.mark.usefixtures("acting")
NAMES = ("council", "press", "accessibility", "privacy", "site-map")


def read(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status, path
    assert not answer.cookies
    return html.unescape(answer.content.decode())


def corrected_meeting() -> None:
    publish_minutes(
        meeting=_approved_with_changes(),
        next_meeting=None,
        by=cast.secretary(),
        at=timezone.now(),
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_each_page_is_there_in_each_language_and_leads_to_the_others(
    name: str, language: str
) -> None:
    told = read(address(name, language))
    assert f'<html lang="{language}"' in told
    assert len(re.findall("<h1", told)) == 1
    for other in LANGUAGES:
        assert f'hreflang="{other}" href="{settings.PORTAL_URL}{address(name, other)}"' in told


@pytest.mark.parametrize("name", NAMES)
def test_no_page_asks_often(name: str) -> None:
    corrected_meeting()
    Client().get(address(name, "ar"))
    with CaptureQueriesContext(connection) as captured:
        read(address(name, "ar"))
    asked = [q["sql"] for q in captured if " FROM " in q["sql"]]
    assert len([sql for sql in asked if "current_setting" not in sql]) <= 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_council_is_shown_by_its_seats_and_never_by_names(language: str) -> None:
    held.approved()
    told = read(address("council", language))
    for seat in Seat.objects.all():
        assert getattr(seat, f"name_{language}") in told
    assert settings.CITY.does["state_police"][language] in told
    assert cast.secretary().email not in told


def test_no_two_seats_are_said_to_do_the_same() -> None:
    held.approved()
    said = re.findall(r"</p><p>([^<]+)</p></li>", read(address("council", "sq")))
    assert len(said) == len(set(said)) == Seat.objects.count()


def test_the_council_is_counted_from_what_is_published() -> None:
    day = timezone.localdate() - datetime.timedelta(days=30)
    rows = {
        "minutes:2026-1": {"reference": "2026-1", "quorum": True, "decisions": [], "actions": []},
        "meeting:2026-1": {"reference": "2026-1"},
        "minutes:2026-2": {"reference": "2026-2", "quorum": False, "decisions": [], "actions": []},
        "action:2026-1": {
            "reference": "2026-1",
            "institution": "court",
            "deadline": day.isoformat(),
            "done_on": None,
            "new_deadline": None,
        },
    }
    for number, (key, facts) in enumerate(rows.items()):
        PublishedFact.objects.create(
            key=key,
            kind=key.partition(":")[0],
            on_date=day,
            facts=facts,
            texts={},
            version=1000 + number,
            published_at=make.NOW,
        )
    told = read(address("press", "en"))
    counted = [int(number) for number in re.findall(r"<li><b>(\d+)</b>", told)]
    assert counted == [2, 0, 0, 0, 1]
    assert re.search(r"1\D+2\D", told[told.index("counted") :])


def test_the_council_page_leads_to_its_latest_meetings() -> None:
    corrected_meeting()
    assert 'href="/en/council/meetings/2024-4/"' in read(address("council", "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_press_finds_every_public_correction(language: str) -> None:
    assert "<del" not in read(address("press", language))
    corrected_meeting()
    told = read(address("press", language))
    assert "Bashkia do të ndriçojë 6 vende të errëta." in told
    assert address("council-meeting", language, number="2024-4") in told
    assert settings.CITY.telephone.replace(" ", "\u00a0") in told
    assert "creativecommons.org/licenses/by/4.0/" in told


def test_the_map_leads_to_every_section_and_nowhere_astray() -> None:
    corrected_meeting()
    for language in LANGUAGES:
        told = read(address("site-map", language))
        found = re.findall(r'<a href="(/[^"]*)"', told[told.index('class="map"') :])
        wanted = ("decisions", "bulletins", "subscribe", "council", "press", "privacy", "home")
        assert {address(name, language) for name in wanted} <= set(found)
        assert address("council-meeting", language, number="2024-4") in found
        for path in set(found):
            assert Client().get(path).status_code == 200, path


# When something goes wrong ---------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_goes_astray_finds_help_and_the_way_home(language: str) -> None:
    prefix = "" if language == "sq" else f"/{language}"
    told = read(f"{prefix}/nope/", 404)
    assert f'<html lang="{language}"' in told
    for wanted in (address("home", language), address("decisions", language), "#help-lines"):
        assert f'href="{wanted}"' in told
    assert 'href="tel:112"' in told
    assert 'href="tel:116117"' in told


@pytest.mark.parametrize("page", [errors.broken, errors.unavailable])
def test_a_fault_is_told_in_three_languages_with_the_numbers_and_without_a_database(page) -> None:  # type: ignore[no-untyped-def]
    with CaptureQueriesContext(connection) as captured:
        told = page(RequestFactory().get("/")).content.decode()
    assert not captured
    for language in LANGUAGES:
        assert f'lang="{language}"' in told
        assert f'href="{address("home", language)}"' in told
    for number in ("112", "129", "127", "128", "116111", "116117"):
        assert told.count(f'href="tel:{number}"') == 3


def test_members_who_go_astray_stay_in_the_workspace_and_learn_nothing() -> None:
    browser = held.browser_of(cast.secretary())
    nowhere = "00000000-0000-4000-8000-000000000000"
    first, again = (browser.get(f"/workspace/meetings/{nowhere}/") for _ in range(2))
    assert first.status_code == 404
    assert first.content == again.content
    assert b"workhead" in first.content
    assert b"csrfmiddlewaretoken" not in first.content


def test_a_refusal_in_the_workspace_says_why_and_keeps_the_way_back() -> None:
    browser = held.browser_of(held.seated(Role.MEMBER, "police"))
    answer = browser.get("/workspace/subscribers/")
    assert answer.status_code == 403
    assert b"workhead" in answer.content
    assert 'href="/workspace/"' in answer.content.decode()


def test_strangers_get_the_public_page_in_the_place_of_the_workspaces() -> None:
    told = Client().get("/workspace/nope/")
    assert told.status_code == 404
    assert b"workhead" not in told.content
