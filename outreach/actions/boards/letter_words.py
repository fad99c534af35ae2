"""What a letter to a notice-board contact says and carries."""

from pathlib import Path
from typing import Any

from django.conf import settings

from languages import AUTHORITATIVE
from languages.addresses import address
from outreach.models import Posting, ResidentLetter
from outreach.tokens import posted_token
from press.mail import Document

Kind = ResidentLetter.Kind
WITH_SHEETS = (Kind.PACK, Kind.PACK_CORRECTED, Kind.PACK_REMINDER)


def answer_url(posting: Posting, language: str = AUTHORITATIVE) -> str:
    """Where a place's contact says what became of the month's sheet."""
    path = address("posted", language, token=posted_token(posting.pk))
    return str(settings.PORTAL_URL) + path


def pack_context(posting: Posting) -> dict[str, Any]:
    pack = posting.pack
    return {
        "board": posting.board,
        "pack": pack,
        "spoken": pack.spoken.splitlines(),
        "answer_url": answer_url(posting),
        "large_print": bool(posting.board.large_print and pack.large_print),
    }


def documents_of(letter: ResidentLetter) -> list[Document]:
    """The sheets; none of a letter that asks to take one down. Raises OSError."""
    if letter.posting is None or letter.kind not in WITH_SHEETS:
        return []
    pack, board = letter.posting.pack, letter.posting.board
    found = [_document(pack.sheet, f"afishe-{pack.month:%Y-%m}.pdf")]
    if board.large_print and pack.large_print:
        found.append(_document(pack.large_print, f"shkronja-te-medha-{pack.month:%Y-%m}.pdf"))
    return found


def _document(below: str, name: str) -> Document:
    return Document(name, (Path(settings.PORTAL_VAR) / below).read_bytes())
