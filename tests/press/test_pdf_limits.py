"""What a document may not do: fetch, grow without end, or end the process."""

import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from press import pdf
from press.pdf import files, fonts
from tests.press.test_pdf_document import render

ROOT = Path(__file__).resolve().parents[2]


def _png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
        )

    header = (1).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    rows = zlib.compress(b"\x00\xff\x00\x00")
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def page(body: str, head: str = "") -> str:
    return f'<html lang="en"><head>{head}</head><body><h1>Title</h1>{body}</body></html>'


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:1/picture.png",
        "https://example.org/picture.png",
        "file:///etc/hostname",
        "data:image/png;base64,AAAA",
        "ftp://example.org/picture.png",
        "asset:unknown",
        "bundled:../../pyproject.toml",
        "bundled:%2e%2e/README.md",
    ],
)
def test_a_picture_from_outside_is_refused(address: str) -> None:
    with pytest.raises(pdf.Refused, match="not part of it"):
        render(page(f'<img alt="x" src="{address}">'))


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="stylesheet" href="file:///etc/hostname">',
        "<style>@import url(http://localhost:1/a.css);</style>",
        "<style>body { background: url(file:///etc/hostname) }</style>",
        "<style>@font-face { font-family: X; src: url(file:///etc/hostname) }</style>",
        '<link rel="attachment" href="file:///etc/hostname">',
        '<link rel="attachment" href="asset:red.png">',
    ],
)
def test_nothing_else_comes_from_outside_either(head: str) -> None:
    with pytest.raises(pdf.Refused):
        render(page("", head), assets={"red.png": _png()})


def test_a_picture_inside_a_drawing_is_refused() -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        b'<image href="file:///etc/hostname" width="9" height="9"/></svg>'
    )
    with pytest.raises(pdf.Refused):
        render(page('<img alt="x" src="asset:a.svg">'), assets={"a.svg": drawing})


def test_a_picture_from_memory_is_printed() -> None:
    assert (
        b"/Image"
        in render(
            page('<img alt="A red point" src="asset:red.png">'), assets={"red.png": _png()}
        ).data
    )


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(pdf.TooComplex, match="inside each other"):
        render(page("<div>" * 300 + "x" + "</div>" * 300))


@pytest.mark.parametrize("span", ["100000", "99", "+100000", " 100000 "])
def test_a_wide_cell_is_refused(span: str) -> None:
    with pytest.raises(pdf.TooComplex, match="spans"):
        render(page(f'<table><tr><td colspan="{span}">x</td></tr></table>'))


def test_a_long_document_is_refused() -> None:
    with pytest.raises(pdf.TooComplex, match="characters"):
        render(page("x" * 2_000_001))
    with pytest.raises(pdf.TooComplex, match="elements"):
        render(page("<br>" * 20_001))


def _python(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_worker_s_memory_is_bounded() -> None:
    done = _python(
        "from press.pdf import limits\n"
        "limits.apply()\n"
        "try: bytearray(1100 * 1024**2)\n"
        "except MemoryError: print('refused')"
    )
    assert done.stdout == "refused\n", done.stderr


def test_a_worker_s_render_is_stopped_in_time_and_the_worker_lives() -> None:
    done = _python(
        "from press.pdf import limits, TooExpensive\n"
        "limits.apply()\n"
        "try:\n"
        "    with limits.processor_time(1):\n"
        "        while True: pass\n"
        "except TooExpensive: print('stopped')\n"
        "with limits.processor_time(60): print('next')"
    )
    assert done.stdout == "stopped\nnext\n", done.stderr


def test_a_missing_library_is_named_with_what_to_install() -> None:
    done = _python(
        "import cffi\n"
        "def gone(*arguments): raise OSError('cannot load library')\n"
        "cffi.FFI.dlopen = gone\n"
        "from press import pdf\n"
        "try: pdf.warm_up()\n"
        "except pdf.MissingLibrary as error: print(error)"
    )
    assert done.stdout.startswith("The PDF engine needs Pango"), done.stderr
    assert "apt-get install libpango" in done.stdout
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize("content", [None, b"", b"<html>"])
def test_a_missing_or_damaged_font_is_a_sentence_and_no_crash(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in fonts.FILES:
        (tmp_path / name).write_bytes((fonts.FOLDER / name).read_bytes())
    broken = tmp_path / "Vazirmatn-Bold.ttf"
    broken.unlink() if content is None else broken.write_bytes(content)
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    with pytest.raises(pdf.MissingFonts, match=r"Vazirmatn-Bold\.ttf is missing or damaged"):
        render(page(""))


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "10.pdf"
    pdf.write_atomically(target, b"first")
    pdf.write_atomically(target, b"second")
    assert target.read_bytes() == b"second"
    assert [entry.name for entry in tmp_path.iterdir()] == ["10.pdf"]


def test_a_full_disk_leaves_the_old_file_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "10.pdf"
    pdf.write_atomically(target, b"first")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(
        pdf.NotWritten, match=r"^10.pdf could not be stored because the disk is full\.$"
    ):
        pdf.write_atomically(target, b"second")
    assert target.read_bytes() == b"first"
    assert [entry.name for entry in tmp_path.iterdir()] == ["10.pdf"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(pdf.NotWritten, match="the folder does not exist"):
        pdf.write_atomically(tmp_path / "none" / "10.pdf", b"x")
