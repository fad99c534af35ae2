"""Lists that people bring, .xlsx and .csv, as rows of text; and a .csv back to them.

What comes in is parsed and never kept: no formula is evaluated, no link followed. What goes out is
text: a cell that begins like a formula stays one's words. Tables for Excel are made in `excel.py`.
"""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from openpyxl import load_workbook

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 2_000
MOST_COLUMNS = 30
MOST_LETTERS = 300
"""Of one cell."""
MOST_UNPACKED = 50 * 1024 * 1024
CSV = "text/csv; charset=utf-8"
_ENCODINGS = ("utf-8-sig", "cp1250")
_DELIMITERS = ";,\t"
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Trouble(StrEnum):
    """Why a file is refused; whoever shows it says it in the reader's language."""

    EMPTY = "empty"
    """No row beside the headings."""
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_WIDE = "too_wide"
    KIND = "kind"
    BROKEN = "broken"
    OLD_EXCEL = "old_excel"


class SheetRefused(Exception):
    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True)
class Row:
    number: int
    """As the spreadsheet counts: the headings stand in row 1."""
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read(data: bytes, name: str) -> Sheet:
    """The first sheet of a .xlsx, or a .csv of any usual delimiter and encoding.

    Days become `2026-11-09`. Rows without a word are left out. Raises SheetRefused.
    """
    if len(data) > MOST_BYTES:
        raise SheetRefused(Trouble.TOO_LARGE)
    if not data:
        raise SheetRefused(Trouble.EMPTY)
    ending = name.rpartition(".")[2].lower()
    if data.startswith(b"\xd0\xcf\x11\xe0") or ending == "xls":
        raise SheetRefused(Trouble.OLD_EXCEL)
    if ending == "xlsx":
        lines = _lines_of_xlsx(data)
    elif ending in ("csv", "txt", "tsv"):
        lines = _lines_of_csv(data)
    else:
        raise SheetRefused(Trouble.KIND)
    return _sheet(lines)


def _sheet(lines: Iterable[Sequence[Any]]) -> Sheet:
    told: list[Row] = []
    for number, line in enumerate(lines, start=1):
        cells = tuple(_text(cell) for cell in line)
        while cells and not cells[-1]:
            cells = cells[:-1]
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS or any(len(cell) > MOST_LETTERS for cell in cells):
            raise SheetRefused(Trouble.TOO_WIDE)
        told.append(Row(number, cells))
        if len(told) > MOST_ROWS + 1:
            raise SheetRefused(Trouble.TOO_MANY_ROWS)
    if len(told) < 2:
        raise SheetRefused(Trouble.EMPTY)
    headings, *rows = told
    width = max(len(row.cells) for row in told)
    filled = tuple(Row(row.number, row.cells + ("",) * (width - len(row.cells))) for row in rows)
    return Sheet(headings.cells + ("",) * (width - len(headings.cells)), filled)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join("".join(c for c in str(value) if c.isprintable() or c.isspace()).split())


def _lines_of_xlsx(data: bytes) -> Iterable[Sequence[Any]]:
    _check_package(data)
    # `data_only`: of a formula the value that was last seen, never the formula itself.
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # What a sheet says of its own size may be a million rows, or a lie.
        sheet.reset_dimensions()
        for number, line in enumerate(
            sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), start=1
        ):
            if number > 50 * MOST_ROWS:
                raise SheetRefused(Trouble.TOO_MANY_ROWS)
            yield line
    except SheetRefused:
        raise
    except Exception:
        # The library fails in every way that XML and ZIP can be broken in.
        raise SheetRefused(Trouble.BROKEN) from None


def _check_package(data: bytes) -> None:
    """What it unpacks to, before it is unpacked; and no XML that defines its own words."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > 2_000 or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise SheetRefused(Trouble.TOO_LARGE)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with package.open(part) as stream:
                        if b"<!DOCTYPE" in stream.read(4096).upper():
                            raise SheetRefused(Trouble.BROKEN)
    except SheetRefused:
        raise
    except Exception:
        raise SheetRefused(Trouble.BROKEN) from None


def _lines_of_csv(data: bytes) -> Iterable[Sequence[str]]:
    text = _decoded(data)
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        raise SheetRefused(Trouble.BROKEN) from None


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
        if b"\x00" in data or data.startswith((b"PK\x03\x04", b"%PDF")):
            raise SheetRefused(Trouble.BROKEN)
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetRefused(Trouble.BROKEN)


def to_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """For Excel here: UTF-8 with its mark, divided by semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(headings)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _harmless(value: Any) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_LIKE_A_FORMULA) else text
