"""Make the TTF files of this folder from the woff2 subsets of two npm packages (see README.md).

usage: python join.py <package of noto-sans> <package of vazirmatn> <target folder>
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont
from fontTools.ttLib.woff2 import decompress


def join(sources: list[Path], target: Path) -> None:
    """Write one font with the glyphs of all sources; names and line metrics are the first one's."""
    with tempfile.TemporaryDirectory() as folder:
        parts = [str(Path(folder) / f"{source.stem}.ttf") for source in sources]
        for source, part in zip(sources, parts, strict=True):
            decompress(str(source), part)
        font = Merger(options=Options(drop_tables=["STAT", "prep", "gasp"])).merge(parts)
        first = TTFont(parts[0], recalcTimestamp=False)
        font.recalcTimestamp = False
        font["head"].created, font["head"].modified = first["head"].created, first["head"].modified
        for metric in ("ascent", "descent", "lineGap"):
            setattr(font["hhea"], metric, getattr(first["hhea"], metric))
        font.save(target)


def main(noto: Path, vazirmatn: Path, target: Path) -> None:
    for weight, name in ((400, "Regular"), (700, "Bold")):
        join(
            [
                noto / f"files/noto-sans-{subset}-{weight}-normal.woff2"
                for subset in ("latin", "latin-ext")
            ],
            target / f"NotoSans-{name}.ttf",
        )
        join(
            [
                vazirmatn / f"files/vazirmatn-{subset}-{weight}-normal.woff2"
                for subset in ("arabic", "latin")
            ],
            target / f"Vazirmatn-{name}.ttf",
        )


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
