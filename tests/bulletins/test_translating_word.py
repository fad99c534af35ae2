"""Translations by way of Word: out as a table and back, whatever happened to it on the way."""

import copy
import io
import random
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bulletins.actions.write_text import Place, tidied
from bulletins.models import Block, BlockText, TextConflict
from bulletins.states import State, TextState, of
from bulletins.translating.incoming import Outcome, planned
from bulletins.translating.table import from_docx, to_docx
from languages.texts import digest
from press.word_tables import DocumentRefused, Trouble, read
from tests import cast, make
from tests.bulletins.translating import (
    DESK,
    MONTH_PAGE,
    Scene,
    browser,
    said,
    save,
    scene,
    second_translator,
)

MONTH = make.MONTH
PIECES = (
    "Këshilli", "“thonjëza”", "«أنار المجلس»", "‘s’", '"', "'", "\n", "\n\n", "\t", "  ", " ",
    "\u00a0", "\u2067١٤\u2069", "\u200f", "\u200e6\u200e", "ـــ", "é", "e\u0301", "<b>&amp;</b>", "]]>",
    "\u2011", "\u00ad", "\U0001f600", "x" * 300, "=1+1", "،", "؛", "؟", "v1 0123456789abcdef", "\u2028",
)  # fmt: skip
PLAIN = Block(kind=Block.Kind.COVER)


def state(number: int, source: str, text: str | None, language: str = "ar") -> TextState:
    """A text that no database knows."""
    field = f"row:2026-{number}:text"
    albanian = BlockText(block=PLAIN, field=field, language="sq", text=source)
    row = None if text is None else BlockText(language=language, text=text, version=number + 1)
    return TextState(number, field, language, State.DRAFT, row, albanian)


def table(texts: list[TextState], language: str = "ar") -> bytes:
    return to_docx(month=MONTH, language=language, texts=texts)


def back(data: bytes, language: str = "ar") -> list[Any]:
    return from_docx(read(data, "t.docx"), month=MONTH, language=language)


# The round trip --------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_written_comes_back_letter_for_letter(seed: int) -> None:
    chance = random.Random(seed)

    def words() -> str:
        pieces = "".join(chance.choices(PIECES, k=chance.randrange(1, 12)))
        return tidied(Place(PLAIN, "text", "ar"), pieces)

    texts = [state(n, words() or "x", words()) for n in range(25)]
    lines = back(table(texts))
    assert [line.place for line in lines] == [text.place for text in texts]
    for line, text in zip(lines, texts, strict=True):
        assert text.source is not None
        assert text.row is not None
        assert line.text == text.row.text
        assert line.source == text.source.text
        assert line.version == text.row.version
        assert line.is_of(text.source.text)
    assert {row.outcome for row in planned(lines, texts)} <= {Outcome.SAME, Outcome.EMPTY}


def test_the_same_texts_give_the_same_bytes_and_control_characters_stay_out() -> None:
    texts = [state(1, "Një.", None), state(2, "D\x0by.", "a\x01b")]
    assert table(texts) == table(texts)
    assert [line.text for line in back(table(texts))] == ["", "ab"]


def test_arabic_is_written_from_right_to_left_and_speaks_arabic_also_where_it_is_empty() -> None:
    document = docx.Document(io.BytesIO(table([state(1, "Një.", None), state(2, "Dy.", "اثنان")])))
    for row in document.tables[0].rows[1:]:
        xml = row.cells[2]._tc.xml
        assert "<w:bidi/>" in xml
        assert 'w:bidi="ar-SA"' in xml
        assert 'w:val="sq-AL"' in row.cells[1]._tc.xml


# What happens to a table in Word ---------------------------------------------------------------


def changed(data: bytes, change: Callable[[Any], None]) -> bytes:
    document = docx.Document(io.BytesIO(data))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


TEXTS = [state(n, f"Teksti {n}.", f"النص {n}.") for n in range(1, 5)]


def outcomes(data: bytes, texts: list[TextState] = TEXTS) -> list[Outcome]:
    return [row.outcome for row in planned(back(data), texts)]


def _rows(document: Any) -> Any:
    return document.tables[0].rows


def test_missing_extra_and_double_rows_are_each_told_apart() -> None:
    def change(document: Any) -> None:
        rows = _rows(document)
        rows[4]._tr.getparent().remove(rows[4]._tr)
        rows[1].cells[2].text = "نص جديد."
        twice = copy.deepcopy(rows[2]._tr)
        rows[2]._tr.addnext(twice)
        _rows(document)[3].cells[2].text = "نص آخر."
        _rows(document)[4].cells[2].text = ""
        added = document.tables[0].add_row()
        added.cells[0].text, added.cells[2].text = "99/text v1 0123456789abcdef", "زائد"
        document.tables[0].add_row().cells[0].text = "something else"

    assert outcomes(changed(table(TEXTS), change)) == [
        Outcome.NEW, Outcome.TWICE, Outcome.TWICE, Outcome.EMPTY, Outcome.NOT_OURS, Outcome.NOT_OURS,
        Outcome.MISSING,
    ]  # fmt: skip


@pytest.mark.parametrize("down", [True, False])
def test_merged_cells_are_not_guessed_at(down: bool) -> None:
    def change(document: Any) -> None:
        rows = _rows(document)
        rows[1].cells[2].merge(rows[2].cells[2] if down else rows[1].cells[1])

    spoilt = 2 if down else 1
    found = outcomes(changed(table(TEXTS), change))
    assert found == [Outcome.UNREADABLE] * spoilt + [Outcome.SAME] * (4 - spoilt)


def test_of_tracked_changes_what_was_put_in_counts_and_it_is_said() -> None:
    def change(document: Any) -> None:
        run = _rows(document)[1].cells[2].paragraphs[0].runs[0]._r
        gone, come = OxmlElement("w:del"), OxmlElement("w:ins")
        run.addprevious(gone)
        new = copy.deepcopy(run)
        gone.append(run)
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")
        new.find(qn("w:t")).text = "نص مقبول."
        come.append(new)
        gone.addnext(come)
        properties = _rows(document)[2]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:del"))

    rows = planned(back(changed(table(TEXTS), change)), TEXTS)
    assert [row.outcome for row in rows][:1] == [Outcome.NEW]
    assert rows[0].text == "نص مقبول."
    assert len(rows[0].notes) == 1
    assert [row.outcome for row in rows[1:]] == [Outcome.SAME, Outcome.SAME, Outcome.MISSING]


def test_a_changed_albanian_a_newer_text_and_a_long_one_are_told_apart() -> None:
    def change(document: Any) -> None:
        for row in _rows(document)[1:]:
            row.cells[2].text = "نص جديد."
        _rows(document)[3].cells[2].text = "x" * 20_001
        _rows(document)[4].cells[1].text = "Teksti u prek në Word."

    today = [state(n, f"Teksti {n}.", f"النص {n}.") for n in range(1, 5)]
    assert today[0].source is not None
    assert today[1].row is not None
    today[0].source.text = "Teksti i parë."
    today[1].row.version += 1
    rows = planned(back(changed(table(TEXTS), change)), today)
    assert [row.outcome for row in rows] == [
        Outcome.SOURCE_CHANGED, Outcome.NEWER, Outcome.TOO_LONG, Outcome.NEW,
    ]  # fmt: skip
    assert rows[0].read().text == "Teksti 1."
    assert [len(row.notes) for row in rows] == [0, 0, 0, 1]


# Files that are none ---------------------------------------------------------------------------


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "trouble"),
    [
        (b"", "a.docx", Trouble.EMPTY),
        (b"x" * (5 * 1024 * 1024 + 1), "a.docx", Trouble.TOO_LARGE),
        (b"\xd0\xcf\x11\xe0....", "a.docx", Trouble.OLD_WORD),
        (b"PK", "a.pdf", Trouble.KIND),
        (b"no zip", "a.docx", Trouble.BROKEN),
        (_zip(other=b"x"), "a.docx", Trouble.BROKEN),
        (_zip(word__document_xml=b"<not closed"), "a.docx", Trouble.BROKEN),
        (_zip(word__document_xml=b"<a/>"), "a.docx", Trouble.BROKEN),
        (
            _zip(word__document_xml=b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'),
            "a.docx",
            Trouble.BROKEN,
        ),
        (_zip(word__document_xml=b" " * (51 * 1024 * 1024)), "a.docx", Trouble.TOO_LARGE),
    ],
    ids=["empty", "large", "old", "pdf", "text", "other zip", "xml", "no body", "entity", "bomb"],
)
def test_a_file_that_is_none_is_refused_with_its_reason(
    data: bytes, name: str, trouble: Trouble
) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read(data, name)
    assert refused.value.trouble is trouble


# Through the page ------------------------------------------------------------------------------


def given_out(client: Client, here: Scene) -> bytes:
    answer = client.get(f"{here.page}table.docx")
    assert answer["Content-Disposition"] == 'attachment; filename="2024-10-en.docx"'
    return answer.content


def filled(data: bytes, *texts: str) -> bytes:
    def change(document: Any) -> None:
        for row, text in zip(_rows(document)[1:], texts, strict=False):
            row.cells[2].text = text

    return changed(data, change)


def bring(client: Client, here: Scene, data: bytes, *, page: str = "") -> HttpResponse:
    file = SimpleUploadedFile("translated.docx", data)
    return client.post(f"{page or here.page}import/", {"table": file})


def confirm(client: Client, here: Scene, preview: HttpResponse, *, page: str = "") -> HttpResponse:
    rows = preview.context["packed"]
    return client.post(f"{page or here.page}import/", {"rows": rows}, follow=True)


ENGLISH = [make.words(place)["en"] for place in ("Gjinar", "Tregan")]


@pytest.mark.usefixtures("acting")
def test_a_table_is_seen_row_by_row_and_then_imported() -> None:
    here = scene()
    client = browser(here.translator)
    preview = bring(client, here, filled(given_out(client, here), ENGLISH[0]))
    assert "1 row will be imported." in said(preview)
    assert "The cell is empty: what stands here stays." in said(preview)
    assert not BlockText.objects.filter(language="en").exists()
    assert "1 text is imported." in said(confirm(client, here, preview))
    row = here.english()
    assert (row.text, row.origin, row.is_reviewed) == (ENGLISH[0], "imported", False)
    assert row.translates_digest == digest(here.source().text)


@pytest.mark.usefixtures("acting")
def test_nothing_that_is_newer_is_overwritten_also_when_it_came_after_the_preview() -> None:
    here = scene()
    client = browser(here.translator)
    preview = bring(client, here, filled(given_out(client, here), "From Word.", ENGLISH[1]))
    save(client, here, ENGLISH[0])
    here.change_albanian("Këshilli ndriçoi 8 vende të errëta në Tregan.", 1)
    answer = confirm(client, here, preview)
    assert "1 text is imported." in said(answer)
    assert "1 text was newer here: both are kept." in said(answer)
    assert here.english(0).text == ENGLISH[0]
    assert TextConflict.objects.get().written == "From Word."
    assert here.english(1).text == ENGLISH[1]
    assert of(here.bulletin).of_text(here.block.pk, "headline:1", "en") is State.OUTDATED
    assert here.english(1).translates_text == make.words("Tregan")["sq"]


@pytest.mark.usefixtures("acting")
@pytest.mark.parametrize(
    ("make_file", "told"),
    [
        (lambda own: own[:200], "The file is broken"),
        (lambda _own: b"", "The file is empty."),
        (
            lambda _own: to_docx(month=MONTH.replace(year=2023), language="en", texts=TEXTS),
            "This is the table of 2023-10, en.",
        ),
        (
            lambda _own: to_docx(month=MONTH, language="ar", texts=TEXTS),
            "This is the table of 2024-10, ar.",
        ),
        (
            lambda own: changed(own, lambda document: document.tables[0]._tbl.clear()),
            "not a table that the portal gave out",
        ),
    ],
    ids=["broken", "empty", "another month", "another language", "foreign"],
)
def test_another_file_is_refused_at_its_field(
    make_file: Callable[[bytes], bytes], told: str
) -> None:
    here = scene()
    client = browser(here.translator)
    answer = bring(client, here, make_file(given_out(client, here)))
    assert answer.status_code == 422
    assert said(answer).count(told) == 2
    assert not BlockText.objects.filter(language="en").exists()


@pytest.mark.usefixtures("acting")
def test_two_megabytes_of_styles_do_not_matter() -> None:
    here = scene()
    client = browser(here.translator)
    own = filled(given_out(client, here), ENGLISH[0])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(own)) as before, zipfile.ZipFile(out, "w") as after:
        for entry in before.infolist():
            data = before.read(entry)
            if entry.filename == "word/styles.xml":
                data = data.replace(b"</w:styles>", b"<!--" + b"s" * 2_000_000 + b"--></w:styles>")
            after.writestr(entry.filename, data)
    assert len(out.getvalue()) > 2_000_000
    assert "1 row will be imported." in said(bring(client, here, out.getvalue()))


@pytest.mark.usefixtures("acting")
def test_rows_that_were_not_shown_by_us_are_not_imported() -> None:
    here = scene()
    client = browser(here.translator)
    preview = bring(client, here, filled(given_out(client, here), ENGLISH[0]))
    forged = client.post(
        f"{here.page}import/", {"rows": preview.context["packed"][:-2]}, follow=True
    )
    assert "Bring the file once more." in said(forged)
    # Nor those that were shown to somebody else.
    foreign = browser(here.secretary).post(
        f"{here.page}import/", {"rows": preview.context["packed"]}, follow=True
    )
    assert "Bring the file once more." in said(foreign)
    assert not BlockText.objects.filter(language="en").exists()


@pytest.mark.usefixtures("acting")
def test_the_secretary_sends_and_takes_a_whole_language_for_who_has_no_account() -> None:
    here = scene()
    client = browser(here.secretary)
    page = f"{MONTH_PAGE}en/"
    data = client.get(f"{page}table.docx").content
    preview = bring(client, here, filled(data, *ENGLISH), page=page)
    assert "2 texts are imported." in said(confirm(client, here, preview, page=page))
    assert here.english().edited_by == here.secretary
    assert client.get(f"{MONTH_PAGE}sq/table.docx").status_code == 404


@pytest.mark.usefixtures("acting")
def test_nobody_brings_a_table_for_texts_that_are_not_theirs() -> None:
    here = scene()
    data = given_out(browser(here.translator), here)
    for user, status in ((second_translator(), 404), (cast.member(), 404)):
        client = browser(user)
        assert client.get(f"{here.page}table.docx").status_code == status
        assert bring(client, here, data).status_code == status
        assert bring(client, here, data, page=f"{MONTH_PAGE}en/").status_code == 403
    client = browser(here.translator)
    client.post(f"{DESK}{here.assignment.pk}/done/")
    assert bring(client, here, data).status_code == 403
