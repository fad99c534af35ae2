"""What readers find: issues, documents, the archive and the feed, in three languages."""

import datetime
import hashlib
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from bulletins.actions.gather import gather
from bulletins.documents import path_of
from bulletins.models import Bulletin, Edition
from council.actions.publish_facts import put, withdraw_fact
from council.people import Public, User, acting_as
from languages import LANGUAGES, direction
from languages.addresses import address
from outreach.models import BoardTally
from tests import cast, make
from tests.bulletins import october

ATOM = "{http://www.w3.org/2005/Atom}"
SEPTEMBER = datetime.date(2024, 9, 1)
LAST_YEAR = datetime.date(2023, 12, 1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def editor(acting: None, documents: Path) -> User:
    return cast.editor()


@pytest.fixture
def chair(acting: None) -> User:
    return cast.chair()


@pytest.fixture
def issue(editor: User, chair: User) -> list[Edition]:
    """October's issue, published in three languages."""
    return make.published(by=editor, approved_by=chair)


def url(name: str, language: str, month: datetime.date = make.MONTH) -> str:
    return address(name, language, year=month.year, month=month.month)


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def fetch(client: Client, path: str, *, having: str = "") -> tuple[HttpResponseBase, bytes]:
    """The answer with its whole body; having been read, a file is closed."""
    response = client.get(path, headers={"If-None-Match": having})
    return response, b"".join(response)  # type: ignore[arg-type]


def alternates(html: str) -> dict[str, str]:
    found = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html)
    return dict(found)


# An issue --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_issue_is_read_in_each_language(
    client: Client, issue: list[Edition], language: str
) -> None:
    response = client.get(url("issue", language))
    html = response.content.decode()
    assert f'<html lang="{language}" dir="{direction(language)}">' in html
    assert response["Content-Language"] == language
    assert make.words("Gjinar")[language] in html
    assert f'<link rel="canonical" href="{settings.PORTAL_URL}{url("issue", language)}">' in html
    assert "noindex" not in html
    assert url("issue-pdf", language) in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_issue_says_in_how_many_places_it_hangs_once_that_may_be_told(
    client: Client, issue: list[Edition], language: str
) -> None:
    def told() -> list[str]:
        head = read(client, url("issue", language)).partition("<article>")[2].partition("<h1>")[0]
        return re.findall(r"\d+", re.sub("<.*?>", "", head.partition("map-pin")[2]))

    assert told() == []
    BoardTally.objects.create(month=make.MONTH, posted=15, places=22)
    assert told() == ["15", "22"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_promises_of_an_issue_lead_to_how_they_stand_today(language: str) -> None:
    block = {"key": "promises", "title": "2026", "rows": []}
    links = {"decisions": f"/{language}/decisions/"}
    with translation.override(language):
        told = render_to_string(
            "bulletins/page/blocks/promises.html",
            {"block": block, "links": links, "language": language},
        )
    words = {"sq": "Kështu ishin kur doli", "en": "As they stood when", "ar": "كما كان وضعها عند"}
    assert re.search(rf'{words[language]}.*<a href="/{language}/decisions/">', told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_decided_leads_to_the_page_of_the_meeting(
    client: Client, editor: User, chair: User, language: str
) -> None:
    october.meeting(by=editor)
    bulletin = make.bulletin()
    gather(bulletin=bulletin, by=editor, at=make.NOW)
    made = make.edition(bulletin=bulletin, language=language, by=editor, approved_by=chair)
    make.document(edition=made)
    Edition.objects.filter(pk=made.pk).update(published_at=make.NOW)
    link = address("council-meeting", language, number="2024-4")
    told = {"kind": "notice", "facts": {}, "texts": {}, "at": make.NOW}
    put(key="notice:2024-5", on_date=make.TODAY, **told)
    page = read(client, url("issue", language))
    decided = page.partition('<section id="decisions"')[2].partition("</section>")[0]
    assert f'href="{link}"' in decided
    assert "2024-5" not in page
    withdraw_fact(key="meeting:2024-4", reasons=make.WHY, at=make.NOW)
    assert link not in read(client, url("issue", language))


def test_the_languages_of_an_issue_name_each_other(client: Client, issue: list[Edition]) -> None:
    expected = {language: settings.PORTAL_URL + url("issue", language) for language in LANGUAGES}
    expected["x-default"] = expected["sq"]
    for language in LANGUAGES:
        assert alternates(read(client, url("issue", language))) == expected


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_missing_language_is_said_openly(
    client: Client, editor: User, chair: User, language: str
) -> None:
    """Not filled with Albanian, and not for search engines to keep."""
    make.published(by=editor, approved_by=chair, languages=("sq",))
    html = read(client, url("issue", language))
    assert f'<html lang="{language}" dir="{direction(language)}">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert make.words("Gjinar")["sq"] not in html
    assert f'href="{url("issue", "sq")}"' in html
    assert client.get(url("issue-pdf", language)).status_code == 404


@pytest.mark.parametrize("name", ["issue", "issue-pdf"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_month_without_an_issue_is_not_found(
    client: Client, issue: list[Edition], name: str, language: str
) -> None:
    assert client.get(url(name, language, SEPTEMBER)).status_code == 404


@pytest.mark.parametrize("month", ["2024/13", "2024/00", "2024/1", "1999/10", "20240/1", "2024"])
def test_what_is_no_month_is_not_found(client: Client, issue: list[Edition], month: str) -> None:
    assert client.get(f"/buletini/{month}/").status_code == 404
    assert client.get(f"/buletini/{month}.pdf").status_code == 404


def hidden() -> dict[str, dict[str, object]]:
    return {
        "approved only": {"published_at": None},
        "withdrawn": {"withdrawn_at": make.NOW, "withdrawn_reason": "gabim"},
        "superseded": {"superseded_at": make.NOW},
    }


@pytest.mark.parametrize("state", list(hidden()))
def test_an_edition_that_is_not_in_force_is_nowhere(
    client: Client, issue: list[Edition], state: str
) -> None:
    Edition.objects.update(**hidden()[state])
    answer = 410 if state == "withdrawn" else 404
    assert client.get(url("issue", "sq")).status_code == answer
    assert client.get(url("issue-pdf", "sq")).status_code == answer
    assert make.words("Gjinar")["sq"] not in read(client, address("bulletins", "sq"))
    # Of a withdrawn one the entry stays, with nothing but why.
    left = "".join(part for entry in entries(client, "sq") for part in entry.itertext())
    assert ("gabim" in left) == (state == "withdrawn")
    assert make.words("Gjinar")["sq"] not in left


def test_the_public_reads_no_words_before_they_are_published(
    issue: list[Edition], editor: User
) -> None:
    """Row-level security, behind the pages."""
    november = make.bulletin(month=datetime.date(2024, 11, 1))
    make.cover(bulletin=november, by=editor, headlines=("Tregan",))
    make.edition(bulletin=november, language="sq", by=editor)
    with acting_as(Public()):
        assert set(Edition.objects.all()) == set(issue)


@pytest.mark.parametrize("name", ["issue", "issue-pdf", "bulletins", "bulletin-feed"])
def test_pages_set_no_cookie_and_may_be_kept(
    client: Client, issue: list[Edition], name: str
) -> None:
    path = url(name, "sq") if name.startswith("issue") else address(name, "sq")
    response, _ = fetch(client, path)
    assert response.status_code == 200
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")


# The document ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_is_the_stored_one(
    client: Client, issue: list[Edition], language: str
) -> None:
    edition = next(row for row in issue if row.language == language)
    response, data = fetch(client, url("issue-pdf", language))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert data == path_of(edition.pdf_name).read_bytes()
    assert response["ETag"] == f'"{hashlib.sha256(data).hexdigest()}"'
    assert f"2024-10-{language}-1.pdf" in response["Content-Disposition"]


@pytest.mark.parametrize("having", ["{}", '"other", {}'])
def test_a_document_that_the_reader_has_is_not_sent_again(
    client: Client, issue: list[Edition], having: str
) -> None:
    etag = fetch(client, url("issue-pdf", "sq"))[0]["ETag"]
    response, data = fetch(client, url("issue-pdf", "sq"), having=having.format(etag))
    assert (response.status_code, data) == (304, b"")
    assert response["ETag"] == etag


def test_another_document_than_the_reader_has_is_sent(client: Client, issue: list[Edition]) -> None:
    having = fetch(client, url("issue-pdf", "sq"))[0]["ETag"]
    Edition.objects.filter(language="sq").update(pdf_sha256="0" * 64)
    assert fetch(client, url("issue-pdf", "sq"), having=having)[0].status_code == 200


def test_a_lost_document_is_not_found(client: Client, issue: list[Edition]) -> None:
    path_of("2024-10-sq-1.pdf").unlink()
    assert client.get(url("issue-pdf", "sq")).status_code == 404


# The archive -----------------------------------------------------------------------------------


@pytest.fixture
def three_issues(editor: User, chair: User) -> None:
    """Published in another order than that of their months."""
    make.published(month=SEPTEMBER, by=editor, approved_by=chair, headlines=("Gracen",))
    make.published(by=editor, approved_by=chair, headlines=("Tregan",), at=make.NOW + DAY)
    make.published(month=LAST_YEAR, by=editor, approved_by=chair, headlines=("Funarë",))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_archive_begins_with_the_newest_month(
    client: Client, three_issues: None, language: str
) -> None:
    html = read(client, address("bulletins", language))
    main = html[html.index("<main") :]
    places = [
        main.index(f'href="{url("issue", language, month)}"')
        for month in (make.MONTH, SEPTEMBER, LAST_YEAR)
    ]
    assert places == sorted(places)
    assert f'<html lang="{language}" dir="{direction(language)}">' in html


def test_an_archive_without_issues_is_a_page_too(client: Client, acting: None) -> None:
    for language in LANGUAGES:
        assert "<main" in read(client, address("bulletins", language))


def test_an_issue_in_albanian_only_is_listed_as_such(
    client: Client, editor: User, chair: User
) -> None:
    make.published(month=SEPTEMBER, by=editor, approved_by=chair, languages=("sq",))
    make.published(by=editor, approved_by=chair)
    html = read(client, address("bulletins", "en"))
    main = html[html.index("<main") :]
    assert f'href="{url("issue", "en")}"' in main
    assert f'href="{url("issue", "sq", SEPTEMBER)}"' in main
    assert 'lang="sq"' in main


# The feed --------------------------------------------------------------------------------------


def entries(client: Client, language: str) -> list[ElementTree.Element]:
    feed = ElementTree.fromstring(client.get(address("bulletin-feed", language)).content)
    return feed.findall(f"{ATOM}entry")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_is_atom_with_the_newest_first(
    client: Client, three_issues: None, language: str
) -> None:
    response = client.get(address("bulletin-feed", language))
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    for required in ("id", "title", "updated"):
        assert feed.findtext(f"{ATOM}{required}")
    links = []
    for entry in feed.findall(f"{ATOM}entry"):
        for required in ("id", "title", "updated", "published"):
            assert entry.findtext(f"{ATOM}{required}")
        link = entry.find(f"{ATOM}link")
        assert link is not None
        links.append(link.get("href"))
    months = (make.MONTH, SEPTEMBER, LAST_YEAR)
    assert links == [
        f"{settings.PORTAL_URL}{url('issue', language, month)}?k=r" for month in months
    ]


def test_a_feed_has_one_language(client: Client, editor: User, chair: User) -> None:
    make.published(by=editor, approved_by=chair, languages=("sq",))
    assert len(entries(client, "sq")) == 1
    assert entries(client, "en") == []


def test_an_archive_issue_says_that_it_was_put_together_later(
    client: Client, editor: User, chair: User
) -> None:
    make.published(by=editor, approved_by=chair)
    make.published(month=LAST_YEAR, by=editor, approved_by=chair, origin=Bulletin.Origin.ARCHIVE)
    own, archived = (read(client, url("issue", "en", month)) for month in (make.MONTH, LAST_YEAR))
    assert "public sources" in archived
    assert "public sources" not in own
