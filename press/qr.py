"""QR codes as SVG."""

from collections.abc import Iterator
from html import escape

import segno

QUIET_ZONE = 4
"""Modules of white around the code (ISO/IEC 18004)."""


def svg(url: str, *, title: str = "", size: str = "") -> str:
    """A black code on white, error correction level M.

    `title` is what a screen reader says (default: the address); `size` is a length such as "28mm"
    for both sides, otherwise the stylesheet decides. Print it at 25 mm or more, with the address
    beside it. No style attribute, so that it also passes a page's content security policy.
    """
    side, runs = squares(url)
    path = "".join(f"M{left} {top}h{width}v1h-{width}z" for left, top, width in runs)
    dimensions = f' width="{escape(size)}" height="{escape(size)}"' if size else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" role="img"{dimensions}'
        f' viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f"<title>{escape(title or url)}</title>"
        f'<rect width="{side}" height="{side}" fill="#ffffff"/>'
        f'<path fill="#000000" d="{path}"/></svg>'
    )


def squares(url: str) -> tuple[int, list[tuple[int, int, int]]]:
    """The side in modules, its quiet zone included, and (left, top, width) of each run of dark
    modules in a row, from the upper left corner."""
    code = segno.make(url, error="m", boost_error=False, micro=False)
    rows = [list(row) for row in code.matrix]
    return len(rows) + 2 * QUIET_ZONE, list(_runs(rows))


def _runs(rows: list[list[int]]) -> Iterator[tuple[int, int, int]]:
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                yield start + QUIET_ZONE, y + QUIET_ZONE, x - start
            x += 1
