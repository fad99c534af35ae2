"""A language's texts as a table for Word, and what such a table says when it comes back.

A row's first cell tells which text it is, which version was given away, and which Albanian stood
beside it; the line above the table, of which bulletin and language it is.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bulletins.models import BlockText
from bulletins.states import Place, TextState
from languages import direction, own_name
from languages.texts import digest
from press import word
from press.marks import as_brought, pieces
from press.word_tables import Content, Row

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
COLUMNS = 3
_HEAD = re.compile(r"translation-table/1 bulletin=(\d{4}-\d{2}) language=([a-z]{2})")
_ID = re.compile(r"^(\d{1,12})/(\S{1,80})\s+v(\d{1,9})\s+([0-9a-f]{16})$")
_NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHORT = 16


class NotOurs(Exception):
    """The document holds no such table."""


class OfAnother(Exception):
    """It is of another bulletin or language: `month` and `language`."""

    def __init__(self, month: str, language: str) -> None:
        super().__init__(f"{month} {language}")
        self.month, self.language = month, language


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it came back; without a `place` where its first cell is not what we wrote."""

    number: int
    """As a reader counts, the headings being row 1."""
    place: Place | None
    version: int
    source_digest: str
    """The first letters of it."""
    source: str
    text: str
    set_source: str
    """The same as they are set in Word (`press.marks`), for free texts; "" where it is the same."""
    set_text: str
    whole: bool
    """It has its three cells, each by itself."""
    tracked: bool

    def is_of(self, source: str) -> bool:
        """Whether its translation was made beside this Albanian."""
        return digest(source)[:_SHORT] == self.source_digest


def to_docx(*, month: datetime.date, language: str, texts: Iterable[TextState]) -> bytes:
    """The same texts give the same bytes."""
    document = word.new_document(title=f"{month:%Y-%m} {language}", language="sq")
    word.heading(
        document, f"{_('Translation of the bulletin')} {month:%Y-%m} – {own_name(language)}"
    )
    word.paragraph(
        document,
        _("Write in the third column. Leave the first one and this line as they are:"),
        after=0,
    )
    word.paragraph(document, f"translation-table/1 bulletin={month:%Y-%m} language={language}")
    listed = list(texts)
    rows = [(_id(text), _plain(text, text.source), _plain(text, text.row)) for text in listed]
    word.table(document, (_("Id"), "Shqip", own_name(language)), rows, shares=(2, 4, 4))
    for text, row in zip(listed, document.tables[0].rows[1:], strict=True):
        if text.is_rich:
            _set(row.cells[1], text.source)
            _set(row.cells[2], text.row)
        _not_spelled(row.cells[0])
        _in_language(row.cells[1], "sq")
        _in_language(row.cells[2], language)
    return word.to_bytes(document)


def from_docx(content: Content, *, month: datetime.date, language: str) -> list[Line]:
    """Raises NotOurs or OfAnother."""
    found = _HEAD.search("\n".join(content.paragraphs))
    table = next((table for table in content.tables if any(map(_is_ours, table))), None)
    if found is None or table is None:
        raise NotOurs
    if found.groups() != (f"{month:%Y-%m}", language):
        raise OfAnother(*found.groups())
    return [
        _line(number, row)
        for number, row in enumerate(table, start=1)
        if number > 1 or _is_ours(row)
    ]


def _is_ours(row: Row) -> bool:
    return bool(row.cells) and _ID.match(_said(row.cells[0])) is not None


def _line(number: int, row: Row) -> Line:
    cells: Sequence[str] = (*row.cells, "", "", "")
    marked: Sequence[str] = (*row.marked, "", "", "")
    match = _ID.match(_said(cells[0]))
    return Line(
        number=number,
        place=(int(match[1]), match[2]) if match else None,
        version=int(match[3]) if match else 0,
        source_digest=match[4] if match else "",
        source=cells[1].strip(),
        text=cells[2].strip(),
        set_source=_if_other(marked[1], cells[1]),
        set_text=_if_other(marked[2], cells[2]),
        whole=len(row.cells) == COLUMNS and not row.merged,
        tracked=row.tracked,
    )


def _if_other(marked: str, plain: str) -> str:
    return "" if marked.strip() == plain.strip() else marked.strip()


def _said(cell: str) -> str:
    return " ".join(cell.split())


def _id(text: TextState) -> str:
    source = digest(as_given(text, text.source.text if text.source else ""))[:_SHORT]
    return f"{text.block_id}/{text.field} v{text.row.version if text.row else 0} {source}"


def as_given(text: TextState, words: str) -> str:
    """Words as they would come back where nobody has touched them in Word."""
    return as_brought(words) if text.is_rich else words


def _plain(text: TextState, row: BlockText | None) -> str:
    """A free text is set by itself, with bold, italics and links of Word's."""
    return "" if text.is_rich or row is None else _clean(row.text)


def _set(cell: Any, row: BlockText | None) -> None:
    for piece in pieces(row.text) if row else ():
        word.add_words(
            cell.paragraphs[0],
            _clean(piece.text),
            bold=piece.bold,
            italic=piece.italic,
            href=piece.href,
        )


def _clean(text: str) -> str:
    """What XML can hold; line ends as ours."""
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _not_spelled(cell: Any) -> None:
    for run in _runs(cell):
        run.get_or_add_rPr().append(OxmlElement("w:noProof"))


def _in_language(cell: Any, language: str) -> None:
    """So that Word spells it right, and writes Arabic from right to left, also in an empty cell."""
    right_to_left = direction(language) == "rtl"
    for paragraph in cell.paragraphs:
        properties = paragraph._p.get_or_add_pPr()
        if right_to_left:
            properties.append(OxmlElement("w:bidi"))
        properties.append(_speaks(OxmlElement("w:rPr"), language, right_to_left))
    for run in _runs(cell):
        _speaks(run.get_or_add_rPr(), language, right_to_left)


def _speaks(properties, language: str, right_to_left: bool):  # type: ignore[no-untyped-def]
    if right_to_left:
        properties.append(OxmlElement("w:rtl"))
    spoken = OxmlElement("w:lang")
    code = {"sq": "sq-AL", "en": "en-GB", "ar": "ar-SA"}[language]
    spoken.set(qn("w:bidi" if right_to_left else "w:val"), code)
    properties.append(spoken)
    return properties


def _runs(cell: Any) -> Iterator[Any]:
    """Also those of links."""
    return iter(cell._tc.iter(qn("w:r")))
