"""Lists in and out of spreadsheets."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from press import excel
from press.spreadsheets import (
    MOST_BYTES,
    MOST_ROWS,
    SheetRefused,
    Trouble,
    read,
    to_csv,
)

HEADINGS = ["Posta elektronike", "Posti"]
ROWS = [["a@example.org", "Drejtuesja e Njësisë për Çështjet"], ["b@example.org", "Nëpunësi"]]


def xlsx(*lines: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refused(data: bytes, name: str) -> Trouble:
    with pytest.raises(SheetRefused) as error:
        read(data, name)
    return error.value.trouble


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1250", "utf-16"])
def test_a_csv_of_any_usual_kind_is_read(delimiter: str, encoding: str) -> None:
    text = "\r\n".join(delimiter.join(line) for line in [HEADINGS, *ROWS])
    sheet = read(text.encode(encoding), "people.csv")
    assert sheet.headings == tuple(HEADINGS)
    assert [row.cells for row in sheet.rows] == [tuple(row) for row in ROWS]


def test_an_xlsx_is_read_with_its_days_and_row_numbers() -> None:
    data = xlsx(["E-mail", "Nga"], ["a@example.org", datetime.date(2026, 11, 9)], [], ["b", 7.0])
    sheet = read(data, "People.XLSX")
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (2, ("a@example.org", "2026-11-09")),
        (4, ("b", "7")),
    ]


def test_a_formula_is_not_evaluated() -> None:
    sheet = read(xlsx(["a", "b"], ["x", "=1+1"]), "x.xlsx")
    assert sheet.rows[0].cells == ("x", "")


def test_what_is_no_spreadsheet_is_refused_with_its_reason() -> None:
    good = xlsx(["a"], ["b"])
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    for data, name, trouble in (
        (b"", "x.csv", Trouble.EMPTY),
        (b"only;headings\n", "x.csv", Trouble.EMPTY),
        (old, "renamed.xlsx", Trouble.OLD_EXCEL),
        (old, "old.xls", Trouble.OLD_EXCEL),
        (good, "x.pdf", Trouble.KIND),
        (good, "renamed.csv", Trouble.BROKEN),
        (b"a;b\n1;2\n", "renamed.xlsx", Trouble.BROKEN),
        (good[:-40], "cut.xlsx", Trouble.BROKEN),
        (b"a;b\n\x00\x01;2\n", "x.csv", Trouble.BROKEN),
        (b"\xff\xfea", "x.csv", Trouble.BROKEN),
        (b"a" * (MOST_BYTES + 1), "x.csv", Trouble.TOO_LARGE),
        (b"a\n" + b"b\n" * (MOST_ROWS + 1), "x.csv", Trouble.TOO_MANY_ROWS),
        (b"a\n" + b"b" * 301, "x.csv", Trouble.TOO_WIDE),
        (b";".join([b"x"] * 31) + b"\ny\n", "x.csv", Trouble.TOO_WIDE),
    ):
        assert refused(data, name) == trouble, (data[:20], name)


def test_a_zip_bomb_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * (60 * 1024 * 1024))
    assert len(out.getvalue()) < 100_000
    assert refused(out.getvalue(), "bomb.xlsx") == Trouble.TOO_LARGE


def test_xml_with_words_of_its_own_is_refused() -> None:
    source = xlsx(["a"], ["b"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "xl/workbook.xml":
                data = b'<!DOCTYPE x [<!ENTITY a "b">]>' + data
            new.writestr(part, data)
    assert refused(out.getvalue(), "x.xlsx") == Trouble.BROKEN


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_nothing_that_goes_out_is_a_formula(cell: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(excel.to_bytes("x", ["a"], [[cell]], [9])))
    assert book.active["A2"].data_type == "s"
    assert book.active["A2"].value == cell
    assert to_csv(["a"], [[cell]]).decode("utf-8-sig").splitlines()[1].lstrip('"').startswith("'")


def test_what_goes_out_comes_in_again() -> None:
    assert [row.cells for row in read(to_csv(HEADINGS, ROWS), "x.csv").rows] == [
        tuple(row) for row in ROWS
    ]
    day = datetime.date(2026, 11, 9)
    sheet = read(excel.to_bytes("Vendet", ["a", "b"], [["x", day]], [9, 9]), "x.xlsx")
    assert sheet.rows[0].cells == ("x", "2026-11-09")
