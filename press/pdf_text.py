"""The text of a PDF, as far as it has one: a scan has none."""

import io
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 120
MOST_CHARACTERS = 400_000
# Complaints of the library about files of others are nothing for our log.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def _read(data: bytes) -> "PdfReader":
    # Half a second to import, and few processes ever read a PDF.
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(data))


def _faults() -> tuple[type[Exception], ...]:
    """What a damaged file raises."""
    from pypdf.errors import PyPdfError

    return PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError


def pages_of(data: bytes) -> int | None:
    """None where they cannot be counted."""
    try:
        return len(_read(data).pages)
    except _faults():
        return None


def text_of_pdf(data: bytes) -> str:
    """Page by page; a page that cannot be read is left out. Costs seconds: for workers."""
    found: list[str] = []
    try:
        pages = list(_read(data).pages[:MOST_PAGES])
    except _faults():
        return ""
    for page in pages:
        try:
            found.append(page.extract_text())
        except _faults():
            continue
        if sum(map(len, found)) > MOST_CHARACTERS:
            break
    text = "\n".join(found).replace("\x00", "")[:MOST_CHARACTERS]
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())
