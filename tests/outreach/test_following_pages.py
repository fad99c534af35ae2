"""The register of public pages follows what is published: search and site map say what pages say."""

import datetime
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from django.urls import include, path

from council.actions.publish_facts import put as publish_fact
from council.actions.publish_facts import withdraw_fact
from council.models import PublishedFact
from council.people import System, acting_as
from languages.addresses import address, page
from outreach import pages
from outreach.actions.pages.follow import follow, follow_if_changed
from outreach.actions.pages.standing import NAMES
from outreach.models import Page
from outreach.views.meeting import meeting
from tests import cast, make
from tests.outreach.test_search import found

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NOW = datetime.datetime(2026, 11, 1, 9, tzinfo=datetime.UTC)


def nothing(request: object, **parts: object) -> None: ...


urlpatterns = [
    path("", include("elbasan_council.urls")),
    *page(
        "news-article",
        nothing,
        sq="lajme/<str:code>-<str:slug>/",
        foreign="n/<str:code>-<str:slug>/",
    ),
    *page("event", nothing, sq="takime/<str:code>-<str:slug>/", foreign="e/<str:code>-<str:slug>/"),
    *page("help-topic", nothing, sq="ndihme/<str:slug>/", foreign="h/<str:slug>/"),
    *page("decision", meeting, sq="vendimet/<str:number>/", foreign="d/<str:number>/"),
]


@pytest.fixture(autouse=True)
def every_route(settings: object) -> None:
    """The addresses of pages that other parts of the portal bring."""
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]


def followed() -> int:
    with acting_as(System("test")):
        return follow(at=NOW)


def fact(key: str, of: str, texts: dict[str, dict[str, str]], **facts: object) -> None:
    with acting_as(System("test")):
        publish_fact(
            key=key, kind=of, on_date=make.NOW.date(), facts=facts, texts=texts, at=make.NOW
        )


def decision(text: str = "Të ndriçohet parku i vjetër") -> None:
    about = {"number": "2024-7", "kind": "commitment", "institution": "municipality"}
    fact(
        "decision:2024-7",
        PublishedFact.Kind.DECISION,
        {"sq": {"text": text}, "en": {"text": "Light the old park"}},
        **about,
        deadline=None,
    )


def news() -> object:
    return make.news(by=cast.editor())


def event() -> object:
    return make.event(by=cast.editor())


@pytest.mark.parametrize("thing", [news, event])
def test_a_record_is_found_once_published_and_no_more_once_withdrawn(
    thing: Callable[[], object],
) -> None:
    with acting_as(System("test")):
        row: object = thing()
    followed()
    keys = set(Page.objects.filter(key=row.source_key).values_list("language", flat=True))  # type: ignore[attr-defined]
    assert keys == {"sq", "en", "ar"}
    with acting_as(System("test")):
        row.withdrawn_at = NOW  # type: ignore[attr-defined]
        row.save()  # type: ignore[attr-defined]
    followed()
    assert not Page.objects.filter(key=row.source_key).exists()  # type: ignore[attr-defined]


def test_a_scheduled_record_is_there_when_its_hour_has_come() -> None:
    with acting_as(System("test")):
        row = make.news(by=cast.editor(), published_at=NOW + datetime.timedelta(minutes=5))
        follow(at=NOW)
        assert not Page.objects.filter(key=row.source_key).exists()
        follow(at=NOW + datetime.timedelta(minutes=5))
        assert Page.objects.filter(key=row.source_key).exists()


def test_help_topics_are_found_by_what_they_say() -> None:
    with acting_as(System("test")):
        topic = make.help_topic(by=cast.editor())
    followed()
    row = Page.objects.get(key=topic.source_key, language="sq")
    assert row.address == f"/ndihme/{topic.slug}/" and row.title and row.text


def test_a_decision_is_found_with_its_promises_in_each_language_that_it_has() -> None:
    decision()
    promise = {"reference": "2024-9", "institution": "municipality", "deadline": "2024-12-01"}
    fact(
        "action:2024-9",
        PublishedFact.Kind.ACTION,
        {"sq": {"text": "Blihen llamba"}},
        **promise,
        done_on=None,
        new_deadline=None,
        decision="2024-7",
    )
    followed()
    assert found("parku llamba") == ["/vendimet/2024-7/"]
    assert found("old park", "en") == ["/en/d/2024-7/"]
    # The English page stands there, with the Albanian words on it marked as such.
    assert found("llamba", "en") == []
    assert found("2024-7", "ar")[0] == "/ar/d/2024-7/"


def test_a_decision_that_is_withdrawn_is_found_no_more_at_the_very_next_question() -> None:
    decision()
    followed()
    assert found("parku") == ["/vendimet/2024-7/"]
    with acting_as(System("test")):
        withdraw_fact(key="decision:2024-7", reasons=make.WHY, at=NOW)
    assert found("parku") == []
    followed()
    assert not Page.objects.filter(key="decision:2024-7").exists()


def test_a_decision_that_is_corrected_never_shows_its_former_words() -> None:
    decision()
    followed()
    decision("Të ndriçohet sheshi")
    assert found("parku") == []
    followed()
    assert (found("parku"), found("sheshi")) == ([], ["/vendimet/2024-7/"])


def test_a_fact_that_says_the_same_again_hides_nothing() -> None:
    decision()
    followed()
    fact("decision:2024-8", PublishedFact.Kind.DECISION, {"sq": {"text": "x"}}, number="2024-8")
    assert found("parku") == ["/vendimet/2024-7/"]


def test_pages_that_are_always_there_are_found_by_what_they_say() -> None:
    followed()
    addresses = set(Page.objects.filter(key="subscribe").values_list("address", flat=True))
    assert addresses == {"/abonohu/", "/en/subscribe/", "/ar/subscribe/"}
    row = Page.objects.get(key="subscribe", language="en")
    assert row.title == "Subscribe to the bulletin" and "Free of charge" in row.text
    assert found("subscribe bulletin", "en")[0] == "/en/subscribe/"
    # What search engines may not keep is not listed either.
    assert not Page.objects.filter(address__contains="kerko").exists()


def test_following_again_changes_nothing_and_is_not_done_without_need() -> None:
    decision()
    assert followed() > 0
    assert followed() == 0
    with acting_as(System("test")):
        follow_if_changed(at=NOW)
        Page.objects.filter(key="decision:2024-7").delete()
        assert follow_if_changed(at=NOW) == 0
        assert follow_if_changed(at=NOW + datetime.timedelta(days=1)) > 0


def test_pages_of_others_stay_and_get_the_words_that_they_lack() -> None:
    with acting_as(System("test")):
        pages.put(
            key="bulletin:2024-10",
            language="sq",
            address="/b/",
            title="Tetor",
            text="drita",
            at=NOW,
        )
        Page.objects.update(words=None)
    followed()
    assert found("drita") == ["/b/"]


# The site map ----------------------------------------------------------------------------------


def sitemap(address: str = "/sitemap.xml") -> ElementTree.Element:
    response = Client().get(address)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def test_the_site_map_says_when_a_page_changed_and_forgets_what_was_withdrawn() -> None:
    decision()
    followed()
    listed = {
        str(entry.findtext(f"{SITEMAP}loc")): entry.findtext(f"{SITEMAP}lastmod")
        for entry in sitemap().findall(f"{SITEMAP}url")
    }
    assert str(listed[f"{settings.PORTAL_URL}/en/d/2024-7/"]).startswith("2024-11-04T")
    with acting_as(System("test")):
        withdraw_fact(key="decision:2024-7", reasons=make.WHY, at=NOW)
    assert "2024-7" not in Client().get("/sitemap.xml").content.decode()


def test_every_page_that_is_always_there_is_in_the_site_map() -> None:
    """The list of news too, whose key is that of its kind, and whatever else is put."""
    followed()
    listed = {entry.findtext(f"{SITEMAP}loc") for entry in sitemap().findall(f"{SITEMAP}url")}
    standing = {settings.PORTAL_URL + address(name, "ar") for name in NAMES}
    assert standing - listed == set()
    assert found("lajme")[0] == "/lajme/"


def test_a_site_map_that_is_too_long_is_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("elbasan_council.views.sitemap.A_FILE", 4)
    files = [str(entry.findtext(f"{SITEMAP}loc")) for entry in sitemap()]
    assert files[0] == f"{settings.PORTAL_URL}/sitemap-1.xml" and len(files) > 1
    parts = [sitemap(file.removeprefix(settings.PORTAL_URL)) for file in files]
    assert all(len(part) <= 4 for part in parts)
    assert sum(len(part) for part in parts) >= 9
    for astray in ("/sitemap-0.xml", f"/sitemap-{len(files) + 1}.xml"):
        assert Client().get(astray).status_code == 404


def test_who_finds_a_fault_knows_whom_to_tell() -> None:
    lines = Client().get("/.well-known/security.txt").content.decode().splitlines()
    told = dict(line.split(": ", 1) for line in reversed(lines))
    expires = datetime.datetime.fromisoformat(told["Expires"])
    ahead = expires - datetime.datetime.now(datetime.UTC)
    assert datetime.timedelta(days=30) < ahead < datetime.timedelta(days=365)
    assert told["Contact"] == f"mailto:{settings.CITY.email}"
    assert told["Preferred-Languages"] == "sq, en, ar"
    assert told["Canonical"] == f"{settings.PORTAL_URL}/.well-known/security.txt"


def test_robots_stay_out_of_the_workspace_and_of_peoples_own_addresses() -> None:
    lines = Client().get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /workspace/", "Disallow: /ndalo/", "Disallow: /kerko/?"} <= set(lines)
    assert lines[-1] == f"Sitemap: {settings.PORTAL_URL}/sitemap.xml"
