"""News as residents read them: the list, an article, the feed, in three languages."""

import datetime
import gzip
import html
import re
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from outreach import published_news
from outreach.models import News, Text
from tests import cast, make

pytestmark = pytest.mark.usefixtures("acting")
LISTS = {"sq": "/lajme/", "en": "/en/news/", "ar": "/ar/news/"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}
HOUR = datetime.timedelta(hours=1)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def get(address: str) -> HttpResponse:
    answer = Client().get(address)
    assert not answer.cookies
    return answer


def page(address: str, status: int = 200) -> str:
    answer = get(address)
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def address_of(news: News, language: str = "sq") -> str:
    return f"{LISTS[language]}{news.code}-{news.slug}/"


def only_in_albanian(news: News) -> None:
    Text.objects.filter(key=news.source_key).exclude(language="sq").delete()


def withdraw(news: News, **reasons: str) -> None:
    News.objects.filter(pk=news.pk).update(
        withdrawn_at=timezone.now(), withdrawn_reason=reasons["sq"]
    )
    make.public_texts(key=news.source_key, fields={"withdrawn": reasons}, by=cast.editor())


# The list --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LISTS)
def test_the_list_shows_title_date_and_summary_and_leads_to_the_article(language: str) -> None:
    news = make.news(by=cast.editor())
    told = page(LISTS[language])
    assert make.words("Gjinar", 6)[language] in told
    assert make.words("Gjinar", 7)[language] in told
    assert f'datetime="{make.MET_AT:%Y-%m-%d}"' in told
    assert f'href="{address_of(news, language)}"' in told


@pytest.mark.parametrize("language", LISTS)
def test_without_news_the_list_says_so(language: str) -> None:
    assert 'class="empty"' in page(LISTS[language])


def test_a_topic_is_a_link_and_keeps_the_others_out() -> None:
    editor = cast.editor()
    road = make.news(by=editor, slug="rruga", topic="roads")
    school = make.news(by=editor, slug="shkolla", topic="school")
    assert 'href="/en/news/?tema=school"' in page("/en/news/")
    told = page("/en/news/?tema=school")
    assert address_of(school, "en") in told
    assert address_of(road, "en") not in told


def test_the_years_lead_to_what_is_earlier() -> None:
    editor = cast.editor()
    # Half past eleven on New Year's Eve in London is next year already here.
    eve = datetime.datetime(2022, 12, 31, 23, 30, tzinfo=datetime.UTC)
    old = make.news(by=editor, slug="e-vjeter", published_at=eve)
    new = make.news(by=editor, slug="e-re")
    assert 'href="/lajme/?viti=2023"' in page("/lajme/")
    told = page("/lajme/?viti=2023")
    assert address_of(old) in told
    assert address_of(new) not in told
    assert get("/lajme/?viti=2022").status_code == 404


def test_long_lists_have_numbered_pages_and_nothing_is_lost_between_them() -> None:
    editor = cast.editor()
    for number in range(published_news.ON_A_PAGE + 2):
        make.news(by=editor, slug=f"lajm-{number}")
    first, second = page("/lajme/"), page("/lajme/?faqe=2")
    assert 'href="/lajme/?faqe=2" rel="next"' in first
    assert 'href="/lajme/" rel="prev"' in second
    shown = [set(re.findall(r"lajm-\d+", told)) for told in (first, second)]
    assert len(shown[0] | shown[1]) == published_news.ON_A_PAGE + 2
    assert not shown[0] & shown[1]


@pytest.mark.parametrize(
    "asked",
    ["faqe=0", "faqe=2", "faqe=-1", "faqe=x", "faqe=%00", "faqe=999999999999", "faqe=٢", "viti=x",
     "viti=1999", "viti=20244", "tema=nuk-ka", "tema=%C3%28", "tema=" + "a" * 3000],
)  # fmt: skip
def test_no_such_page_year_or_topic_is_not_found_in_the_right_language(asked: str) -> None:
    make.news(by=cast.editor())
    for language, own in LISTS.items():
        answer = get(f"{own}?{asked}")
        assert answer.status_code == 404
        assert answer["Content-Language"] == language


def test_what_is_only_in_albanian_is_marked_and_leads_to_the_albanian_page() -> None:
    news = make.news(by=cast.editor())
    only_in_albanian(news)
    told = page("/ar/news/")
    assert f'href="{address_of(news)}" lang="sq" dir="ltr" hreflang="sq"' in told
    assert "callout--plain" in told
    assert "callout--plain" not in page("/lajme/")


# An article ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LISTS)
def test_an_article_says_what_happened_what_to_do_and_whom_to_call(language: str) -> None:
    news = make.news(by=cast.editor())
    told = page(address_of(news, language))
    for number in (6, 7, 8, 9):
        assert make.words("Gjinar", number)[language] in told
    assert 'href="tel:112"' in told
    assert settings.PORTAL_URL + address_of(news, language) in told


@pytest.mark.parametrize("language", LISTS)
def test_another_slug_leads_to_the_address_of_today(language: str) -> None:
    news = make.news(by=cast.editor())
    answer = get(f"{LISTS[language]}{news.code}-tjeter/")
    assert (answer.status_code, answer["Location"]) == (301, address_of(news, language))


@pytest.mark.parametrize("language", LISTS)
def test_a_withdrawn_article_is_gone_and_says_why(language: str) -> None:
    news = make.news(by=cast.editor())
    reasons = {
        "sq": "Data ishte e gabuar.",
        "en": "The date was wrong.",
        "ar": "كان التاريخ خاطئا.",
    }
    withdraw(news, **reasons)
    told = page(address_of(news, language), status=410)
    label = {"sq": "Arsyeja:", "en": "Reason:", "ar": "السبب:"}[language]
    assert re.search(rf"{label}</b> <span>{re.escape(reasons[language])}", told)
    assert make.words("Gjinar", 8)[language] not in told
    assert news.slug not in page(LISTS[language])
    crumbs = re.search(r'<nav class="crumbs".*?</nav>', told, re.DOTALL)
    assert crumbs and f'href="{LISTS[language]}"' in crumbs[0]


def test_a_reason_that_is_only_in_albanian_is_marked() -> None:
    news = make.news(by=cast.editor())
    withdraw(news, sq="Data ishte e gabuar.")
    assert 'lang="sq" dir="ltr">Data ishte e gabuar.' in page(address_of(news, "ar"), status=410)


def test_where_the_language_is_missing_a_page_says_so_and_leads_to_the_albanian() -> None:
    news = make.news(by=cast.editor())
    only_in_albanian(news)
    answer = get(address_of(news, "ar"))
    told = html.unescape(answer.content.decode())
    assert answer["Content-Language"] == "ar"
    assert f'href="{address_of(news)}" lang="sq" dir="ltr" hreflang="sq"' in told
    assert make.words("Gjinar", 8)["sq"] not in told
    assert 'content="noindex"' in told
    assert re.findall('hreflang="(..)" href="http', page(address_of(news))) == ["sq"]


@pytest.mark.parametrize(
    "code", ["aaaaaaa-x", "k7m2p4x", "KKKKKKK-x", "k7-x", "k7m2p4x-%2e%2e", "%00-x", "k7m2p4x-ë"]
)
def test_what_never_was_is_not_found(code: str) -> None:
    assert get(f"/ar/news/{code}/").status_code == 404


def test_what_is_not_public_yet_is_as_if_it_were_not_there() -> None:
    editor = cast.editor()
    draft = make.news(by=editor, slug="draft", published_at=None)
    tomorrow = make.news(by=editor, slug="neser", published_at=timezone.now() + 24 * HOUR)
    for news in (draft, tomorrow):
        assert get(address_of(news)).status_code == 404
        assert news.slug not in page("/lajme/")


def test_words_are_written_and_never_run() -> None:
    news = make.news(by=cast.editor())
    Text.objects.filter(key=news.source_key).update(text='</script><script>alert("1")</script>')
    for address in (address_of(news), "/lajme/"):
        assert b"<script>alert" not in get(address).content
    assert ElementTree.fromstring(get("/lajme/feed.xml").content) is not None


@pytest.mark.parametrize("count", [3, 30])
def test_the_pages_ask_as_often_for_thirty_as_for_three(count: int) -> None:
    editor = cast.editor()
    for number in range(count):
        news = make.news(by=editor, slug=f"lajm-{number}")
    for address in ("/lajme/", address_of(news), "/lajme/feed.xml"):
        get(address)
        with CaptureQueriesContext(connection) as asked:
            get(address)
        asked_for = [query["sql"] for query in asked if "FROM" in query["sql"]]
        assert len(asked_for) <= 5, address


# The feed --------------------------------------------------------------------------------------


def feed(language: str) -> ElementTree.Element:
    answer = get(f"{LISTS[language]}feed.xml")
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


@pytest.mark.parametrize("language", LISTS)
def test_the_feed_is_valid_in_its_language(language: str) -> None:
    news = make.news(by=cast.editor())
    found = feed(language)
    assert found.get(XML_LANG) == language
    (itself,) = (link for link in found.findall("a:link", ATOM) if link.get("rel") == "self")
    assert itself.get("href") == f"{settings.PORTAL_URL}{LISTS[language]}feed.xml"
    (entry,) = found.findall("a:entry", ATOM)
    for element in (found, entry):
        # RFC 4287: each has an id, a title, and says when it changed.
        assert element.findtext("a:id", "", ATOM)
        assert element.findtext("a:title", "", ATOM)
        assert datetime.datetime.fromisoformat(element.findtext("a:updated", "", ATOM)).tzinfo
    (link,) = entry.findall("a:link", ATOM)
    assert link.get("href") == settings.PORTAL_URL + address_of(news, language)


@pytest.mark.parametrize("language", LISTS)
def test_an_empty_feed_is_a_feed_and_stays_the_same(language: str) -> None:
    assert feed(language).findall("a:entry", ATOM) == []
    assert datetime.datetime.fromisoformat(feed(language).findtext("a:updated", "", ATOM))
    first, again = (get(f"{LISTS[language]}feed.xml").content for _ in range(2))
    assert first == again


def test_a_withdrawn_entry_vanishes_and_the_feed_says_that_it_changed() -> None:
    news = make.news(by=cast.editor())
    before = feed("en").findtext("a:updated", "", ATOM)
    withdraw(news, sq="Data ishte e gabuar.")
    after = feed("en")
    assert after.findall("a:entry", ATOM) == []
    assert after.findtext("a:updated", "", ATOM) > before


def test_a_changed_entry_keeps_its_id_and_says_when_it_changed() -> None:
    news = make.news(by=cast.editor())
    (before,) = feed("en").findall("a:entry", ATOM)
    changed = timezone.now().replace(microsecond=0)
    Text.objects.filter(key=news.source_key, language="en").update(reviewed_at=changed)
    News.objects.filter(pk=news.pk).update(slug="tjeter")
    Text.objects.filter(key=news.source_key).update(key="news:tjeter")
    (after,) = feed("en").findall("a:entry", ATOM)
    assert before.findtext("a:id", "", ATOM) == after.findtext("a:id", "", ATOM)
    assert datetime.datetime.fromisoformat(after.findtext("a:updated", "", ATOM)) == changed
    assert feed("sq").find("a:entry/a:id", ATOM).text != after.findtext("a:id", "", ATOM)


def test_a_feed_has_no_entry_of_another_language() -> None:
    only_in_albanian(make.news(by=cast.editor()))
    assert feed("ar").findall("a:entry", ATOM) == []
    assert len(feed("sq").findall("a:entry", ATOM)) == 1


def test_a_first_visit_stays_small() -> None:
    editor = cast.editor()
    for number in range(published_news.ON_A_PAGE):
        news = make.news(by=editor, slug=f"lajm-{number}")
    for address in ("/ar/news/", address_of(news, "ar")):
        assert len(gzip.compress(get(address).content)) <= 14_000
