"""A free text at the translators' desk: shown as it reads, written in the editor, kept in Word."""

import datetime
import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from bulletins.actions.assign_texts import assign_texts
from bulletins.actions.gather import write_prose
from bulletins.models import Assignment, Block, BlockText
from languages.texts import digest
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


def test_in_word_its_headings_are_marks_and_come_back_as_headings(page: str) -> None:
    client = translator()
    document = docx.Document(io.BytesIO(client.get(f"{page}table.docx").content))
    cells = document.tables[0].rows[1].cells
    assert cells[1].text == "# Ndihmë\n\nThirrni <strong>112</strong>."
    cells[2].text = "# Help\n\nCall <strong>112</strong>."
    changed = io.BytesIO()
    document.save(changed)
    file = SimpleUploadedFile("translated.docx", changed.getvalue())
    preview = client.post(f"{page}import/", {"table": file})
    assert "was changed in the file" not in preview.content.decode()
    client.post(f"{page}import/", {"rows": preview.context["packed"]})
    assert (english().text, english().translates_digest) == (ENGLISH, digest(ALBANIAN))


def test_another_translator_neither_sees_nor_writes_it(page: str) -> None:
    other = browser(second_translator())
    assert other.get(page).status_code == 404
    assert save(other, page, ENGLISH).status_code == 404
    assert not BlockText.objects.filter(language="en").exists()
