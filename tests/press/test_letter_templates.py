"""The bulletin's letter: what a person, a webmail and a telephone see of it."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from languages import direction
from press.mail import UNSUBSCRIBE_SLOT, PreparedLetter
from tests.press.letters import issue, message, rendered
from tests.press.test_mail import slots

LANGUAGES = ("sq", "en", "ar")
VOID = {"meta", "br", "link", "img", "hr", "input"}


class Elements(HTMLParser):
    """Every start tag with its attributes; a tag left open or closed twice is an error."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(html)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_and_direction_stand_on_html_and_on_every_table_and_cell(language: str) -> None:
    elements = Elements(rendered(language)[2]).found
    carriers = [pair for pair in elements if pair[0] in {"html", "table", "td"}]
    assert len(carriers) > 20
    for tag, attributes in carriers:
        assert attributes.get("lang") == language, tag
        assert attributes.get("dir") == direction(language), tag


@pytest.mark.parametrize("language", LANGUAGES)
def test_layout_tables_are_named_as_such_and_styles_are_inlined(language: str) -> None:
    elements = Elements(rendered(language)[2]).found
    assert all(a.get("role") == "presentation" for tag, a in elements if tag == "table")
    assert all(a.get("style") for tag, a in elements if tag == "td")
    assert not [tag for tag, _ in elements if tag in {"img", "script", "link", "form", "iframe"}]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_is_isolated_and_leads_where_it_should(language: str) -> None:
    html = rendered(language)[2]
    links = re.findall(r"(<bdi[^>]*>)?\s*<a [^>]*href=\"([^\"]*)\"", html)
    assert all(bdi for bdi, _ in links)
    addresses = [address for _, address in links]
    assert addresses[0] == UNSUBSCRIBE_SLOT  # near the top
    assert addresses.count(UNSUBSCRIBE_SLOT) == 2
    assert "http://localhost:8000/buletini/2026/10/?k=m" in addresses
    assert "http://localhost:8000/buletini/2026/10.pdf" in addresses
    assert "tel:116111" in addresses


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_letter_stays_under_sixty_kilobytes(language: str) -> None:
    subject, text, html = rendered(language, content=issue(language, promises=7))
    prepared = PreparedLetter.prepare(message(language, subject=subject, text=text, html=html))
    assert len(html.encode()) <= 60_000
    assert len(prepared.splice(slots()).data) <= 100_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_says_what_it_is_what_was_done_and_what_is_late(language: str) -> None:
    content = issue(language)
    _, text, html = rendered(language, content=content)
    cover, summary, decisions, promises, calendar = content["blocks"]
    expected = [
        content["title"],
        content["council"]["name"],
        *cover["headlines"],
        *(line["number"] for line in cover["numbers"]),
        *(item["text"] for item in summary["items"]),
        decisions["rows"][0]["number"],
        promises["rows"][2]["reason"],
        calendar["rows"][0]["title"],
    ]
    # The text part breaks lines between words, which is no difference.
    words = re.sub(r"[ \n]+", " ", text)
    for value in expected:
        assert value in unescape(html)
        assert value in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_part_has_lines_of_seventy_two_and_no_markup(language: str) -> None:
    text = rendered(language)[1]
    assert all(len(line) <= 72 for line in text.splitlines() if "://" not in line)
    assert not re.search(r"</?[a-z]|&[a-z#]|\n\n\n", text)
    assert text.splitlines().count(UNSUBSCRIBE_SLOT) == 2


def test_an_arabic_letter_has_its_own_punctuation_and_digits() -> None:
    subject, text, html = rendered("ar")
    assert re.match(r"[\u0621-\u064a]", subject)
    words = re.sub(r"<[^>]*>|https?://\S+", " ", html.partition("<body")[2])
    for arabic in (text, words):
        # Between Arabic letters only: an untranslated English sentence is the catalogue's matter.
        assert not re.search(r"[\u0600-\u06ff] ?[,;?]", arabic)
        assert not re.search(r"[\u0660-\u0669\u06f0-\u06f9\u0640]", arabic)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_subject_is_one_line_and_names_the_month(language: str) -> None:
    subject = rendered(language)[0]
    assert "\n" not in subject
    assert subject.startswith(issue(language)["title"])
    assert "&" not in subject


def test_editors_words_are_escaped_in_html_and_left_alone_in_text() -> None:
    content = issue("sq")
    content["blocks"][0]["headlines"][0] = "Rruga <b>A&B</b> 'sot'"
    subject, text, html = rendered("sq", content=content)
    assert "&lt;b&gt;A&amp;B" in html
    assert "Rruga <b>A&B</b> 'sot'" in text
    assert subject.endswith("Rruga <b>A&B</b> 'sot'")


def test_a_quiet_month_leaves_sections_out() -> None:
    content = issue("sq")
    content["blocks"] = [
        block for block in content["blocks"] if block["kind"] not in {"decisions", "calendar"}
    ]
    _, text, html = rendered("sq", content=content)
    assert "Çfarë u vendos" not in text + html
    assert "Premtimet" in text
    assert "Premtimet" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_edition_becomes_a_letter_within_its_limits(language: str) -> None:
    edition = Path(__file__).parent / "data" / f"edition_{language}.json"
    content = json.loads(edition.read_text(encoding="utf-8"))
    subject, text, html = rendered(language, content=content)
    shown = {"cover", "summary", "decisions", "promises", "calendar"}
    assert shown <= {block["kind"] for block in content["blocks"]}
    assert len(html.encode()) <= 60_000
    assert all(len(line) <= 72 for line in text.splitlines() if "://" not in line)
    words = re.sub(r"\s+", " ", text)
    for block in content["blocks"]:
        if block["kind"] in {"decisions", "promises"}:
            for row in block["rows"]:
                assert re.sub(r"\s+", " ", row["text"]) in words
                assert row["text"] in unescape(html)
    if language == "ar":
        assert re.match(r"[\u0621-\u064a]", subject)
        assert not re.search(r"[\u0600-\u06ff] ?[,;?]", text)


def test_arabic_is_set_in_its_own_letters_with_more_room() -> None:
    """A rule for a language must end in the elements, where mail programs look."""
    cells = [
        attributes["style"] or ""
        for tag, attributes in Elements(rendered("ar")[2]).found
        if tag == "td"
    ]
    room = [re.search(r"line-height:([\d.]+)", style) for style in cells]
    assert all("Noto Sans Arabic" in style for style in cells)
    assert {found[1] for found in room if found} <= {"1.8", "1.55", "1"}
    assert "Noto Sans Arabic" not in rendered("sq")[2]
