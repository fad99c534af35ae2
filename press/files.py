"""Files that people bring: what they really are, and a clean copy of them.

PDF, JPEG and PNG. The name's ending, the sniffed type and a whole parse must agree. What comes out
is made anew: pictures are drawn again without their metadata, PDFs lose scripts, forms, comments,
embedded files and metadata; of what can be clicked, links to addresses and to pages stay.
"""

import contextlib
import hashlib
import io
import threading
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Any

import pikepdf
import puremagic
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = {"image/jpeg": 36_000_000, "image/png": 22_000_000, "image/webp": 22_000_000}
"""As many as can be read, turned and drawn again within 300 MB."""
MOST_PAGES = 500
LONGEST_SIDE = 3000
"""Pixels of a picture's longer side: enough for a page at 250 dots an inch."""
_IN_CATALOGUE = ("/OpenAction", "/AcroForm", "/Names", "/Collection")
_ANYWHERE = ("/AA", "/AF", "/EF", "/JS", "/Metadata", "/PieceInfo")
"""Acts, attached files, descriptions: whatever they hang on."""
_LEADS = ("http:", "https:", "mailto:", "tel:")
_DEEPEST = 100
_reading = threading.Lock()
_MALFORMED = (
    pikepdf.PdfError,
    zlib.error,
    RecursionError,
    # A number stands where a dictionary should, or the other way round.
    AttributeError,
    TypeError,
    ValueError,
    KeyError,
)


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
PICTURES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}


def clean(data: bytes, name: str) -> CleanFile:
    """A clean copy of a file. Raises FileRefused."""
    ending, media_type = _named(data, name, _ENDINGS)
    if media_type == "application/pdf":
        return CleanFile(media_type, "pdf", _clean_pdf(data))
    return CleanFile(media_type, ending, _clean_picture(data, media_type))


def picture(data: bytes, name: str) -> Image.Image:
    """What a JPEG, PNG or WebP shows, upright, on white where it shines through, without what it
    says of its maker; the longer side has at most `LONGEST_SIDE` pixels. Raises FileRefused."""
    _, media_type = _named(data, name, PICTURES)
    bare = _bare(data, media_type)
    if bare.mode != "RGBA":
        return bare
    paper = Image.new("RGB", bare.size, "white")
    paper.paste(bare, mask=bare.getchannel("A"))
    return paper


def _named(data: bytes, name: str, endings: Mapping[str, str]) -> tuple[str, str]:
    """The name's ending and the type that it stands for; the bytes begin like it."""
    if not data:
        raise FileRefused(Trouble.EMPTY)
    if len(data) > MOST_BYTES:
        raise FileRefused(Trouble.TOO_LARGE)
    ending = PurePath(name).suffix[1:].lower()
    media_type = endings.get(ending)
    if media_type is None:
        raise FileRefused(Trouble.KIND)
    if media_type not in _sniffed(data):
        raise FileRefused(Trouble.NOT_WHAT_IT_SAYS)
    return ending, media_type


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
            for name in _IN_CATALOGUE:
                if name in document.Root:
                    del document.Root[name]
            for page in document.pages:
                _keep_links(page)
            for part in document.objects:
                _calm(part)
            if "/Info" in document.trailer:
                del document.trailer["/Info"]
            out = io.BytesIO()
            document.remove_unreferenced_resources()
            document.save(out, deterministic_id=True)
    except pikepdf.PasswordError:
        raise FileRefused(Trouble.LOCKED) from None
    except _MALFORMED:
        raise FileRefused(Trouble.BROKEN) from None
    return out.getvalue()


def _keep_links(page: pikepdf.Page) -> None:
    """Comments, forms and attachments go; links to addresses and pages stay."""
    if "/Annots" in page:
        page.Annots = pikepdf.Array([note for note in page.Annots if _is_plain_link(note)])


def _is_plain_link(annotation: Any) -> bool:
    if annotation.get("/Subtype") != "/Link" or "/AA" in annotation:
        return False
    action = annotation.get("/A")
    return action is None or _leads(action)


def _leads(action: Any) -> bool:
    """Whether it leads to a page or an address, and does nothing else."""
    if "/Next" in action or "/JS" in action:
        return False
    if action.get("/S") == "/URI":
        return str(action.get("/URI", "")).strip().lower().startswith(_LEADS)
    return bool(action.get("/S") == "/GoTo")


def _calm(part: Any, depth: int = 0) -> None:
    """Takes away what an object does by itself or says of its maker, and so of its own parts.

    Parts that are objects of their own are met by themselves. Raises RecursionError.
    """
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
        for name in _ANYWHERE:
            if name in part:
                del part[name]
        action = part.get("/A")
        # Of a structure element it is no action, and has no /S.
        if isinstance(action, pikepdf.Dictionary) and "/S" in action and not _leads(action):
            del part["/A"]
        inner = [part[name] for name in part.keys()]  # noqa: SIM118  # a stream is no mapping
    elif isinstance(part, pikepdf.Array):
        inner = list(part)
    else:
        return
    for each in inner:
        if isinstance(each, pikepdf.Object) and not each.is_indirect:
            _calm(each, depth + 1)


@contextlib.contextmanager
def _whole_pictures() -> Iterator[None]:
    """The PDF engine lets the library accept half pictures, for the whole process."""
    with _reading:
        before = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _clean_picture(data: bytes, media_type: str) -> bytes:
    bare = _bare(data, media_type)
    out = io.BytesIO()
    if media_type == "image/jpeg":
        bare.save(out, "JPEG", quality=88)
    else:
        bare.save(out, "PNG")
    return out.getvalue()


def _read_smaller(picture: Image.Image) -> None:
    """A large photograph is unpacked at half its size, and turned once it is small."""
    if max(picture.size) > LONGEST_SIDE * 3 // 2:
        picture.draft(None, (picture.width // 2, picture.height // 2))


def _bare(data: bytes, media_type: str) -> Image.Image:
    """The pixels alone, upright."""
    try:
        with _whole_pictures(), Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_PIXELS[media_type]:
                raise FileRefused(Trouble.TOO_LARGE)
            _read_smaller(picture)
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            shines_through = upright.has_transparency_data and media_type != "image/jpeg"
            bare = upright.convert("RGBA" if shines_through else "RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileRefused(Trouble.TOO_LARGE) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise FileRefused(Trouble.BROKEN) from None
    # Comments and XMP would be written again from here.
    bare.info.clear()
    return bare
