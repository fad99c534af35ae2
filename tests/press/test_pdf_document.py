"""The bulletin as a document: what a reader, an archive and a screen reader need of it."""

import hashlib
import io
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pypdf
import pytest

from press import pdf
from tests.press import edition_sample as sample
from tests.press.pdf_structure import problems

LANGUAGES = ("sq", "en", "ar")
LABELS = {
    "sq": "DEMONSTRIM",
    "en": "DEMONSTRATION",
    "ar": "عرض توضيحي",
}


@cache
def document(language: str) -> pdf.Document:
    return sample.document(sample.issue(language))


@cache
def pages(language: str) -> tuple[str, ...]:
    """The text of each, as a reader finds it."""
    reader = pypdf.PdfReader(io.BytesIO(document(language).data))
    return tuple(page.extract_text() for page in reader.pages)


def words(text: str) -> list[str]:
    """Runs of letters and runs of digits: readers of Arabic set no space between the two."""
    return re.findall(r"[^\W\d_]+|\d+", text)


class _Visible(HTMLParser):
    """The text of a page without its head and the titles of pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in ("head", "svg")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("head", "svg")
        self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


@cache
def visible_words(language: str) -> tuple[str, ...]:
    parser = _Visible()
    parser.feed(sample.html(sample.issue(language)))
    return tuple(words("".join(parser.parts)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_words_can_be_read_back(language: str) -> None:
    """Occurrences, not tokens: pypdf sets no space between two cells of a right-to-left row."""
    found = " ".join(pages(language)).casefold()
    wanted = Counter(word.casefold() for word in visible_words(language))
    kept = sum(min(number, found.count(word)) for word, number in wanted.items())
    assert kept / wanted.total() >= 0.98


@pytest.mark.parametrize("language", LANGUAGES)
def test_hardly_a_word_is_torn_or_glued(language: str) -> None:
    found = Counter(word.casefold() for page in pages(language) for word in words(page))
    wanted = Counter(word.casefold() for word in visible_words(language))
    missing = (wanted - found).total() / wanted.total()
    assert missing <= (0.04 if language == "ar" else 0.02)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_uses_the_bundled_fonts_only(language: str) -> None:
    with pikepdf.open(io.BytesIO(document(language).data)) as file:
        names = {
            str(item.BaseFont).partition("+")[2]
            for item in file.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        }
    assert names <= {"Noto-Sans", "Noto-Sans-Bold", "Vazirmatn", "Vazirmatn-Bold"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_six_to_eight_pages_and_is_light(language: str) -> None:
    assert 6 <= document(language).pages <= 8
    assert len(document(language).data) < 1_000_000


def only(language: str, form: str, kinds: set[str]) -> pdf.Document:
    content = sample.issue(language)
    content.form = form
    content.blocks = [block for block in content.blocks if block.kind in kinds]
    return sample.document(content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quiet_month_is_shorter(language: str) -> None:
    """No meeting was held: only the next one is known, and there is less of everything else."""
    content = sample.issue(language)
    blocks = {block.kind: block for block in content.blocks if block.kind != "decisions"}
    meeting = blocks["meeting"]
    meeting.text, meeting.items, meeting.held_on, meeting.place, meeting.seats = "", [], None, "", 0
    for kind, rows in {"promises": 5, "activities": 2, "questions": 2, "calendar": 3}.items():
        blocks[kind].rows = blocks[kind].rows[:rows]
    blocks["story"].paragraphs = blocks["story"].paragraphs[:3]
    content.blocks = list(blocks.values())
    made = sample.document(content)
    assert 4 <= made.pages <= 6
    assert problems(made.data) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_digest_has_one_or_two_pages(language: str) -> None:
    made = only(language, "digest", {"cover", "summary", "meeting", "help_topic", "contacts"})
    assert made.pages <= 2
    assert problems(made.data) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_keeps_the_rules_of_structure(language: str) -> None:
    assert problems(document(language).data) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_that_the_data_are_invented(language: str) -> None:
    # The fixed words come from the catalogues; in a catalogue's absence they are the English source.
    for text in pages(language):
        assert LABELS[language] in text or LABELS["en"] in text


def test_an_edition_that_is_no_demonstration_has_no_label() -> None:
    content = sample.issue("en")
    content.demonstration = False
    assert "DEMONSTRATION" not in sample.html(content)


def test_two_renders_give_the_same_bytes() -> None:
    again = sample.document(sample.issue("ar"))
    assert again.data == document("ar").data
    assert again.sha256 == hashlib.sha256(again.data).hexdigest()


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "import django; django.setup()\n"
        "from tests.press import edition_sample as sample\n"
        "print(sample.document(sample.issue('sq')).sha256)"
    )
    root = Path(__file__).resolve().parents[2]
    seeds = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ
            | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert seeds == {document("sq").sha256}


def test_it_says_the_council_and_the_month_and_nobody_s_name() -> None:
    content = sample.issue("sq")
    with pikepdf.open(io.BytesIO(document("sq").data)) as file:
        facts = {key: str(value) for key, value in file.docinfo.items()}
        assert str(file.Root.Lang) == "sq"
    assert facts.pop("/Producer").startswith("WeasyPrint")
    assert facts == {
        "/Title": content.title,
        "/Author": content.council.name,
        "/Subject": content.description,
        "/CreationDate": "D:20261102090000+01'00",
        "/ModDate": "D:20261102090000+01'00",
    }


def test_words_of_another_language_say_which() -> None:
    html = (
        '<html lang="en"><body><h1>Title</h1><p>In <bdi lang="sq">Papër</bdi>.</p>'
        '<p lang="ar" dir="rtl">بلدية</p>'
    )
    made = render(html)
    with pikepdf.open(io.BytesIO(made.data)) as file:
        marked = {
            (str(item.S), str(item.Lang))
            for item in file.objects
            if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/Lang" in item
        }
    assert marked == {("/Span", "sq"), ("/P", "ar")}


def test_a_footnote_is_a_note() -> None:
    made = render(
        '<html lang="en"><body><h1>Title</h1><p role="doc-footnote">Source: the register.</p>'
    )
    with pikepdf.open(io.BytesIO(made.data)) as file:
        notes = [
            i for i in file.objects if isinstance(i, pikepdf.Dictionary) and i.get("/S") == "/Note"
        ]
    assert ["/ID" in note for note in notes] == [True]


def test_a_letter_that_no_font_has_stops_the_document() -> None:
    with pytest.raises(pdf.RenderError, match="notdef"):
        render('<html lang="en"><body><h1>中</h1>')


def test_a_stylesheet_must_be_without_a_warning() -> None:
    with pytest.raises(pdf.RenderError, match="no-such-property"):
        render('<html lang="en"><body><h1>Title</h1>', "p { no-such-property: 1 }")


def test_the_moment_of_an_edition_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        pdf.render(
            "<p>",
            language="en",
            title="t",
            description="d",
            stylesheets=[],
            generated=sample.GENERATED.replace(tzinfo=None),
            identifier="x",
            author="a",
        )


def render(html: str, stylesheet: str = "", assets: dict[str, bytes] | None = None) -> pdf.Document:
    return pdf.render(
        html,
        language="en",
        title="Title",
        description="Description",
        stylesheets=[stylesheet] if stylesheet else [],
        generated=sample.GENERATED,
        identifier="test",
        author="Council",
        assets=assets,
    )


def _drop(holder: str, key: str):  # type: ignore[no-untyped-def]
    def change(file: pikepdf.Pdf) -> None:
        del file.Root[holder][key]

    return change


def _first(file: pikepdf.Pdf, kind: str, key: str = "/S") -> pikepdf.Dictionary:
    return next(i for i in file.objects if isinstance(i, pikepdf.Dictionary) and i.get(key) == kind)


def _no_language(file: pikepdf.Pdf) -> None:
    del file.Root.Lang


def _no_alternative(file: pikepdf.Pdf) -> None:
    del _first(file, "/Figure").Alt


def _deep_heading(file: pikepdf.Pdf) -> None:
    _first(file, "/H2").S = pikepdf.Name.H4


def _lost_link(file: pikepdf.Pdf) -> None:
    del _first(file, "/Link", "/Subtype").StructParent


def _mute_link(file: pikepdf.Pdf) -> None:
    del _first(file, "/Link", "/Subtype").Contents


def _unreadable_font(file: pikepdf.Pdf) -> None:
    del _first(file, "/Type0", "/Subtype").ToUnicode


def _headless_cell(file: pikepdf.Pdf) -> None:
    del _first(file, "/TD").A.Headers


def _bare_list(file: pikepdf.Pdf) -> None:
    _first(file, "/LI").S = pikepdf.Name.P


def _second_root(file: pikepdf.Pdf) -> None:
    data = file.Root.Metadata.read_bytes()
    extra = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'
    file.Root.Metadata.write(data.replace(b"</x:xmpmeta>", extra))


def _stray_paint(file: pikepdf.Pdf) -> None:
    file.pages[0].contents_add(b"0 0 9 9 re f")


def _box_in_pixels(file: pikepdf.Pdf) -> None:
    _first(file, "/Figure").A.BBox = pikepdf.Array([600, 900, 900, 1100])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_drop("/MarkInfo", "/Marked"), "tagged"),
        (_drop("/ViewerPreferences", "/DisplayDocTitle"), "title"),
        (_no_language, "language"),
        (_no_alternative, "alternative"),
        (_box_in_pixels, "box"),
        (_deep_heading, "level 4"),
        (_lost_link, "outside the structure"),
        (_mute_link, "without a description"),
        (_unreadable_font, "letters"),
        (_headless_cell, "headers"),
        (_bare_list, "directly inside"),
        (_second_root, "RDF roots"),
        (_stray_paint, "neither content nor artifact"),
    ],
)
def test_the_checker_notices_a_broken_document(change, sentence: str) -> None:  # type: ignore[no-untyped-def]
    with pikepdf.open(io.BytesIO(document("sq").data)) as file:
        change(file)
        broken = io.BytesIO()
        file.save(broken)
    assert any(sentence in problem for problem in problems(broken.getvalue()))
