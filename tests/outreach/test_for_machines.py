"""What public pages tell programs: share cards, schema.org, feeds and their other languages."""

import datetime
import html
import io
import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image

from languages import LANGUAGES
from outreach.models import Event, Text
from tests import cast, make

pytestmark = pytest.mark.usefixtures("acting")
HOMES = {"sq": "/", "en": "/en/", "ar": "/ar/"}
NEWS = {"sq": "/lajme/", "en": "/en/news/", "ar": "/ar/news/"}
EVENTS = {"sq": "/takime/", "en": "/en/events/", "ar": "/ar/events/"}
LOCALES = {"sq": "sq_AL", "en": "en_GB", "ar": "ar_AR"}


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def said(told: str, name: str) -> list[str]:
    """What the page's `meta` elements say under a name."""
    found = re.findall(rf'<meta (?:property|name)="{name}" content="([^"]*)"', told)
    return [html.unescape(one) for one in found]


def data_in(told: str) -> dict[str, Any]:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', told, re.DOTALL)
    return json.loads(found)  # type: ignore[no-any-return]


def an_article() -> str:
    news = make.news(by=cast.editor())
    return f"{news.code}-{news.slug}/"


def an_event(**facts: Any) -> str:
    day = timezone.localdate() + datetime.timedelta(days=9)
    event = make.event(by=cast.editor(), **{"on_date": day, **facts})
    return f"{event.code}-{event.slug}/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_has_a_card_for_links_in_its_language(language: str) -> None:
    article, event = an_article(), an_event()
    for address in (
        HOMES[language],
        NEWS[language],
        NEWS[language] + article,
        EVENTS[language] + event,
    ):
        told = page(address)
        assert said(told, "og:url") == [settings.PORTAL_URL + address]
        assert said(told, "og:locale") == [LOCALES[language]]
        assert sorted(said(told, "og:locale:alternate")) == sorted(
            {*LOCALES.values()} - {LOCALES[language]}
        )
        (title,), (description,) = said(told, "og:title"), said(told, "og:description")
        assert title in html.unescape(re.findall("<title>(.*?)</title>", told)[0])
        assert [description] == said(told, "description")
        assert description
        assert said(told, "twitter:card") == ["summary_large_image"]
    assert said(page(NEWS[language] + article), "og:title") == [make.words("Gjinar", 6)[language]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cards_picture_is_there_and_as_large_as_it_says(language: str) -> None:
    (image,) = said(page(HOMES[language]), "og:image")
    assert image.startswith(f"{settings.PORTAL_URL}/static/")
    answer = Client().get(image.removeprefix(settings.PORTAL_URL))
    data = b"".join(answer)  # type: ignore[call-overload]
    assert Image.open(io.BytesIO(data)).size == (1200, 630)
    assert len(data) < 80_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_says_who_the_council_is(language: str) -> None:
    told = data_in(page(HOMES[language]))
    assert told["@type"] == "GovernmentOrganization"
    assert told["name"] == settings.CITY.council_name[language]
    assert told["telephone"] == settings.CITY.telephone
    assert told["@id"] == data_in(page(HOMES["sq"]))["@id"]
    assert 'type="application/ld+json"' not in page(NEWS[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_is_a_news_article(language: str) -> None:
    told = data_in(page(NEWS[language] + an_article()))
    assert told["@type"] == "NewsArticle"
    assert told["headline"] == make.words("Gjinar", 6)[language]
    assert datetime.datetime.fromisoformat(told["datePublished"]) == make.MET_AT
    assert told["inLanguage"] == language
    assert told["publisher"]["name"] == settings.CITY.council_name[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_is_an_event_with_the_hours_of_its_place(language: str) -> None:
    summer = {
        "on_date": datetime.date(2031, 7, 1),
        "starts_at": datetime.time(22),
        "ends_at": datetime.time(1),
    }
    told = data_in(page(EVENTS[language] + an_event(**summer)))
    assert told["@type"] == "Event"
    assert (told["startDate"], told["endDate"]) == (
        "2031-07-01T22:00+02:00",
        "2031-07-02T01:00+02:00",
    )
    assert told["location"]["name"] == make.words("Papër", 7)[language]
    assert told["eventStatus"].endswith("/EventScheduled")


def test_a_date_that_was_called_off_is_a_cancelled_event() -> None:
    address = EVENTS["en"] + an_event()
    Event.objects.update(called_off_at=timezone.now())
    assert data_in(page(address))["eventStatus"].endswith("/EventCancelled")


def test_no_word_can_end_the_data_or_run() -> None:
    address = NEWS["sq"] + an_article()
    words = '</script><script>alert("1")</script>&<!--\u2028\u2028<!--'
    Text.objects.filter(field__in=("title", "summary")).update(text=words)
    told = page(address)
    assert "<script>alert" not in told
    assert data_in(told)["headline"] == words
    assert said(told, "og:title") == [words]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_lead_programs_to_the_feeds_of_their_language(language: str) -> None:
    told = page(EVENTS[language])
    found = re.findall('<link rel="alternate" type="([^"]+)"[^>]* href="([^"]+)"', told)
    assert ("application/atom+xml", f"{NEWS[language]}feed.xml") in found
    kinds = dict(found)
    assert Client().get(kinds["text/calendar"]).status_code == 200


def test_each_page_names_its_others_and_is_named_by_them() -> None:
    article, event = an_article(), an_event()
    for pages in (
        HOMES,
        NEWS,
        EVENTS,
        {language: NEWS[language] + article for language in LANGUAGES},
        {language: EVENTS[language] + event for language in LANGUAGES},
    ):
        wanted = {language: settings.PORTAL_URL + own for language, own in pages.items()}
        wanted["x-default"] = wanted["sq"]
        for address in pages.values():
            found = dict(re.findall('hreflang="([^"]+)" href="(http[^"]+)"', page(address)))
            assert found == wanted, address


def test_a_language_that_is_missing_is_nobodys_other() -> None:
    address = an_article()
    Text.objects.filter(language="ar", key__startswith="news:").delete()
    for language in ("sq", "en"):
        found = dict(
            re.findall('hreflang="([^"]+)" href="(http[^"]+)"', page(NEWS[language] + address))
        )
        assert set(found) == {"sq", "en", "x-default"}
        assert said(page(NEWS[language] + address), "og:locale:alternate") == [
            LOCALES["en" if language == "sq" else "sq"]
        ]
    assert not re.findall('hreflang="[^"]+" href="http', page(NEWS["ar"] + address))


def test_members_pages_have_no_card() -> None:
    assert "og:" not in page("/workspace/login/")
