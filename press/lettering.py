"""Words in a picture, in the bundled fonts: shaped, joined and ordered as their language writes them.

Pillow does it with Raqm (in its wheel) and FriBidi, which comes to a machine with Pango.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from PIL import ImageDraw, ImageFont, features

from press.pdf import fonts
from press.pdf.errors import MissingLibrary

_FAMILY = {"ar": "Vazirmatn"}
_LEADING = {"ar": 1.5}
_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")


class Lettering:
    """One size and weight of a language's letters. Raises MissingLibrary, MissingFonts."""

    def __init__(
        self, language: str, size: int, *, bold: bool = False, left_to_right: bool = False
    ) -> None:
        """`left_to_right` for what is so in every language, such as an address."""
        name = f"{_FAMILY.get(language, 'NotoSans')}-{'Bold' if bold else 'Regular'}.ttf"
        self._font = _font(name, size)
        self._backwards = language == "ar"
        direction = "rtl" if self._backwards and not left_to_right else "ltr"
        self._way: dict[str, Any] = {"direction": direction, "language": language}
        self.leading = round(size * _LEADING.get(language, 1.25))

    def width(self, text: str) -> float:
        return float(self._font.getlength(_whole(text), **self._way))

    def height(self, lines: Sequence[str]) -> int:
        return self.leading * len(lines)

    def wrapped(self, text: str, room: float) -> list[str]:
        """The text in lines that are not wider than `room`, unless one word is. No word is cut."""
        lines: list[str] = []
        for word in _whole(text).split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def line(
        self,
        pen: ImageDraw.ImageDraw,
        text: str,
        *,
        at: tuple[float, float],
        fill: str,
        from_end: bool = False,
    ) -> None:
        """One line whose middle is at the height given; it begins there, or ends there."""
        side = "r" if self._backwards != from_end else "l"
        pen.text(at, _whole(text), font=self._font, fill=fill, anchor=f"{side}m", **self._way)

    def paragraph(
        self,
        pen: ImageDraw.ImageDraw,
        lines: Sequence[str],
        *,
        at: tuple[float, float],
        fill: str,
    ) -> float:
        """Lines one below the other from a top edge; gives the bottom edge."""
        edge, top = at
        for line in lines:
            self.line(pen, line, at=(edge, top + self.leading / 2), fill=fill)
            top += self.leading
        return top


def _whole(text: str) -> str:
    """Groups of a number stay together, and so in their order."""
    return _BETWEEN_DIGITS.sub("\u00a0", text)


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    if not (features.check("raqm") and features.check("fribidi")):
        raise MissingLibrary("Cards need FriBidi: run “apt-get install libfribidi0”.")
    fonts.check()
    path = str(fonts.FOLDER / name)
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)
