"""Documents for Word: letterhead, headings, paragraphs, tables, a place to sign.

The same values give the same bytes: no clock and no author is written into a file.
"""

import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

FONT = "Times New Roman"
SIZE = Pt(12)
_NO_TIME = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_ZIP_TIME = (2000, 1, 1, 0, 0, 0)


def new_document(*, title: str, language: str = "sq") -> Any:
    """An empty A4 document in the office's plain type."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2.2)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    for name in ("Normal", "Heading 1", "Heading 2", "Title"):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, SIZE
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
        style.font.color.rgb = None
    document.styles["Normal"].element.get_or_add_rPr().append(_language(language))
    properties = document.core_properties
    properties.title, properties.language = title, language
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = _NO_TIME
    return document


def letterhead(document: Any, lines: Sequence[str]) -> None:
    """The head of an official letter: each line centred, the first ones in capitals as given."""
    for line in lines:
        paragraph(document, line, bold=True, centred=True, after=0)
    paragraph(document, "", after=6)


def paragraph(
    document: Any,
    text: str,
    *,
    bold: bool = False,
    centred: bool = False,
    to_the_right: bool = False,
    after: int = 6,
) -> Any:
    """`after`: points of space below."""
    added = document.add_paragraph()
    added.add_run(text).bold = bold
    added.paragraph_format.space_after = Pt(after)
    if centred:
        added.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if to_the_right:
        added.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return added


def add_words(
    paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, href: str = ""
) -> None:
    """More words at the end of a paragraph, set as it is said; with `href` a link."""
    run = paragraph.add_run(text)
    for name in (*(("w:b", "w:bCs") * bold), *(("w:i", "w:iCs") * italic)):
        run._r.get_or_add_rPr().append(OxmlElement(name))
    if not href:
        return
    run.font.underline = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(href, RELATIONSHIP.HYPERLINK, is_external=True))
    run._r.addprevious(link)
    link.append(run._r)


def heading(document: Any, text: str, level: int = 1) -> None:
    added = document.add_heading(text, level)
    added.runs[0].font.bold = True
    added.paragraph_format.keep_with_next = True


def table(
    document: Any,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    shares: Sequence[int] = (),
) -> None:
    """A table whose first row is repeated on each page as its heading; no row is torn in two.

    `shares`: how wide the columns are against each other; all alike without.
    """
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    parts = shares or [1] * len(heads)
    widths = [room * part // sum(parts) for part in parts]
    made = document.add_table(rows=1, cols=len(heads))
    made.style, made.autofit = "Table Grid", False
    for cell, text in zip(made.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    _mark(made.rows[0], "w:tblHeader")
    for row in rows:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for line in made.rows:
        _mark(line, "w:cantSplit")
        for cell, width in zip(line.cells, widths, strict=True):
            cell.width = width
    paragraph(document, "", after=0)


def place_to_sign(document: Any, posts: Sequence[str], *, below: str = "") -> None:
    """A line for each post's signature and seal, all on one page with the last words.

    `below`: what is written there, such as name and seal, in small letters.
    """
    last_words = max(0, len(document.paragraphs) - 2)
    for post in posts:
        paragraph(document, post, bold=True, to_the_right=True, after=18)
        paragraph(document, "______________________", to_the_right=True, after=0 if below else 6)
        if below:
            paragraph(document, below, to_the_right=True).runs[0].font.size = Pt(10)
    for one in document.paragraphs[last_words:-1]:
        one.paragraph_format.keep_with_next = True


def _mark(row: Any, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn(name), {qn("w:val"): "true"}))


def to_bytes(document: Any) -> bytes:
    saved = io.BytesIO()
    document.save(saved)
    return _without_times(saved.getvalue())


def _language(language: str) -> Any:
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), {"sq": "sq-AL", "en": "en-GB", "ar": "ar-SA"}[language])
    return element


def _without_times(data: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in given.infolist():
            plain = zipfile.ZipInfo(entry.filename, _ZIP_TIME)
            made.writestr(plain, given.read(entry), compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()
