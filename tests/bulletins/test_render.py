"""An edition's document: made by whoever comes first, whole or not at all."""

import hashlib
import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from django.conf import settings
from django.db import connection

from bulletins import tasks
from bulletins.actions.render import render_edition
from bulletins.documents import path_of
from bulletins.models import Edition
from bulletins.outputs import rendering
from council.people import System, acting_as
from press import pdf
from tests import cast, make
from tests.committed import at_once, elsewhere, somebody_waits_for_a_lock, until

TEST = System("test")
RENDER = """
import django, sys, uuid
django.setup()
from bulletins.actions.render import render_edition
render_edition(edition_id=uuid.UUID(sys.argv[1]))
"""


def edition(*, approved: bool = True, language: str = "sq") -> Edition:
    """A short bulletin's edition."""
    with acting_as(TEST):
        editor, bulletin = cast.editor(), make.bulletin()
        make.cover(bulletin=bulletin, by=editor)
        by = cast.chair() if approved else None
        return make.edition(bulletin=bulletin, language=language, by=editor, approved_by=by)


def reread(edition: Edition) -> Edition:
    with acting_as(TEST):
        return Edition.objects.get(pk=edition.pk)


def locks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
        (count,) = cursor.fetchone()
    return int(count)


def whole(edition: Edition) -> bytes:
    """The stored document, which is what the edition says it is."""
    row = reread(edition)
    data = path_of(row.pdf_name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == row.pdf_sha256
    assert len(data) == row.pdf_bytes
    assert len(pypdf.PdfReader(io.BytesIO(data)).pages) == row.pdf_pages
    return data


def test_the_same_edition_gives_the_same_bytes(acting: None) -> None:
    row = edition()
    assert rendering.document(row).sha256 == rendering.document(row).sha256


def test_a_document_is_stored_with_its_pages_bytes_and_checksum(
    committed: None, documents: Path
) -> None:
    row = edition()
    render_edition(edition_id=row.pk)
    data = whole(row)
    assert [file.name for file in documents.iterdir()] == ["2024-10-sq-1.pdf"]
    text = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert make.words("Gjinar")["sq"] in " ".join(text.split())
    assert locks() == 0


def test_rendering_again_makes_nothing_new(committed: None, documents: Path) -> None:
    row = edition()
    render_edition(edition_id=row.pk)
    before = (documents / "2024-10-sq-1.pdf").stat().st_mtime_ns
    render_edition(edition_id=row.pk)
    assert (documents / "2024-10-sq-1.pdf").stat().st_mtime_ns == before


def test_a_lost_document_is_made_again_as_it_was(committed: None, documents: Path) -> None:
    row = edition()
    render_edition(edition_id=row.pk)
    first = whole(row)
    (documents / "2024-10-sq-1.pdf").unlink()
    render_edition(edition_id=row.pk)
    assert whole(row) == first


def test_what_nobody_approved_is_not_rendered(committed: None, documents: Path) -> None:
    row = edition(approved=False)
    render_edition(edition_id=row.pk)
    tasks.render_waiting()
    assert reread(row).pdf_name == ""
    assert not documents.exists()


def test_what_a_lost_message_left_behind_is_found(committed: None, documents: Path) -> None:
    row = edition()
    tasks.render_waiting()
    assert whole(row)


# Two at once, and the killed -------------------------------------------------------------------


def test_where_another_process_is_at_it_one_leaves(committed: None, documents: Path) -> None:
    """The other holds its lock and is not done."""
    row = edition()
    number = int.from_bytes(row.pk.bytes[:7])

    def lock(verb: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {verb}(%s)", [number])

    held, may_end = threading.Event(), threading.Event()

    def other() -> None:
        lock("pg_advisory_lock")
        held.set()
        assert may_end.wait(30)

    def own() -> None:
        assert held.wait(30)
        try:
            render_edition(edition_id=row.pk)
            assert reread(row).pdf_name == ""
        finally:
            may_end.set()

    at_once(other, own)
    until(lambda: locks() == 0)
    render_edition(edition_id=row.pk)
    assert whole(row)


def test_two_renders_at_once_leave_one_whole_document(committed: None, documents: Path) -> None:
    row = edition()
    at_once(*[lambda: render_edition(edition_id=row.pk)] * 2)
    assert whole(row)
    assert [file.name for file in documents.iterdir()] == ["2024-10-sq-1.pdf"]


def test_a_killed_render_leaves_nothing_in_the_way(committed: None) -> None:
    row = edition()
    with subprocess.Popen(
        [sys.executable, "-c", RENDER, str(row.pk)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "elbasan_council.settings"},
    ) as victim:
        until(lambda: locks() == 1)
        victim.send_signal(signal.SIGKILL)
    until(lambda: locks() == 0)
    path = path_of("2024-10-sq-1.pdf")
    assert not path.exists() or path.read_bytes().rstrip().endswith(b"%%EOF")
    tasks.render_waiting()
    assert whole(row)


def test_words_that_change_while_they_are_rendered_get_no_document(
    committed: None, documents: Path
) -> None:
    """The approval is voided in a transaction that the renderer has to wait for."""
    row, voided = edition(), threading.Event()

    def void() -> None:
        with acting_as(TEST):
            Edition.objects.filter(pk=row.pk).update(
                approved_by=None, approved_at=None, approved_hash=""
            )
            voided.set()
            until(somebody_waits_for_a_lock)

    def render() -> None:
        assert voided.wait(30)
        render_edition(edition_id=row.pk)

    at_once(void, render)
    assert reread(row).pdf_name == ""


# Failures --------------------------------------------------------------------------------------


def no_folder(documents: Path) -> Path:
    documents.parent.mkdir(parents=True)
    documents.write_text("a file stands where the folder should be")
    return documents


def no_file(documents: Path) -> Path:
    (documents / "2024-10-sq-1.pdf").mkdir(parents=True)
    return documents / "2024-10-sq-1.pdf"


@pytest.mark.parametrize("fault", [no_folder, no_file])
def test_a_disk_error_is_noted_at_the_edition_until_it_is_mended(
    committed: None, documents: Path, fault: Callable[[Path], Path]
) -> None:
    row = edition()
    obstacle = fault(documents)
    with pytest.raises((OSError, pdf.NotWritten)):
        render_edition(edition_id=row.pk)
    assert reread(row).pdf_name == ""
    assert reread(row).render_error
    assert elsewhere(locks) == 0
    obstacle.rmdir() if obstacle.is_dir() else obstacle.unlink()
    render_edition(edition_id=row.pk)
    assert whole(row)
    assert reread(row).render_error == ""
