"""Files that people bring: what they really are, and a clean copy of them.

PDF, JPEG and PNG. The name's ending, the sniffed type and a whole parse must agree. What comes out
is made anew: pictures are drawn again without their metadata, PDFs lose scripts, actions, embedded
files and metadata.
"""

import hashlib
import io
import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pikepdf
import puremagic
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
MOST_PAGES = 500
LONGEST_SIDE = 3000
"""Pixels of a picture's longer side: enough for a page at 250 dots an inch."""
_ACTIVE_IN_CATALOGUE = ("/OpenAction", "/AA", "/JavaScript", "/Metadata", "/AcroForm", "/Names")


class Trouble(StrEnum):
    """Why a file is refused; whoever shows it says it in the reader's language."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    KIND = "kind"
    """Its ending is none of ours."""
    NOT_WHAT_IT_SAYS = "not_what_it_says"
    BROKEN = "broken"
    LOCKED = "locked"


class FileRefused(Exception):
    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True)
class CleanFile:
    media_type: str
    extension: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


_ENDINGS = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
MEDIA_TYPES = frozenset(_ENDINGS.values())


def clean(data: bytes, name: str) -> CleanFile:
    """A clean copy of a file. Raises FileRefused."""
    if not data:
        raise FileRefused(Trouble.EMPTY)
    if len(data) > MOST_BYTES:
        raise FileRefused(Trouble.TOO_LARGE)
    media_type = _ENDINGS.get(name.rpartition(".")[2].lower())
    if media_type is None:
        raise FileRefused(Trouble.KIND)
    if media_type not in _sniffed(data):
        raise FileRefused(Trouble.NOT_WHAT_IT_SAYS)
    if media_type == "application/pdf":
        return CleanFile(media_type, "pdf", _clean_pdf(data))
    return CleanFile(media_type, name.rpartition(".")[2].lower(), _clean_picture(data, media_type))


def _sniffed(data: bytes) -> set[str]:
    try:
        return {found.mime_type for found in puremagic.magic_string(data)}
    except (puremagic.PureError, ValueError):
        return set()


def _clean_pdf(data: bytes) -> bytes:
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            if len(document.pages) > MOST_PAGES:
                raise FileRefused(Trouble.TOO_LARGE)
            for name in _ACTIVE_IN_CATALOGUE:
                if name in document.Root:
                    del document.Root[name]
            for page in document.pages:
                _calm(page)
            if "/Info" in document.trailer:
                del document.trailer["/Info"]
            out = io.BytesIO()
            document.remove_unreferenced_resources()
            document.save(out, deterministic_id=True)
    except pikepdf.PasswordError:
        raise FileRefused(Trouble.LOCKED) from None
    except (pikepdf.PdfError, ValueError, zlib.error, RecursionError):
        raise FileRefused(Trouble.BROKEN) from None
    return out.getvalue()


def _calm(page: pikepdf.Page) -> None:
    """Takes away what a page does by itself; its links to addresses stay."""
    for name in ("/AA", "/Metadata"):
        if name in page:
            del page[name]
    if "/Annots" not in page:
        return
    kept = [annotation for annotation in page.Annots if _is_plain_link(annotation)]
    page.Annots = pikepdf.Array(kept)


def _is_plain_link(annotation: Any) -> bool:
    if annotation.get("/Subtype") != "/Link" or "/AA" in annotation:
        return False
    action = annotation.get("/A")
    return action is None or (action.get("/S") in ("/URI", "/GoTo") and "/Next" not in action)


def _clean_picture(data: bytes, media_type: str) -> bytes:
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise FileRefused(Trouble.TOO_LARGE)
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            out = io.BytesIO()
            if media_type == "image/jpeg":
                upright.convert("RGB").save(out, "JPEG", quality=88)
            else:
                bare = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
                bare.info.clear()
                bare.save(out, "PNG")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise FileRefused(Trouble.BROKEN) from None
    return out.getvalue()
