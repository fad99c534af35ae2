"""Cards of an issue for sharing: pictures with words, no photograph, the same bytes each time."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from bulletins.content import Issue
from bulletins.outputs import front
from press.lettering import Lettering

WIDE, TALL = (1200, 630), (1080, 1920)
INK, PAPER, STONE, RED, BAR, YELLOW, WHITE = (
    "#1F1A17", "#F6F1E9", "#E7DCCB", "#A3161D", "#7A0F15", "#FFC83D", "#FFFFFF",
)  # fmt: skip
COLOURS = 96
"""Of the finished picture: all of ours, and the steps between them at the edges of letters."""
# The mark of the portal, a plain gate, in its own square of 24.
GATE = (
    (4, 21), (4, 8), (7.2, 8), (7.2, 10.6), (10.2, 10.6), (10.2, 8), (13.8, 8), (13.8, 10.6),
    (16.8, 10.6), (16.8, 8), (20, 8), (20, 21), (15, 21), (15, 16.5), (14.6, 15), (13.5, 13.9),
    (12, 13.5), (10.5, 13.9), (9.4, 15), (9, 16.5), (9, 21), (4, 21),
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """Where things stand on a card, in pixels."""

    size: tuple[int, int]
    margin: int
    band: int
    name: int
    title: int
    sentences: Sequence[tuple[int, int]]
    """(size of the letters, how many sentences), tried in this order until they fit."""
    most: int
    gap: int
    foot: int
    call: int


WIDE_PLAN = Plan(
    size=WIDE, margin=60, band=88, name=30, title=58, most=3, gap=18, foot=104, call=46,
    sentences=((50, 3), (44, 3), (38, 3), (34, 3), (38, 2), (34, 2), (30, 2), (34, 1), (28, 1), (24, 1)),
)  # fmt: skip
TALL_PLAN = Plan(
    size=TALL, margin=80, band=200, name=40, title=96, most=3, gap=56, foot=330, call=92,
    sentences=((88, 3), (76, 3), (66, 3), (58, 3), (50, 3), (58, 2), (44, 2), (44, 1), (36, 1)),
)  # fmt: skip


def wide(issue: Issue) -> bytes:
    """PNG, 1200 × 630: for links."""
    return _drawn(issue, WIDE_PLAN)


def tall(issue: Issue) -> bytes:
    """PNG, 1080 × 1920: for a telephone's whole screen."""
    return _drawn(issue, TALL_PLAN)


def _drawn(issue: Issue, plan: Plan) -> bytes:
    picture = Image.new("RGB", plan.size, PAPER)
    pen = ImageDraw.Draw(picture)
    with translation.override(issue.language):
        _head(pen, issue, plan)
        _foot(pen, issue, plan)
        _body(pen, issue, plan)
    out = io.BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _head(pen: ImageDraw.ImageDraw, issue: Issue, plan: Plan) -> None:
    width, height = plan.size[0], plan.band
    pen.rectangle((0, 0, width, height), fill=BAR)
    pen.rectangle((0, height, width, height + 10), fill=YELLOW)
    scale = plan.name * 1.7 / 24
    start = plan.margin if issue.direction == "ltr" else width - plan.margin - 24 * scale
    middle = height / 2
    points = [(start + x * scale, middle + (y - 14.5) * scale) for x, y in GATE]
    line = max(3, round(1.7 * scale))
    pen.line(points, fill=WHITE, width=line, joint="curve")
    base = middle + 6.5 * scale
    pen.line(((start + 2.5 * scale, base), (start + 21.5 * scale, base)), fill=WHITE, width=line)
    room = round(width - 2 * plan.margin - 30 * scale)
    words = _fitting(issue, issue.council.name, (plan.name, plan.name - 4, plan.name - 8), room)
    words.line(
        pen, issue.council.name, at=(_edge(issue, plan, round(30 * scale)), middle), fill=WHITE
    )


def _body(pen: ImageDraw.ImageDraw, issue: Issue, plan: Plan) -> None:
    room = plan.size[0] - 2 * plan.margin
    top: float = plan.band + 10 + plan.gap
    sizes = range(plan.title, plan.title // 2, -4)
    title = _fitting(issue, issue.title, tuple(sizes), room)
    top = title.paragraph(
        pen, title.wrapped(issue.title, room), at=(_edge(issue, plan), top), fill=RED
    )
    if label := _label(issue):
        small = Lettering(issue.language, round(plan.name * 0.8), bold=True)
        top = small.paragraph(
            pen, small.wrapped(label, room), at=(_edge(issue, plan), top), fill=INK
        )
    top += plan.gap
    bottom = plan.size[1] - plan.foot - plan.gap // 2
    _sentences(pen, issue, plan, (top, bottom))


def _sentences(
    pen: ImageDraw.ImageDraw, issue: Issue, plan: Plan, between: tuple[float, float]
) -> None:
    """As many whole sentences as fit, as large as they fit: none is cut."""
    indent = 34 if plan.size == WIDE else 46
    room = plan.size[0] - 2 * plan.margin - indent
    for size, most in plan.sentences:
        words = Lettering(issue.language, size, bold=True)
        wrapped = [words.wrapped(text, room) for text in front.printed(issue, most)]
        tall = sum(map(words.height, wrapped)) + plan.gap * (len(wrapped) - 1)
        wide = all(words.width(line) <= room for lines in wrapped for line in lines)
        if wide and tall <= between[1] - between[0]:
            break
    else:
        return
    top = between[0]
    for lines in wrapped:
        end = top + words.height(lines)
        edge = _edge(issue, plan)
        sign = 10 if issue.direction == "ltr" else -10
        pen.rectangle((min(edge, edge + sign), top + 4, max(edge, edge + sign), end - 4), fill=RED)
        words.paragraph(pen, lines, at=(_edge(issue, plan, indent), top), fill=INK)
        top = end + plan.gap


def _foot(pen: ImageDraw.ImageDraw, issue: Issue, plan: Plan) -> None:
    """Whom to call in danger, and where to read on."""
    width, height = plan.size
    top, room = height - plan.foot, width - 2 * plan.margin
    pen.rectangle((0, top, width, height), fill=RED)
    call = _("Emergency: %(number)s") % {"number": front.EMERGENCY}
    big = _fitting(issue, call, (plan.call, plan.call - 8), room)
    where = front.plain_address(issue).rstrip("/")
    if plan.size == TALL:
        big.line(pen, call, at=(_edge(issue, plan), top + plan.foot * 0.33), fill=WHITE)
        small = _fitting(issue, where, range(44, 18, -2), room, left_to_right=True)
        small.line(pen, where, at=(_edge(issue, plan), top + plan.foot * 0.7), fill=WHITE)
        return
    big.line(pen, call, at=(_edge(issue, plan), top + plan.foot / 2), fill=WHITE)
    left = room - big.width(call) - plan.margin
    small = _fitting(issue, where, range(30, 12, -2), left, left_to_right=True)
    small.line(
        pen, where, at=(_far_edge(issue, plan), top + plan.foot / 2), fill=WHITE, from_end=True
    )


def _fitting(
    issue: Issue, text: str, sizes: Sequence[int], room: float, *, left_to_right: bool = False
) -> Lettering:
    """The largest of the sizes in which the text is one line; else the smallest."""
    for size in sizes:
        words = Lettering(issue.language, size, bold=True, left_to_right=left_to_right)
        if words.width(text) <= room:
            break
    return words


def _label(issue: Issue) -> str:
    if issue.demonstration:
        return _("DEMONSTRATION – invented data")
    if issue.origin == "archive":
        return _("Archive issue, put together later from public sources")
    return ""


def _edge(issue: Issue, plan: Plan, indent: int = 0) -> int:
    """Where a line of the language begins."""
    start = plan.margin + indent
    return start if issue.direction == "ltr" else plan.size[0] - start


def _far_edge(issue: Issue, plan: Plan) -> int:
    return plan.size[0] - plan.margin if issue.direction == "ltr" else plan.margin
