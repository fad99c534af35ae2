"""Lists that people bring, .xlsx and .csv, as rows of text; and a .csv back to them.

What comes in is parsed and never kept: no formula is evaluated, no link followed. What goes out is
text: a cell that begins like a formula stays one's words. Tables for Excel are made in `excel.py`.
"""

import contextlib
import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from openpyxl import load_workbook

from languages.folding import fold

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 2_000
MOST_COLUMNS = 30
MOST_LETTERS = 300
"""Of one cell."""
MOST_UNPACKED = 50 * 1024 * 1024
MOST_WORDS = 50 * 1024 * 1024
"""Of the part of a .xlsx that holds its words, which is read at one go."""
DAY_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")
"""As people write a day."""
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


@dataclass(frozen=True)
class Limits:
    """How much of a file is read at the most."""

    size: int = MOST_BYTES
    rows: int = MOST_ROWS
    unpacked: int = MOST_UNPACKED
    cut: bool = False
    """A cell of more than 300 letters is cut after the 301st, instead of the file being refused."""
    formulas: bool = False
    """A formula is given as the text that it is, instead of what it came to."""


def read(data: bytes, name: str) -> Sheet:
    """The first sheet of a .xlsx, or a .csv of any usual delimiter and encoding.

    Days become `2026-11-09`. Rows without a word are left out. Raises SheetRefused.
    """
    headings, *rows = read_rows(data, name, Limits())
    if not rows:
        raise SheetRefused(Trouble.EMPTY)
    width = max(len(row.cells) for row in (headings, *rows))
    filled = tuple(Row(row.number, row.cells + ("",) * (width - len(row.cells))) for row in rows)
    return Sheet(headings.cells + ("",) * (width - len(headings.cells)), filled)


def read_rows(data: bytes, name: str, limits: Limits) -> Iterator[Row]:
    """The rows one by one, headings first, each as long as its last cell with a word.

    Raises SheetRefused, at the latest where the trouble stands.
    """
    count = 0
    for number, line in enumerate(_lines(data, name, limits), start=1):
        cells = tuple(_text(cell) for cell in line)
        while cells and not cells[-1]:
            cells = cells[:-1]
        if not cells:
            continue
        if limits.cut:
            cells = tuple(cell[: MOST_LETTERS + 1] for cell in cells)
        elif any(len(cell) > MOST_LETTERS for cell in cells):
            raise SheetRefused(Trouble.TOO_WIDE)
        if len(cells) > MOST_COLUMNS:
            raise SheetRefused(Trouble.TOO_WIDE)
        count += 1
        if count > limits.rows + 1:
            raise SheetRefused(Trouble.TOO_MANY_ROWS)
        yield Row(number, cells)
    if not count:
        raise SheetRefused(Trouble.EMPTY)


def _lines(data: bytes, name: str, limits: Limits) -> Iterable[Sequence[Any]]:
    if len(data) > limits.size:
        raise SheetRefused(Trouble.TOO_LARGE)
    if not data:
        raise SheetRefused(Trouble.EMPTY)
    ending = name.rpartition(".")[2].lower()
    if data.startswith(b"\xd0\xcf\x11\xe0") or ending == "xls":
        raise SheetRefused(Trouble.OLD_EXCEL)
    if ending == "xlsx":
        return _lines_of_xlsx(data, limits)
    if ending in ("csv", "txt", "tsv"):
        return _lines_of_csv(data)
    raise SheetRefused(Trouble.KIND)


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


def _lines_of_xlsx(data: bytes, limits: Limits) -> Iterable[Sequence[Any]]:
    _check_package(data, limits)
    # `data_only`: of a formula the value that was last seen. None is ever worked out.
    try:
        book = load_workbook(
            io.BytesIO(data), read_only=True, data_only=not limits.formulas, keep_links=False
        )
        sheet = book.worksheets[0]
        # What a sheet says of its own size may be a million rows, or a lie.
        sheet.reset_dimensions()
        for number, line in enumerate(
            sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), start=1
        ):
            if number > max(50 * MOST_ROWS, 2 * limits.rows):
                raise SheetRefused(Trouble.TOO_MANY_ROWS)
            yield line
    except SheetRefused:
        raise
    except Exception:
        # The library fails in every way that XML and ZIP can be broken in.
        raise SheetRefused(Trouble.BROKEN) from None


def _check_package(data: bytes, limits: Limits) -> None:
    """What it unpacks to, before it is unpacked; and no XML that defines its own words."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > 2_000 or sum(part.file_size for part in parts) > limits.unpacked:
                raise SheetRefused(Trouble.TOO_LARGE)
            words = (part.file_size for part in parts if "sharedStrings" in part.filename)
            if sum(words) > MOST_WORDS:
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
    encoding = _encoding(data)
    with io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="") as text:
        first = next((line for line in text if line.strip()), "")
        delimiter = max(_DELIMITERS, key=first.count)
        text.seek(0)
        try:
            yield from csv.reader(text, delimiter=delimiter)
        except csv.Error:
            raise SheetRefused(Trouble.BROKEN) from None


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
        if b"\x00" in data or data.startswith((b"PK\x03\x04", b"%PDF")):
            raise SheetRefused(Trouble.BROKEN)
    for encoding in encodings:
        with contextlib.suppress(UnicodeDecodeError):
            data.decode(encoding)
            return encoding
    raise SheetRefused(Trouble.BROKEN)


def guess(headings: Sequence[str], known: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Which column is what, by its heading; of two alike the first. `known`: folded words."""
    found: dict[str, int] = {}
    for number, heading in enumerate(headings):
        word = fold(heading).strip(" :*.")
        for name, words in known.items():
            if word in words:
                found.setdefault(name, number)
    return found


def day(said: str) -> datetime.date | None:
    """Of a cell; None where it is none."""
    for written in DAY_FORMATS:
        try:
            return datetime.datetime.strptime(said, written).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


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
