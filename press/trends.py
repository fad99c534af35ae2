"""A small chart of months as SVG: a column each, the newest last. Print its table beside it.

What is not known has no column; what is hidden has an outline of one height, whatever it hides.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from press.charts import INK, LINE, TONES

WIDTH, HEIGHT = 360, 120
_TOP, _BOTTOM, _STUB = 18, 22, 8


class Column(NamedTuple):
    label: str
    """Short, such as `11/2026`; only the first and the last are written."""
    value: int | None
    """A whole number ≥ 0; None where it is hidden or not known."""
    hidden: bool = False


def columns(items: Sequence[Column], *, title: str, target: int | None = None) -> str:
    """`title` is one sentence that says what is shown: it becomes `<title>`. From left to right.

    Raises ValueError for no column or a negative value.
    """
    if not items or any(item.value is not None and item.value < 0 for item in items):
        raise ValueError("A chart has columns, and none below nought.")
    most = max(1, target or 0, *(item.value or 0 for item in items))
    space, base = HEIGHT - _TOP - _BOTTOM, HEIGHT - _BOTTOM
    step = WIDTH / len(items)
    drawn = [
        _column(item, step * place, step, round(space * (item.value or 0) / most), base)
        for place, item in enumerate(items)
    ]
    line = f'<path d="M0 {base}H{WIDTH}" stroke="{LINE}" stroke-width="1.5" fill="none"/>'
    if target:
        top = base - round(space * target / most)
        line += (
            f'<path d="M0 {top}H{WIDTH}" stroke="{LINE}" stroke-width="1.5"'
            ' stroke-dasharray="6 4" fill="none"/>'
        )
    ends = _text(items[0].label, 0, HEIGHT - 5, "start")
    if len(items) > 1:
        ends += _text(items[-1].label, WIDTH, HEIGHT - 5, "end")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart chart--trend" role="img"'
        f' width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"<title>{escape(title)}</title>{''.join(drawn)}{line}{ends}</svg>"
    )


def _column(item: Column, left: float, step: float, height: int, base: int) -> str:
    x, width = round(left + step * 0.15, 1), round(step * 0.7, 1)
    if item.hidden:
        return (
            f'<rect x="{x}" y="{base - _STUB}" width="{width}" height="{_STUB}" fill="none"'
            f' stroke="{LINE}" stroke-width="1.5" stroke-dasharray="3 2"/>'
        )
    if not item.value:
        return ""
    tall = max(height, 1)
    colour = TONES["on_time"]
    return f'<rect x="{x}" y="{base - tall}" width="{width}" height="{tall}" fill="{colour}"/>'


def _text(text: str, x: int, y: int, anchor: str) -> str:
    return (
        f'<text x="{x}" y="{y}" font-family="Noto Sans, sans-serif" font-size="13"'
        f' text-anchor="{anchor}" direction="ltr" fill="{INK}">{escape(text)}</text>'
    )
