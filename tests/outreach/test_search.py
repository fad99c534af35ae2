"""Search as a resident uses it: words in, pages out, in the language of the page."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from council.people import System, acting_as
from outreach import pages
from tests import cast, make

ADDRESSES = {"sq": "/kerko/", "en": "/en/search/", "ar": "/ar/search/"}
pytestmark = pytest.mark.django_db


def put(key: str, *, language: str = "sq", title: str = "Faqe", text: str = "") -> None:
    with acting_as(System("test")):
        pages.put(
            key=key,
            language=language,
            address=f"/{language}/{key.replace(':', '/')}/",
            title=title,
            text=text,
            at=make.NOW,
        )


def ask(words: str, language: str = "sq", **more: Any) -> Any:
    return Client().get(ADDRESSES[language], {"q": words, **more})


def found(words: str, language: str = "sq", **more: Any) -> list[str]:
    """The addresses that a question leads to, in their order."""
    said = ask(words, language, **more)
    assert said.status_code == 200
    return re.findall(r'search__title"><a href="([^"]+)"', said.content.decode())


def plain(response: Any) -> str:
    text = re.sub(r"<(?!mark|/mark)[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


# What is found ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked", ["keshilli", "KËSHILLI", "Këshilli", "Ke\u0308shilli", "këshillit"]
)
def test_albanian_is_found_with_and_without_its_diacritics(asked: str) -> None:
    put("a:1", text="Këshilli vendosi të ndriçojë rrugën.")
    put("a:2", text="Bashkia lajmëron.")
    assert found(asked) == ["/sq/a/1/"]


@pytest.mark.parametrize("asked", ["المجلس", "مجلس", "مَجلِس", "الى", "إلى", "ٱلمجلس"])
def test_arabic_is_found_without_hamza_seats_vowel_marks_and_article(asked: str) -> None:
    put("a:1", language="ar", text="انتقل المجلس إلى قاعة أخرى")
    assert found(asked, "ar") == ["/ar/a/1/"]


@pytest.mark.parametrize("asked", ["vendim", "vendimet", "vendimeve", "vend"])
def test_a_word_finds_its_other_forms_and_an_unfinished_one_what_it_may_become(asked: str) -> None:
    put("a:1", text="Tri vendimet e mbledhjes")
    assert found(asked) == ["/sq/a/1/"]


def test_every_word_must_be_there_and_titles_come_first() -> None:
    put("a:1", title="Rruga", text="ndriçim " * 5)
    put("a:2", title="Ndriçim në rrugë", text="Ndriçim")
    put("a:3", title="Ndriçim", text="shkolla")
    assert found("ndriçim rruga") == ["/sq/a/2/", "/sq/a/1/"]


def test_each_language_finds_its_own_pages_and_offers_what_is_in_albanian_alone() -> None:
    put("a:1", text="Numri 129 i policisë")
    put("a:1", language="en", text="Police: 129")
    put("a:2", text="Telefononi 129 natën", title="Vetëm shqip")
    said = ask("129", "en")
    assert found("129", "en") == ["/en/a/1/", "/sq/a/2/"]
    listed = said.content.decode().partition("In Albanian only")[2]
    assert '<ol class="search__hits" lang="sq" dir="ltr">' in listed
    assert "Vetëm shqip" in listed and "/sq/a/1/" not in listed
    assert found("129") == ["/sq/a/1/", "/sq/a/2/"]


def test_an_excerpt_shows_the_words_as_they_were_written() -> None:
    put(
        "a:1", text="fillimi " * 90 + "U ndriçua <b>rruga</b> e Këshillit & parku. " + "fundi " * 90
    )
    told = plain(ask("keshillit rruga"))
    assert "<mark>rruga</mark>" in told and "<mark>Këshillit</mark>" in told
    assert "<mark>Këshillit</mark> & parku" in told
    assert "&lt;b&gt;" in ask("rruga").content.decode()
    assert len(re.findall("fillimi", told)) < 20


def test_a_number_of_a_decision_is_not_turned_around_between_arabic_words() -> None:
    put("a:1", language="ar", title="القرار 2026-11", text="بلدية")
    assert "\u2066<mark>2026</mark>-11\u2069" in ask("2026", "ar").content.decode()


def test_results_are_numbered_over_pages() -> None:
    for number in range(25):
        put(f"a:{number:02}", title=f"Faqja {number:02}", text="park")
    first, third = ask("park").content.decode(), ask("park", page="3").content.decode()
    assert "25 " in first and 'start="1"' in first and "q=park&amp;page=2" in first
    assert 'start="21"' in third and len(found("park", page="3")) == 5
    assert len({*found("park"), *found("park", page="2"), *found("park", page="3")}) == 25
    assert [
        ask("park", page=page).status_code for page in ("4", "0", "-1", "x", "٢", "9" * 30)
    ] == ([404] * 6)


def test_the_language_links_keep_the_question() -> None:
    told = ask("dritë & siguri").content.decode()
    for language, there in ADDRESSES.items():
        link = f'href="{there}?q=drit%C3%AB+%26+siguri" lang="{language}"'
        assert link in told


def test_who_finds_nothing_is_helped() -> None:
    for language in ADDRESSES:
        said = ask("xyzzy", language)
        assert said.status_code == 200 and "xyzzy" in plain(said)
        assert (
            "tel:112" in said.content.decode() and 'class="search__lines"' in said.content.decode()
        )


def test_an_empty_question_shows_the_form_alone() -> None:
    for asked in ("", "   "):
        said = ask(asked)
        assert said.status_code == (200 if not asked else 422)
    assert Client().get("/kerko/").status_code == 200


# What is not found -----------------------------------------------------------------------------


def test_what_was_withdrawn_is_found_no_more_before_anybody_has_followed() -> None:
    with acting_as(System("test")):
        news = make.news(by=cast.editor())
    put(news.source_key, title="Drita", text="U ndez drita")
    assert len(found("drita")) == 1
    with acting_as(System("test")):
        news.withdrawn_at = make.NOW
        news.save()
    assert found("drita") == []


# Bad input -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ADDRESSES)
@pytest.mark.parametrize(
    "asked", ["a" * 10_000, "?!… –", "\0", "\x00\x1b\x07", "ë" * 201, "\u200f\u200e", "'\":*&|"]
)
def test_a_question_without_a_word_or_without_end_is_answered_with_a_sentence(
    language: str, asked: str
) -> None:
    said = ask(asked, language)
    assert said.status_code == 422
    told = said.content.decode()
    assert 'class="errors" role="alert"' in told and "\0" not in told and "\x1b" not in told
    assert f'<html lang="{language}"' in told and len(told) < 60_000


@pytest.mark.parametrize(
    "query", ["q=%ED%A0%80", "q=%FF%FE", "q=%00park", "q=park&q=", "q[]=1", "%"]
)
def test_no_bytes_break_it(query: str) -> None:
    assert Client().get(f"/kerko/?{query}").status_code in (200, 422)


@pytest.mark.parametrize(
    "asked", ["'; DROP TABLE x", "a' | 'b", "%s", "\\", "<script>", "a:*", "½ ² ①"]
)
def test_signs_of_other_languages_are_words_or_nothing(asked: str) -> None:
    put("a:1", text="fjalë")
    said = ask(asked)
    assert said.status_code in (200, 422) and "<script>" not in said.content.decode()


def test_no_search_engine_keeps_results_and_nobody_is_remembered() -> None:
    said = ask("park")
    assert said["X-Robots-Tag"] == "noindex" and 'content="noindex"' in said.content.decode()
    assert not said.cookies and "Cookie" not in said.get("Vary", "")
