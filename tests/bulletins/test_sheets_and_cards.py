"""Sheets and cards of an issue: looked at as files, and asked for as readers do."""

import datetime
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdf
import pytest
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext
from PIL import Image

from bulletins import tasks
from bulletins.actions import render_files as files
from bulletins.documents import path_of
from bulletins.models import Edition, EditionFile
from bulletins.outputs import cards, front, sheets
from council.people import Public, User, acting_as
from languages import LANGUAGES
from languages.addresses import address
from press import pdf
from tests import cast, make
from tests.bulletins import outlets
from tests.press.paper_codes import code_on
from tests.press.pdf_structure import problems

A4 = (595, 842)
MOST = 300_000
PARTS = {"year": make.MONTH.year, "month": make.MONTH.month}


@cache
def made(kind: str, language: str) -> pdf.Document:
    draw = {"poster": sheets.poster, "large_print": sheets.large_print}[kind]
    return draw(outlets.sample(language), identifier="a" * 64)


def pages(document: pdf.Document) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(io.BytesIO(document.data)).pages)


def text_of(document: pdf.Document) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pages(document))


def sizes_of_letters(page: pypdf.PageObject) -> Iterator[float]:
    """Points on paper of everything that is written on a page."""
    found: list[float] = []

    def note(text: str, matrix: list, place: list, font: object, size: float) -> None:
        if text.strip():
            found.append(round(abs(size * place[3] * matrix[3]), 1))

    page.extract_text(visitor_text=note)
    return iter(found)


# Sheets ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_board_sheet_is_one_page_with_what_matters(language: str) -> None:
    issue, document = outlets.sample(language), made("poster", language)
    text = text_of(document)
    assert document.pages == 1 and len(document.data) <= MOST
    assert tuple(map(round, pages(document)[0].mediabox[2:])) == A4
    for words in ("112", "116 117", "2026/10/"):
        assert words in text.replace("\u00a0", " ")
    if language != "ar":  # the order of mixed lines is the reader's program's
        at = [text.index(line) for line in issue.headlines]
        assert at == sorted(at) and at[-1] < text.index("112")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_board_sheet_ends_with_three_questions_to_cut_off(language: str) -> None:
    text = text_of(made("poster", language))
    asked = [text.rindex(f"{number}.") if language != "ar" else 0 for number in (1, 2, 3)]
    assert asked == sorted(asked)
    with translation.override(language):
        assert gettext("Your question")[:5] in text
    drawn = pages(made("poster", language))[0].get_contents().get_data()  # type: ignore[union-attr]
    assert re.search(rb"(?:[-\d.]+ [-\d.]+ [\d.]+ [\d.]+ re\n){20,}W", drawn), "dashes to cut along"


@pytest.mark.parametrize("language", LANGUAGES)
def test_large_print_has_no_small_letter(language: str) -> None:
    document = made("large_print", language)
    smallest = min(size for page in pages(document) for size in sizes_of_letters(page))
    assert smallest >= 18
    assert len(document.data) <= MOST
    assert outlets.sample(language).headlines[0].split()[0] in text_of(document)


@pytest.mark.parametrize("kind", ["poster", "large_print"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_are_black_and_white_with_their_fonts_inside(kind: str, language: str) -> None:
    for page in pages(made(kind, language)):
        drawn = page.get_contents().get_data().decode("latin-1")  # type: ignore[union-attr]
        colours = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", drawn)
        assert colours and all(red == green == blue for red, green, blue in colours)
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            below = font["/DescendantFonts"][0]["/FontDescriptor"]
            assert any(f"/FontFile{kind}" in below for kind in ("", "2", "3"))


@pytest.mark.parametrize("kind", ["poster", "large_print"])
@pytest.mark.parametrize("language", ["sq", "ar"])
def test_a_sheets_code_is_read_from_paper_and_leads_elsewhere_for_each_place(
    kind: str, language: str
) -> None:
    document, issue = made(kind, language), outlets.sample(language)
    assert code_on(document.data, f"{issue.web_address}?k=p")
    address = f"{issue.web_address}?k=p&v=" + "x" * 30
    copy = pdf.with_code(document.data, address)
    assert code_on(copy, address) and not code_on(copy, f"{issue.web_address}?k=p")
    assert copy == pdf.with_code(document.data, address)
    assert len(copy) <= MOST and problems(copy) == []
    before, after = (
        [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
        for data in (document.data, copy)
    )
    assert before == after


def test_a_document_without_a_code_stays_as_it_is() -> None:
    plain = make.paper("no code")
    assert pdf.with_code(plain, "https://example.org/") == plain


def test_the_same_issue_gives_the_same_sheet() -> None:
    again = sheets.large_print(outlets.sample("ar"), identifier="a" * 64)
    assert again.sha256 == made("large_print", "ar").sha256


def test_long_headlines_shrink_and_stay_whole() -> None:
    long = " ".join(["Këshilli vendosi drita të reja në rrugën e shkollës"] * 4)
    issue = outlets.with_headlines("sq", f"{long} një.", f"{long} dy.", f"{long} tre.")
    document = sheets.poster(issue, identifier="b")
    assert document.pages == 1
    assert f"{long} një." in text_of(document)


def test_what_cannot_fit_is_refused_and_not_cut() -> None:
    issue = outlets.with_headlines("sq", "Këshilli vendosi drita të reja. " * 150)
    with pytest.raises(sheets.DoesNotFit):
        sheets.poster(issue, identifier="c")


def test_a_number_that_ends_a_headline_stays_beside_its_word() -> None:
    issue = outlets.with_headlines("sq", "Mbylleni dhe telefononi 129", "129 thirrje u mbyllën")
    assert front.printed(issue) == ("Mbylleni dhe telefononi\u00a0129", "129 thirrje u mbyllën")


# Cards -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_have_their_sizes_and_are_light(language: str) -> None:
    for draw, size in ((cards.wide, (1200, 630)), (cards.tall, (1080, 1920))):
        data = draw(outlets.sample(language))
        with Image.open(io.BytesIO(data)) as picture:
            assert (picture.format, picture.size) == ("PNG", size)
            assert not picture.info.keys() - {"transparency"}
        assert len(data) < 200_000
    assert cards.wide(outlets.sample(language)) == cards.wide(outlets.sample(language))


def test_arabic_cards_begin_on_the_right() -> None:
    """The mark of a headline stands where its line begins."""
    for language, edge in (("sq", 65), ("ar", 1200 - 65)):
        with Image.open(io.BytesIO(cards.wide(outlets.sample(language)))) as picture:
            column = {picture.convert("RGB").getpixel((edge, y)) for y in range(240, 520)}
        assert (163, 22, 29) in column, language


def test_a_headline_too_long_for_a_card_stays_away() -> None:
    long = "Këshilli vendosi drita të reja në rrugë. " * 40
    bare, crowded = (cards.wide(outlets.with_headlines("sq", *lines)) for lines in ((), (long,)))
    assert bare == crowded


# As readers ask for them -----------------------------------------------------------------------


@pytest.fixture
def issue(acting: None, documents: Path) -> list[Edition]:
    return make.published(by=cast.editor(), approved_by=cast.chair(), languages=("sq", "en"))


def fetch(client: Client, kind: str, language: str = "sq", having: str = "") -> tuple:
    path = address(f"issue-{kind}", language, **PARTS)
    response = client.get(path, headers={"If-None-Match": having})
    return response, b"".join(response)  # type: ignore[arg-type]


def test_a_worker_makes_what_readers_then_get(client: Client, issue: list[Edition]) -> None:
    assert client.get(address("issue-poster", "sq", **PARTS)).status_code == 404
    tasks.render_sheets_and_cards()
    for kind in EditionFile.Kind:
        response, body = fetch(client, kind)
        row = EditionFile.objects.get(edition=issue[0], kind=kind)
        picture = kind.startswith("card")
        assert response["Content-Type"] == ("image/png" if picture else "application/pdf")
        assert body == path_of(row.name).read_bytes() and len(body) == row.bytes
        assert response["ETag"] == f'"{row.sha256}"'
        assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert "Set-Cookie" not in response
        assert (row.pages is None) == picture
    assert fetch(client, "card", having=response["ETag"])[0].status_code == 200
    assert fetch(client, EditionFile.Kind.CARD_TALL, having=response["ETag"])[0].status_code == 304
    html = client.get(address("issue", "en", **PARTS)).content.decode()
    card = re.search(r'<meta property="og:image" content="([^"]+)">', html)
    assert card and card[1].endswith("/en/bulletin/2024/10/card.png")
    assert 'name="twitter:card" content="summary_large_image"' in html
    assert client.get(address("issue-card", "ar", **PARTS)).status_code == 404


def test_the_timetable_finds_what_was_lost_or_failed(
    issue: list[Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With makers of our own, so that nothing is drawn ten times."""
    drawn: list[str] = []

    def fails(issue: object, identifier: str) -> files.Made:
        raise pdf.RenderError("The ink is used up.")

    def works(issue: object, identifier: str) -> files.Made:
        drawn.append(identifier)
        return files.Made(b"drawn", 1)

    monkeypatch.setattr(files, "MAKERS", {"poster": fails, "card": works})
    now = timezone.now()
    files.render_files(edition_id=issue[0].pk, at=now)
    poster, card = issue[0].files.get(kind="poster"), issue[0].files.get(kind="card")
    assert (poster.error, poster.name) == ("The ink is used up.", "")
    monkeypatch.setattr(files, "MAKERS", {"poster": works, "card": works})
    files.render_files(edition_id=issue[0].pk, at=now)
    assert len(drawn) == 1, "what failed waits, what is there stays"
    path_of(card.name).unlink()
    files.render_files(edition_id=issue[0].pk, at=now + datetime.timedelta(hours=2))
    assert len(drawn) == 3 and path_of(card.name).read_bytes() == b"drawn"
    assert files.waiting_for_files(at=now) == [issue[1].pk]


def test_sheets_go_with_their_edition(client: Client, issue: list[Edition]) -> None:
    """And the public role is shown none of an edition that it may not see."""
    for edition in issue:
        EditionFile.objects.create(
            edition=edition, kind="card", name="x.png", sha256="0" * 64, made_at=make.NOW
        )
    Edition.objects.filter(pk=issue[0].pk).update(superseded_at=make.NOW)
    assert client.get(address("issue-card", "sq", **PARTS)).status_code == 404
    Edition.objects.filter(pk=issue[1].pk).update(published_at=None)
    with acting_as(Public()):
        assert [row.edition_id for row in EditionFile.objects.all()] == [issue[0].pk]


def test_who_prepares_a_bulletin_finds_the_texts_to_pass_on(
    client: Client, issue: list[Edition]
) -> None:
    path = "/workspace/bulletins/2024/10/outputs/"
    assert client.get(path).status_code == 302
    client.force_login(cast.editor())
    html = client.get(path).content.decode()
    assert make.words("Gjinar")["sq"] in html and html.count("<textarea") == 6
    assert html.count("callout--plain") == 2, "each language says that its files are being made"
    client.force_login(someone_else())
    assert client.get(path).status_code == 403


def someone_else() -> User:
    return cast.observer()
