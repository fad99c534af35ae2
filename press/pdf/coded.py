"""A finished document once more, with its QR code leading somewhere else: a copy for each place.

Only the code's own squares differ, so what was laid out, checked and tagged stays as it is.
"""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from press import qr

_PATH = {"m", "l", "h", "re"}


def with_code(data: bytes, url: str) -> bytes:
    """The document with `url` in its one figure; one without a figure stays as it is.

    It is one that `render` has made, and no copy. The same document and address give the same
    bytes. Raises pikepdf.PdfError for what is no PDF.
    """
    with pikepdf.open(io.BytesIO(data)) as document:
        figures = list(_figures(document.Root.StructTreeRoot)) if _is_tagged(document) else []
        if len(figures) != 1:
            return data
        (figure,) = figures
        page = pikepdf.Page(figure.Pg)
        drawn = list(_redrawn(page, int(figure.K[0]), url))
        page.obj.Contents = document.make_stream(pikepdf.unparse_content_stream(drawn))
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
        return out.getvalue()


def _is_tagged(document: pikepdf.Pdf) -> bool:
    return "/StructTreeRoot" in document.Root


def _figures(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if kid["/S"] == "/Figure":
                yield kid
            else:
                yield from _figures(kid)


def _redrawn(page: pikepdf.Page, mark: int, url: str) -> Iterator[Any]:
    """The page's instructions. A code is a white square and then its black ones, filled at once:
    their path gives way to that of the new one, in the former one's measure."""
    instructions = list(pikepdf.parse_content_stream(page))
    begin = next(at for at, one in enumerate(instructions) if _begins(one, mark))
    end = next(at for at in range(begin, len(instructions)) if _is(instructions[at], "EMC"))
    fills = [at for at in range(begin, end) if _is(instructions[at], "f")]
    white, black = fills[-2:]
    first = next(at for at in range(white + 1, black) if _is(instructions[at], *_PATH))
    side = instructions[white - 1].operands[2]
    yield from instructions[:first]
    yield from _squares(url, side)
    yield from instructions[black:]


def _begins(instruction: Any, mark: int) -> bool:
    return _is(instruction, "BDC") and instruction.operands[1].get("/MCID") == mark


def _is(instruction: Any, *operators: str) -> bool:
    return str(instruction.operator) in operators


def _squares(url: str, side: Any) -> Iterator[Any]:
    whole, runs = qr.squares(url)
    scale = round(float(side) / whole, 6)
    yield _instruction([scale, 0, 0, scale, 0, 0], "cm")
    for left, top, width in runs:
        yield _instruction([left, top, width, 1], "re")


def _instruction(operands: list[float], operator: str) -> Any:
    return pikepdf.ContentStreamInstruction(operands, pikepdf.Operator(operator))
