"""A free text at the translators' desk: shown as it reads, written in the editor, kept in Word."""

import datetime
import io
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from bulletins.actions.assign_texts import assign_texts
from bulletins.actions.gather import write_prose
from bulletins.models import Assignment, Block, BlockText
from languages.texts import digest
from press.word import add_words
from tests import cast, make
from tests.bulletins.translating import DESK, browser, second_translator

pytestmark = pytest.mark.usefixtures("acting")
ALBANIAN = "<h3>Ndihmë</h3><p>Thirrni <strong>112</strong>.</p>"
ENGLISH = "<h3>Help</h3><p>Call <strong>112</strong>.</p>"


@pytest.fixture
def page() -> str:
    """Of the translator, who was given one free text."""
    bulletin, kind = make.bulletin(), Block.Kind.TEXT
    texts = {"body": {"sq": ALBANIAN}}
    write_prose(bulletin=bulletin, kind=kind, facts={}, texts=texts, by=cast.editor(), at=make.NOW)
    given = assign_texts(
        bulletin=bulletin,
        language="en",
        task=Assignment.Task.TRANSLATE,
        person=cast.translator(),
        due_date=timezone.localdate() + datetime.timedelta(days=2),
        blocks=(),
        by=cast.secretary(),
        at=timezone.now(),
    )
    return f"{DESK}{given.pk}/"


def translator() -> Client:
    return browser(cast.translator())


def source() -> BlockText:
    return BlockText.objects.get(field="body", language="sq")


def english() -> BlockText:
    return BlockText.objects.get(field="body", language="en")


def save(client: Client, page: str, text: str):  # type: ignore[no-untyped-def]
    prefix = f"t{source().pk}"
    form = {"text": text, "version": 0, "read": digest(ALBANIAN)}
    named = {f"{prefix}-{name}": value for name, value in form.items()}
    return client.post(f"{page}texts/{source().pk}/", named, headers={"HX-Request": "true"})


def test_it_is_shown_as_it_reads_and_its_box_gets_the_editor(page: str) -> None:
    answer = translator().get(page)
    shown = answer.content.decode()
    assert ALBANIAN in shown
    assert "data-rich" in shown
    assert "portal/trix" in shown
    nonce = shown.partition('trix-csp-nonce" content="')[2].partition('"')[0]
    assert f"'nonce-{nonce}'" in answer["Content-Security-Policy"]


def test_what_comes_is_cleaned_like_in_the_studio(page: str) -> None:
    answer = save(
        translator(), page, f'<div onclick="x()">{ENGLISH}</div><script>alert(1)</script>'
    )
    assert answer.status_code == 200
    assert english().text == ENGLISH
    assert "Error:" not in answer.content.decode(), "elements are no words to the checks"


def test_what_is_typed_without_the_editor_becomes_paragraphs(page: str) -> None:
    save(translator(), page, "Call 112.\n\nIt is free.")
    assert english().text == "<p>Call 112.</p><p>It is free.</p>"


def test_too_many_words_are_refused_and_nothing_is_stored(page: str) -> None:
    answer = save(translator(), page, "<p>" + "word " * 5_000 + "</p>")
    assert answer.status_code == 422
    assert "at most 20,000 characters" in answer.content.decode()
    assert not BlockText.objects.filter(language="en").exists()


def given_out(client: Client, page: str) -> Any:
    return docx.Document(io.BytesIO(client.get(f"{page}table.docx").content))


def bring(client: Client, page: str, document: Any):  # type: ignore[no-untyped-def]
    changed = io.BytesIO()
    document.save(changed)
    file = SimpleUploadedFile("translated.docx", changed.getvalue())
    return client.post(f"{page}import/", {"table": file})


def test_in_word_its_headings_are_marks_and_bold_is_bold(page: str) -> None:
    client = translator()
    document = given_out(client, page)
    cells = document.tables[0].rows[1].cells
    assert cells[1].text == "# Ndihmë\n\nThirrni 112."
    assert [run.text for run in cells[1].paragraphs[0].runs if run.bold] == ["112"]
    words = cells[2].paragraphs[0]
    words.add_run("# Help\n\nCall ")
    # Word cuts what is set alike where somebody has corrected it.
    words.add_run("1").bold = True
    words.add_run("12").bold = True
    words.add_run(".")
    preview = bring(client, page, document)
    assert "was changed in the file" not in preview.content.decode()
    client.post(f"{page}import/", {"rows": preview.context["packed"]})
    assert (english().text, english().translates_digest) == (ENGLISH, digest(ALBANIAN))


RICH = (
    '<p>Call <strong>112</strong> or <a href="https://example.org/?a=1&amp;b=2">write'
    "</a> &amp; wait.</p><ul><li>First<ul><li><em>Inside</em></li></ul></li><li>Second</li></ul>"
)


def test_what_nobody_touched_in_word_has_not_changed(page: str) -> None:
    BlockText.objects.filter(pk=source().pk).update(text=RICH)
    BlockText.objects.create(
        block=source().block,
        field="body",
        language="en",
        text=RICH,
        translates_digest=digest(RICH),
    )
    client = translator()
    document = given_out(client, page)
    assert "<" not in document.tables[0].rows[1].cells[2].text
    preview = bring(client, page, document)
    (row,) = preview.context["rows"]
    assert (row["row"].outcome, row["row"].notes) == ("same", ())


def test_what_word_makes_of_lists_and_links_comes_back_as_the_editors(page: str) -> None:
    client = translator()
    document = given_out(client, page)
    cell = document.tables[0].rows[1].cells[2]
    cell.paragraphs[0].text = "Help"
    cell.paragraphs[0].style = "Heading 2"
    words = cell.add_paragraph("Call ")
    add_words(words, "112", bold=True, href="tel:112")
    add_words(words, " now ", italic=True)
    add_words(words, "or not.", href="javascript:alert(1)")
    for text, style in (
        ("First", "List Bullet"),
        ("Inside", "List Bullet 2"),
        ("Last", "List Bullet"),
    ):
        cell.add_paragraph(text, style=style)
    preview = bring(client, page, document)
    client.post(f"{page}import/", {"rows": preview.context["packed"]})
    assert english().text == (
        '<h3>Help</h3><p>Call <a href="tel:112"><strong>112</strong></a> <em>now</em> or not.</p>'
        "<ul><li>First<ul><li>Inside</li></ul></li><li>Last</li></ul>"
    )


def test_a_wrong_help_line_is_told_before_anything_is_imported(page: str) -> None:
    client = translator()
    document = given_out(client, page)
    document.tables[0].rows[1].cells[2].paragraphs[0].add_run("# Help\n\nCall 116 118.")
    said = bring(client, page, document).content.decode()
    assert "116 118 is none of the help lines that we know" in said
    assert not BlockText.objects.filter(language="en").exists()


def test_another_translator_neither_sees_nor_writes_it(page: str) -> None:
    other = browser(second_translator())
    assert other.get(page).status_code == 404
    assert save(other, page, ENGLISH).status_code == 404
    assert not BlockText.objects.filter(language="en").exists()
