"""How Word sets a text: what is bold, where a link leads, which paragraphs are entries of a list."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from press.html import SCHEMES
from press.marks import Piece

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OFF = frozenset({"0", "false", "off", "none"})
_BOLD = (f"{_W}b", f"{_W}bCs")
_ITALIC = (f"{_W}i", f"{_W}iCs")
"""Of letters from left to right, and of Arabic ones."""
_LIST_STYLE = re.compile(r"List(Bullet|Number)([2-9]?)")
"""Word's own styles, of the first level and of deeper ones."""
MOST_LEVELS = 8


@dataclass(frozen=True)
class Setting:
    links: Mapping[str, str]
    """Where a link leads, by its number in the document."""
    lists: Mapping[tuple[str, str], str]
    """How the entries of a list are counted, by list and level."""

    def look_of(self, part: Element, look: Piece) -> Piece:
        if part.tag == f"{_W}hyperlink":
            return look._replace(href=self.links.get(part.get(f"{_R}id", ""), ""))
        properties = part.find(f"{_W}rPr") if part.tag == f"{_W}r" else None
        if properties is None:
            return look
        style = _value(properties.find(f"{_W}rStyle"))
        bold, italic = _said(properties, _BOLD), _said(properties, _ITALIC)
        return look._replace(
            bold=style == "Strong" if bold is None else bold,
            italic=style == "Emphasis" if italic is None else italic,
        )

    def mark_of(self, paragraph: Element) -> str:
        """What `press.marks` writes before a heading or an entry; "" of any other paragraph."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return ""
        style = _value(properties.find(f"{_W}pStyle"))
        if style.startswith("Heading"):
            return "# "
        level = _value(properties.find(f"{_W}numPr/{_W}ilvl")) or "0"
        counted = self.lists.get((_value(properties.find(f"{_W}numPr/{_W}numId")), level))
        if listed := _LIST_STYLE.fullmatch(style):
            counted = counted or ("bullet" if listed[1] == "Bullet" else "decimal")
            level = str(int(listed[2]) - 1) if listed[2] and level == "0" else level
        if counted is None or counted == "none":
            return ""
        deep = min(int(level), MOST_LEVELS) if level.isdecimal() and len(level) < 3 else 0
        return "  " * deep + ("- " if counted == "bullet" else "1. ")


def read(links: Element, lists: Element) -> Setting:
    """From the roots of the parts that say it; an empty one says nothing."""
    leads = {
        each.get("Id", ""): each.get("Target", "")
        for each in links
        if each.get("Target", "").partition(":")[0].lower() in SCHEMES
    }
    kinds = {
        each.get(f"{_W}abstractNumId", ""): {
            level.get(f"{_W}ilvl", ""): _value(level.find(f"{_W}numFmt"))
            for level in each.findall(f"{_W}lvl")
        }
        for each in lists.findall(f"{_W}abstractNum")
    }
    counted = {
        (each.get(f"{_W}numId", ""), level): how
        for each in lists.findall(f"{_W}num")
        for level, how in kinds.get(_value(each.find(f"{_W}abstractNumId")), {}).items()
    }
    return Setting(leads, counted)


def _said(properties: Element, names: tuple[str, ...]) -> bool | None:
    """None where nothing is said of it."""
    found = [each for name in names if (each := properties.find(name)) is not None]
    return any(_value(each) not in _OFF for each in found) if found else None


def _value(element: Element | None) -> str:
    return element.get(f"{_W}val", "") if element is not None else ""
