"""The QR code of a printed sheet, read back from the page as a camera sees it."""

import io

import pikepdf
import pypdfium2
import segno

from press.qr import QUIET_ZONE

DOTS = 300


def code_on(data: bytes, url: str) -> bool:
    """Whether the one code drawn on a sheet is that of `url`, module for module, all around it
    white."""
    expected = [
        list(map(bool, row)) for row in segno.make(url, error="m", boost_error=False).matrix
    ]
    whole = len(expected) + 2 * QUIET_ZONE
    drawn = _drawn(data, whole)
    inner = [row[QUIET_ZONE:-QUIET_ZONE] for row in drawn[QUIET_ZONE:-QUIET_ZONE]]
    black = sum(map(sum, drawn))
    return inner == expected and black == sum(map(sum, expected))


def _drawn(data: bytes, whole: int) -> list[list[bool]]:
    """Whether the middle of each module is dark, of a square of `whole` modules a side."""
    number, (left, bottom, right, top) = _place(data)
    with pypdfium2.PdfDocument(data) as document:
        page = document[number]
        height = page.get_height()
        picture = page.render(scale=DOTS / 72).to_pil().convert("L")
    scale, module = DOTS / 72, (right - left) / whole
    assert abs((right - left) - (top - bottom)) < 0.1
    return [
        [
            picture.getpixel(
                (
                    int((left + (x + 0.5) * module) * scale),
                    int((height - top + (y + 0.5) * module) * scale),
                )
            )
            < 128
            for x in range(whole)
        ]
        for y in range(whole)
    ]


def _place(data: bytes) -> tuple[int, tuple[float, ...]]:
    with pikepdf.open(io.BytesIO(data)) as document:
        (figure,) = (
            each
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        )
        pages = [page.objgen for page in document.pages]
        number = pages.index(figure.Pg.objgen)
        return number, tuple(float(edge) for edge in figure.A.BBox)
