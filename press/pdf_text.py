"""The text of a PDF, as far as it has one: a scan has none."""

import io
import logging

import pypdf
from pypdf.errors import PyPdfError

MOST_PAGES = 120
MOST_CHARACTERS = 400_000
_FAULTS = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError)
# Complaints of the library about files of others are nothing for our log.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def pages_of(data: bytes) -> int | None:
    """None where they cannot be counted."""
    try:
        return len(pypdf.PdfReader(io.BytesIO(data)).pages)
    except _FAULTS:
        return None


def text_of_pdf(data: bytes) -> str:
    """Page by page; a page that cannot be read is left out. Costs seconds: for workers."""
    found: list[str] = []
    try:
        pages = list(pypdf.PdfReader(io.BytesIO(data)).pages[:MOST_PAGES])
    except _FAULTS:
        return ""
    for page in pages:
        try:
            found.append(page.extract_text())
        except _FAULTS:
            continue
        if sum(map(len, found)) > MOST_CHARACTERS:
            break
    text = "\n".join(found).replace("\x00", "")[:MOST_CHARACTERS]
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())
