"""Tables that people bring back in a .docx, as rows of plain text, and of text as it is set.

Nothing of a document is kept, run or followed; only its main text is read, where its links lead and
which of its lists are numbered. Of tracked changes what was put in counts, what was taken out does
not.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from xml.etree.ElementTree import Element, ParseError, fromstring  # entities: see `_parts`

from press import marks, word_setting

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 50 * 1024 * 1024
MOST_PARTS = 2_000
MOST_ROWS = 3_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAIN = "word/document.xml"
_LINKS = "word/_rels/document.xml.rels"
_LISTS = "word/numbering.xml"
_SKIPPED = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}tbl", f"{_W}pPr", f"{_MC}Fallback"}
)
_CHARACTERS = {
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}tab": "\t",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}
_TRACKED = tuple(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))


class Trouble(StrEnum):
    """Why a file is refused; whoever shows it says it in the reader's language."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    KIND = "kind"
    OLD_WORD = "old_word"
    BROKEN = "broken"


class DocumentRefused(Exception):
    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[str, ...]
    marked: tuple[str, ...]
    """The same with lists, headings, bold, italics and links, as `press.marks` reads them."""
    merged: bool
    """A cell of it reaches over others."""
    tracked: bool
    """It holds changes that nobody has accepted or rejected."""


@dataclass(frozen=True, slots=True)
class Content:
    paragraphs: tuple[str, ...]
    """Outside of tables."""
    tables: tuple[tuple[Row, ...], ...]


def read(data: bytes, name: str) -> Content:
    """The paragraphs and the tables of a .docx. Raises DocumentRefused."""
    if not data:
        raise DocumentRefused(Trouble.EMPTY)
    if len(data) > MOST_BYTES:
        raise DocumentRefused(Trouble.TOO_LARGE)
    if data.startswith(b"\xd0\xcf\x11\xe0") or name.lower().endswith(".doc"):
        raise DocumentRefused(Trouble.OLD_WORD)
    if not name.lower().endswith(".docx"):
        raise DocumentRefused(Trouble.KIND)
    parts = _parts(data)
    body = _root(parts[_MAIN]).find(f"{_W}body")
    if body is None:
        raise DocumentRefused(Trouble.BROKEN)
    setting = word_setting.read(_root(parts[_LINKS]), _root(parts[_LISTS]))
    paragraphs = tuple(_text(each) for each in body.findall(f"{_W}p"))
    tables = tuple(tuple(_rows(each, setting)) for each in _blocks(body, f"{_W}tbl"))
    if sum(map(len, tables)) > MOST_ROWS:
        raise DocumentRefused(Trouble.TOO_LARGE)
    return Content(paragraphs, tables)


def _parts(data: bytes) -> dict[str, bytes]:
    """What it unpacks to is asked before it is unpacked; XML that defines its own words is none.

    Only the main part must be there.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise DocumentRefused(Trouble.TOO_LARGE)
            names = {part.filename for part in parts}
            found = {_MAIN: package.read(_MAIN)}
            for name in (_LINKS, _LISTS):
                found[name] = package.read(name) if name in names else b"<none/>"
    except DocumentRefused:
        raise
    except Exception:
        # The library fails in every way that a package can be broken in.
        raise DocumentRefused(Trouble.BROKEN) from None
    # In any encoding: a document type is declared nowhere in a document of Word's.
    if any(b"<!DOCTYPE" in part.replace(b"\x00", b"").upper() for part in found.values()):
        raise DocumentRefused(Trouble.BROKEN)
    return found


def _root(part: bytes) -> Element:
    try:
        return fromstring(part)  # noqa: S314
    except (ParseError, LookupError, ValueError):
        raise DocumentRefused(Trouble.BROKEN) from None


def _blocks(around: Element, tag: str) -> Iterator[Element]:
    """Paragraphs, tables, rows or cells of something, also inside content controls."""
    for each in around:
        if each.tag == tag:
            yield each
        elif each.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _blocks(each, tag)


def _rows(table: Element, setting: word_setting.Setting) -> Iterator[Row]:
    for row in _blocks(table, f"{_W}tr"):
        properties = row.find(f"{_W}trPr")
        if properties is not None and properties.find(f"{_W}del") is not None:
            continue
        cells = list(_blocks(row, f"{_W}tc"))
        yield Row(
            cells=tuple(_cell(cell) for cell in cells),
            marked=tuple(_marked(cell, setting) for cell in cells),
            merged=any(_reaches_over(cell) for cell in cells),
            tracked=any(each.tag in _TRACKED for each in row.iter()),
        )


def _reaches_over(cell: Element) -> bool:
    properties = cell.find(f"{_W}tcPr")
    if properties is None:
        return False
    span = properties.find(f"{_W}gridSpan")
    wide = span is not None and span.get(f"{_W}val", "1") != "1"
    return wide or any(properties.find(f"{_W}{name}") is not None for name in ("vMerge", "hMerge"))


def _cell(cell: Element) -> str:
    text = ""
    for number, each in enumerate(paragraphs := list(_blocks(cell, f"{_W}p"))):
        text += _text(each)
        if number < len(paragraphs) - 1 and not _end_is_gone(each):
            text += "\n"
    return text


def _marked(cell: Element, setting: word_setting.Setting) -> str:
    """A paragraph of Word's is one here; the entries of a list stand below each other."""
    text, before, joins = "", "", False
    for each in _blocks(cell, f"{_W}p"):
        mark = setting.mark_of(each)
        line = mark + marks.inline(_pieces(each, setting, marks.Piece("")))
        if before or text:
            text += (
                "" if joins else "\n" if marks.is_entry(before) and marks.is_entry(line) else "\n\n"
            )
        text, before, joins = text + line, line, _end_is_gone(each)
    return text


def _pieces(
    part: Element, setting: word_setting.Setting, look: marks.Piece
) -> Iterator[marks.Piece]:
    """`look`: how what stands around it is set."""
    for each in part:
        if each.tag == f"{_W}t":
            yield look._replace(text=each.text or "")
        elif each.tag in _CHARACTERS:
            yield look._replace(text=_CHARACTERS[each.tag])
        elif each.tag not in _SKIPPED:
            yield from _pieces(each, setting, setting.look_of(each, look))


def _end_is_gone(paragraph: Element) -> bool:
    """Whether the break after it was taken out, as a tracked change."""
    return paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None


def _text(part: Element) -> str:
    written = []
    for each in part:
        if each.tag == f"{_W}t":
            written.append(each.text or "")
        elif each.tag in _CHARACTERS:
            written.append(_CHARACTERS[each.tag])
        elif each.tag not in _SKIPPED:
            written.append(_text(each))
    return "".join(written)
