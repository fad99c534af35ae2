"""Tables for Excel: plain cells, and text that stays text whatever it begins with."""

import datetime
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST: Final = 32_767
"""Characters that a cell can hold."""
_A4: Final = 9
_LINE: Final = 13.5
"""Points of a line."""
_PLAIN = Font(name="Arial", size=10)
_BOLD = Font(name="Arial", size=10, bold=True)
"""A type that every office has, or one just as wide: rows are as high as their words need."""
_LONGEST_LINE: Final = 250
"""Characters of a page's head or foot; the format has room for 255, with the place."""
_NO_TIME = datetime.datetime(2000, 1, 1)  # noqa: DTZ001  # the format has no zone
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Value = str | int | datetime.date | None


def to_bytes(
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Value]],
    widths: Sequence[int],
    *,
    mark: str = "",
) -> bytes:
    """One sheet with a head that stays in sight. `widths`: of the columns, in characters.

    `mark`: what stands above the head, and above and below each printed page.
    """
    book = Workbook(write_only=True)
    book.properties.creator = ""
    book.properties.created = book.properties.modified = _NO_TIME
    sheet = book.create_sheet(title=re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    sheet.freeze_panes = "A2"
    _on_paper(sheet)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    if mark:
        _watermark(sheet, mark)
    sheet.append([_cell(sheet, head, bold=True) for head in heads])
    for number, row in enumerate(rows, start=3 if mark else 2):
        if (lines := _lines(row, widths)) > 1:
            sheet.row_dimensions[number].height = lines * _LINE
        sheet.append([_cell(sheet, value) for value in row])
        sheet.row_dimensions.pop(number, None)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _on_paper(sheet: Any) -> None:
    """A4 across, every column on the page, the head on each."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _lines(row: Sequence[Value], widths: Sequence[int]) -> int:
    """How many lines its longest text takes; not every program works that out by itself."""
    texts = zip(row, widths, strict=True)
    return max(
        -(-10 * len(text) // (11 * width)) for value, width in texts if (text := str(value or " "))
    )


def _watermark(sheet: Any, mark: str) -> None:
    line = _UNWRITABLE.sub("", mark).replace("&", "&&")  # one alone is a command
    sheet.oddHeader.center.text = sheet.oddFooter.center.text = line[:_LONGEST_LINE]
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "1:2"
    cell = _cell(sheet, mark, bold=True)
    cell.alignment = Alignment(vertical="top")
    sheet.append([cell])


def _cell(sheet: Any, value: Value, *, bold: bool = False) -> Any:
    if isinstance(value, str):
        value = _UNWRITABLE.sub("", value)[:LONGEST]
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.quotePrefix = value.startswith(_LIKE_A_FORMULA)  # nor after an edit
    if isinstance(value, datetime.date):
        cell.number_format = "yyyy-mm-dd"
        cell.alignment = Alignment(horizontal="left", vertical="top")
    cell.font = _BOLD if bold else _PLAIN
    return cell
