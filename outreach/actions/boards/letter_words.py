"""What a letter to a notice-board contact says and carries."""

from pathlib import Path
from typing import Any

from django.conf import settings

from languages import AUTHORITATIVE
from languages.addresses import address
from outreach.models import Posting, ResidentLetter
from outreach.reach import Channel, tagged
from outreach.tokens import posted_token, sheet_token
from press.mail import Document
from press.pdf import with_code

Kind = ResidentLetter.Kind
SHEET, LARGE_PRINT = "sheet", "large-print"
WITH_SHEETS = (Kind.PACK, Kind.PACK_CORRECTED, Kind.PACK_REMINDER)


def answer_url(posting: Posting, language: str = AUTHORITATIVE) -> str:
    """Where a place's contact says what became of the month's sheet."""
    path = address("posted", language, token=posted_token(posting.pk))
    return str(settings.PORTAL_URL) + path


def sheet_url(posting: Posting) -> str:
    """Where whoever is passed the address gets the place's own sheet, without a login."""
    path = address("posted-sheet", AUTHORITATIVE, token=sheet_token(posting.pk))
    return str(settings.PORTAL_URL) + path


def pack_context(posting: Posting) -> dict[str, Any]:
    pack = posting.pack
    return {
        "board": posting.board,
        "pack": pack,
        "spoken": pack.spoken.splitlines(),
        "answer_url": answer_url(posting),
        "sheet_url": sheet_url(posting),
        "large_print": bool(posting.board.large_print and pack.large_print),
    }


def documents_of(letter: ResidentLetter) -> list[Document]:
    """The sheets; none of a letter that asks to take one down. Raises OSError."""
    if letter.posting is None or letter.kind not in WITH_SHEETS:
        return []
    board = letter.posting.board
    wanted = (SHEET, LARGE_PRINT) if board.large_print else (SHEET,)
    return [found for kind in wanted if (found := sheet_of(letter.posting, kind))]


def sheet_of(posting: Posting, kind: str) -> Document | None:
    """One of the month's sheets as it hangs at a place: whoever follows its code is counted there.

    None where there is none of this kind. Raises OSError.
    """
    pack = posting.pack
    below, name = {
        SHEET: (pack.sheet, "afishe"),
        LARGE_PRINT: (pack.large_print, "shkronja-te-medha"),
    }[kind]
    if not below:
        return None
    data = coded_sheet(below, web_address=pack.web_address, code=posting.board.code)
    return Document(f"{name}-{pack.month:%Y-%m}.pdf", data)


def coded_sheet(below: str, *, web_address: str, code: str) -> bytes:
    """A sheet below PORTAL_VAR with a place's code on it. Raises OSError."""
    data = (Path(settings.PORTAL_VAR) / below).read_bytes()
    return with_code(data, tagged(web_address, Channel.PAPER, place=code))
