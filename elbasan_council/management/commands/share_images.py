"""The picture that stands beside a link to any public page: one a language, kept as a static file."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from bulletins.outputs.cards import BAR, COLOURS, GATE, INK, PAPER, RED, WHITE, WIDE, YELLOW
from languages import LANGUAGES, direction
from press.lettering import Lettering

# As the glossary has it; a city's own name stands on its bulletins' cards.
COUNCIL = {
    "sq": "Këshilli Vendor i Sigurisë Publike",
    "en": "Local Public Safety Council",
    "ar": "المجلس المحلي للسلامة العامة",
}
MARGIN, BAND, FOOT, MARK = 70, 150, 130, 4.4


class Command(BaseCommand):
    help = "Draws the pictures of links anew, into the static files of the checkout."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.BASE_DIR / "elbasan_council" / "static" / "portal" / "share"
        folder.mkdir(exist_ok=True)
        for language in LANGUAGES:
            _draw(language, folder / f"{language}.png")
            self.stdout.write(f"{language}.png")


def _draw(language: str, path: Path) -> None:
    picture = Image.new("RGB", WIDE, PAPER)
    pen = ImageDraw.Draw(picture)
    width, height = WIDE
    backwards = direction(language) == "rtl"
    edge = width - MARGIN if backwards else MARGIN
    pen.rectangle((0, 0, width, BAND), fill=BAR)
    pen.rectangle((0, BAND, width, BAND + 12), fill=YELLOW)
    pen.rectangle((0, height - FOOT, width, height), fill=RED)
    _mark(pen, edge - 24 * MARK if backwards else edge)
    beside = edge - 28 * MARK if backwards else edge + 28 * MARK
    with translation.override(language):
        name = Lettering(language, 44, bold=True)
        name.line(pen, COUNCIL[language], at=(beside, BAND / 2), fill=WHITE)
        words = Lettering(language, 72, bold=True)
        lines = words.wrapped(
            _("What was promised, what was done, whom to call"), width - 2 * MARGIN
        )
        top = BAND + 12 + (height - FOOT - BAND - 12 - words.height(lines)) / 2
        words.paragraph(pen, lines, at=(edge, top), fill=INK)
        call = Lettering(language, 56, bold=True)
        said = _("Emergency: %(number)s") % {"number": "112"}
        call.line(pen, said, at=(edge, height - FOOT / 2), fill=WHITE)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, "PNG", optimize=True)


def _mark(pen: ImageDraw.ImageDraw, start: float) -> None:
    """The gate of the portal, in its own square of 24."""
    top = BAND / 2 - 14.5 * MARK
    points = [(start + x * MARK, top + y * MARK) for x, y in GATE]
    pen.line(points, fill=WHITE, width=7, joint="curve")
    base = top + 21 * MARK
    pen.line(((start + 2.5 * MARK, base), (start + 21.5 * MARK, base)), fill=WHITE, width=7)
