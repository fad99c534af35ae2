"""HTML into an accessible, archival PDF (A-3a and UA-1), the same bytes each time."""

from press.pdf.coded import with_code
from press.pdf.engine import VARIANT, Document, render, warm_up
from press.pdf.errors import (
    MissingFonts,
    MissingLibrary,
    NotWritten,
    Refused,
    RenderError,
    TooComplex,
    TooExpensive,
)
from press.pdf.files import write_atomically
from press.pdf.sheets import sheets
from press.pdf.stylesheets import stylesheet

__all__ = [
    "VARIANT",
    "Document",
    "MissingFonts",
    "MissingLibrary",
    "NotWritten",
    "Refused",
    "RenderError",
    "TooComplex",
    "TooExpensive",
    "render",
    "sheets",
    "stylesheet",
    "warm_up",
    "with_code",
    "write_atomically",
]
