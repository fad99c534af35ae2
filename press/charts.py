"""Charts as SVG, for pages and documents alike.

Written by hand because the PDF engine does not shape Arabic inside SVG and a page's content
security policy allows no style attributes. A chart never stands alone: print its data table
beside it.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz

MOST_BARS = 6
TONES = {"neutral": "#5B524C", "done": "#3F5A2A", "on_time": "#1B4F8A", "late": "#8A4B00"}
INK, LINE = "#1F1A17", "#8A7F74"

_FONTS = Path(__file__).parent / "fonts"
_LEFT_TO_RIGHT = re.compile(r"[0-9A-Za-zÀ-ɏ]+(?:[\u00a0 .,:/+-]+[0-9A-Za-zÀ-ɏ]+)*")
_LABEL_SIZE = 13
_ROW, _BAR, _VALUE_SPACE, _BAND_SPACE = 42, 16, 46, 64


class Bar(NamedTuple):
    """One bar: its label, a whole number ≥ 0, a tone of `TONES`, and what is written at its end."""

    label: str
    value: int
    tone: str = "neutral"
    band: str = ""
    """Instead of the number, such as `5–9`."""


def bars(
    items: Sequence[Any],
    *,
    title: str,
    language: str,
    direction: str = "",
    width: int = 480,
    outlined: bool = True,
) -> str:
    """Horizontal bars, at most six, from the reader's side of the page.

    `items` are `Bar`s, or objects or mappings with label, value, tone and band. `title` is one sentence
    that says what the chart shows: it becomes `<title>`. In a right-to-left language the axis is
    mirrored and the labels are outlines, which documents and letters need, or text where not
    `outlined`: a browser shapes it, and it is a tenth of the bytes. The figures stay text. Raises
    ValueError for more than six bars, none, or a negative value.
    """
    chart = [_bar(item) for item in items]
    if not 1 <= len(chart) <= MOST_BARS:
        raise ValueError(f"A chart has 1 to {MOST_BARS} bars, not {len(chart)}.")
    if any(bar.value < 0 for bar in chart):
        raise ValueError("A bar cannot be negative.")
    rtl = (direction or ("rtl" if language == "ar" else "ltr")) == "rtl"
    height = len(chart) * _ROW + 2
    longest = max(1, *(bar.value for bar in chart))
    axis = width - 1 if rtl else 1
    space = width - (_BAND_SPACE if any(bar.band for bar in chart) else _VALUE_SPACE)
    rows = [
        _row(bar, index * _ROW, round(space * bar.value / longest), width, rtl, outlined)
        for index, bar in enumerate(chart)
    ]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img"'
        f' width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f"<title>{escape(title)}</title>{''.join(rows)}"
        f'<path d="M{axis} 0V{height}" stroke="{LINE}" stroke-width="1.5" fill="none"/></svg>'
    )


def _bar(item: Any) -> Bar:
    if isinstance(item, Mapping):
        parts = (item["label"], item["value"], item.get("tone"), item.get("band"))
    else:
        parts = (item.label, item.value, *(getattr(item, name, "") for name in ("tone", "band")))
    label, value, tone, band = parts
    return Bar(str(label), int(value), str(tone or "neutral"), str(band or ""))


def _row(bar: Bar, top: int, length: int, width: int, rtl: bool, outlined: bool) -> str:
    """Label above, bar below, figure at the bar's end."""
    colour = TONES.get(bar.tone, TONES["neutral"])
    label_line, bar_top = top + 14, top + 20
    start = width - 2 - length if rtl else 2
    label = (
        _outlines(bar.label, width - 8, label_line)
        if rtl and outlined
        else _text(bar.label, width - 8 if rtl else 8, label_line, _LABEL_SIZE, 400, "start", rtl)
    )
    figure_x = width - 2 - length - 8 if rtl else 2 + length + 8
    figure = _text(
        bar.band or str(bar.value), figure_x, bar_top + 14, 15, 700, "end" if rtl else "start"
    )
    shape = f'<rect x="{start}" y="{bar_top}" width="{length}" height="{_BAR}" fill="{colour}"/>'
    return label + (shape if length else "") + figure


def _text(text: str, x: int, y: int, size: int, weight: int, anchor: str, rtl: bool = False) -> str:
    direction = "rtl" if rtl else "ltr"
    return (
        f'<text x="{x}" y="{y}" font-family="Noto Sans, sans-serif" font-size="{size}"'
        f' font-weight="{weight}" text-anchor="{anchor}" direction="{direction}" fill="{INK}">'
        f"{escape(text)}</text>"
    )


def _outlines(text: str, right: float, baseline: float) -> str:
    """A right-to-left line as one path that ends at `right`.

    Digits and Latin words inside it keep their own direction: runs are laid from the right in
    reading order, and each run is shaped by itself.
    """
    scale = _LABEL_SIZE * 1.05 / _font().face.upem
    cursor = right
    glyphs = []
    for run, direction in _runs(text):
        buffer = uharfbuzz.Buffer()
        buffer.add_str(run)
        buffer.direction = direction
        buffer.script = "Arab" if direction == "rtl" else "Latn"
        buffer.language = "ar" if direction == "rtl" else "en"
        uharfbuzz.shape(_font(), buffer)
        positions = buffer.glyph_positions
        cursor -= sum(position.x_advance for position in positions) * scale
        x = cursor
        for info, position in zip(buffer.glyph_infos, positions, strict=True):
            if info.codepoint == 0:
                raise ValueError(f"The chart's font has no glyph for a letter of “{text}”.")
            outline = _outline(info.codepoint)
            if outline:
                left, up = x + position.x_offset * scale, baseline - position.y_offset * scale
                glyphs.append(
                    f'<path transform="translate({left:.2f} {up:.2f})'
                    f' scale({scale:.5f} -{scale:.5f})" d="{outline}"/>'
                )
            x += position.x_advance * scale
    return f'<g fill="{INK}">{"".join(glyphs)}</g>'


def _runs(text: str) -> list[tuple[str, str]]:
    """The text in reading order as (run, direction)."""
    runs, end = [], 0
    for match in _LEFT_TO_RIGHT.finditer(text):
        if match.start() > end:
            runs.append((text[end : match.start()], "rtl"))
        runs.append((match.group(), "ltr"))
        end = match.end()
    if end < len(text):
        runs.append((text[end:], "rtl"))
    return runs


@cache
def _font() -> uharfbuzz.Font:
    blob = uharfbuzz.Blob.from_file_path(str(_FONTS / "Vazirmatn-Regular.ttf"))
    return uharfbuzz.Font(uharfbuzz.Face(blob))


@cache
def _outline(glyph: int) -> str:
    """A glyph's path in font units."""
    pen = uharfbuzz.DrawFuncs()
    parts: list[str] = []
    pen.set_move_to_func(lambda x, y, _: parts.append(f"M{x:g} {y:g}"))
    pen.set_line_to_func(lambda x, y, _: parts.append(f"L{x:g} {y:g}"))
    pen.set_quadratic_to_func(lambda a, b, x, y, _: parts.append(f"Q{a:g} {b:g} {x:g} {y:g}"))
    pen.set_cubic_to_func(
        lambda a, b, c, d, x, y, _: parts.append(f"C{a:g} {b:g} {c:g} {d:g} {x:g} {y:g}")
    )
    pen.set_close_path_func(lambda _: parts.append("Z"))
    _font().draw_glyph(glyph, pen, None)
    return "".join(parts)
