"""The demonstration's picture: drawn here, so that nobody is shown and it is ours to give away."""

import math

from PIL import Image, ImageDraw

SIZE = (1280, 640)
FINER = 2
"""Drawn twice as large and made smaller: edges become smooth."""
SKY, SUN, ROAD = "#DCE8EF", "#FFC83D", "#E7DCCB"
HILLS = ("#B9C4A0", "#8FA174", "#5F7A44")
TREE, TRUNK, WALL, ROOF, WINDOW = "#3F5A2A", "#5B524C", "#FFFFFF", "#A3161D", "#1B4F8A"


def hills() -> Image.Image:
    """Houses on hills, trees, and a road between them."""
    width, height = (side * FINER for side in SIZE)
    picture = Image.new("RGB", (width, height), SKY)
    pen = ImageDraw.Draw(picture)
    pen.ellipse(_box(1010, 60, 130, 130), fill=SUN)
    for number, colour in enumerate(HILLS):
        ridge = [(x, _ridge(number, x)) for x in range(0, width + 1, 8)]
        pen.polygon([*ridge, (width, height), (0, height)], fill=colour)
    pen.polygon(_road(), fill=ROAD)
    for x, y, size in ((150, 330, 74), (880, 300, 66), (1010, 350, 84), (420, 420, 96)):
        _house(pen, x, y, size)
    for x, y, size in ((70, 380, 60), (300, 400, 70), (760, 340, 56), (1160, 420, 84)):
        _tree(pen, x, y, size)
    return picture.resize(SIZE, Image.Resampling.LANCZOS)


def _ridge(number: int, x: int) -> float:
    """The height of a hill's edge: the nearer, the lower."""
    wave = math.sin(x / (380 + 90 * number) / FINER * 2 + number * 2.1)
    return FINER * (250 + 110 * number - (70 - 14 * number) * wave)


def _road() -> list[tuple[float, float]]:
    """From the lower edge to the hills, narrower the further away."""
    steps = [step / 40 for step in range(41)]
    middle = [(640 + 190 * math.sin(step * 4.4), 640 - 250 * step) for step in steps]
    half = [70 * (1 - step) ** 1.6 + 4 for step in steps]
    left = [(x - wide, y) for (x, y), wide in zip(middle, half, strict=True)]
    right = [(x + wide, y) for (x, y), wide in zip(middle, half, strict=True)]
    return [(x * FINER, y * FINER) for x, y in [*left, *reversed(right)]]


def _house(pen: ImageDraw.ImageDraw, x: int, y: int, size: int) -> None:
    pen.rectangle(_box(x, y, size, size * 0.7), fill=WALL)
    eaves = [(x - size * 0.12, y), (x + size / 2, y - size * 0.42), (x + size * 1.12, y)]
    pen.polygon([(a * FINER, b * FINER) for a, b in eaves], fill=ROOF)
    for side in (0.16, 0.6):
        pen.rectangle(_box(x + size * side, y + size * 0.2, size * 0.22, size * 0.24), fill=WINDOW)


def _tree(pen: ImageDraw.ImageDraw, x: int, y: int, size: int) -> None:
    pen.rectangle(_box(x + size * 0.45, y + size * 0.5, size * 0.12, size * 0.6), fill=TRUNK)
    for across, down in ((0, 0.1), (0.4, 0.1), (0.2, -0.14)):
        pen.ellipse(_box(x + size * across, y + size * down, size * 0.62, size * 0.56), fill=TREE)


def _box(x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    return x * FINER, y * FINER, (x + width) * FINER, (y + height) * FINER
