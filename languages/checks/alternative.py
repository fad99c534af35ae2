"""The words that stand for a picture."""

import re
from typing import Final

from languages.checks.finding import Finding, Findings, gettext_noop

NAME = "alternative"
MISSING: Final = gettext_noop("A picture has no words for those who do not see it.")
FILE_NAME: Final = gettext_noop("The words for a picture are a file's name: %(found)s.")
_IMAGE: Final = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ALT: Final = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_FILE: Final = re.compile(r"[\w-]+\.(?:jpe?g|png|gif|webp|heic)", re.IGNORECASE)


def check(alt: str) -> Findings:
    """The words of one picture, as they are stored."""
    if not alt.strip():
        yield Finding(NAME, "error", MISSING)
    elif _FILE.fullmatch(alt.strip()):
        yield Finding(NAME, "error", FILE_NAME, {"found": alt.strip()}, 0, len(alt), alt.strip())


def in_html(raw: str) -> Findings:
    """The pictures of a text in HTML."""
    for image in _IMAGE.finditer(raw):
        alt = _ALT.search(image.group())
        for found in check((alt[1] or alt[2] or "") if alt else ""):
            yield Finding(NAME, "error", found.template, found.values, *image.span(), found.excerpt)
