"""Free text as lines that survive a table in Word: headings and lists by a mark, the rest as typed.

    # heading      - entry      1. numbered entry

An empty line parts paragraphs. Bold, links and the like stay elements.
"""

import re
from collections.abc import Iterator

from press.html import clean

_BLOCK = re.compile(r"<(p|h3)>(.*?)</\1>|<(ul|ol)>((?:\s*<li>.*?</li>\s*)+)</\3>", re.DOTALL)
_ENTRY = re.compile(r"<li>(.*?)</li>", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>")
_PARTS = re.compile(r"</?(?:p|h3|ul|ol|li)\b")
_MARK = re.compile(r"(# |- |\d+\. )")
_NAMES = {"# ": "h3", "- ": "ul"}


def with_marks(html: str) -> str:
    """As lines; HTML that these marks cannot say stays HTML."""
    lines = "\n\n".join(_lines(html))
    return lines if without_marks(lines) == html else html


def without_marks(text: str) -> str:
    """The HTML of such lines; of HTML the same, cleaned."""
    text = text.strip()
    if _PARTS.search(text):
        return clean(text)
    return clean("".join(_elements(text)))


def _lines(html: str) -> Iterator[str]:
    for name, words, listed, entries in _BLOCK.findall(html):
        if listed:
            mark = "- " if listed == "ul" else "1. "
            yield "\n".join(mark + entry for entry in _ENTRY.findall(entries))
        else:
            yield ("# " if name == "h3" else "") + _BREAK.sub("\n", words)


def _elements(text: str) -> Iterator[str]:
    for part in filter(str.strip, re.split(r"\n\s*\n", text)):
        lines = part.strip().split("\n")
        while lines:
            name = _name(lines[0])
            same = next((n for n, line in enumerate(lines) if _name(line) != name), len(lines))
            count = 1 if name == "h3" else same
            yield _element(name, [_MARK.sub("", line, count=1) if name else line
                                  for line in lines[:count]])  # fmt: skip
            lines = lines[count:]


def _name(line: str) -> str:
    found = _MARK.match(line)
    return _NAMES.get(found[1], "ol") if found else ""


def _element(name: str, lines: list[str]) -> str:
    if name in ("ul", "ol"):
        return f"<{name}>{''.join(f'<li>{line.strip()}</li>' for line in lines)}</{name}>"
    name = name or "p"
    return f"<{name}>{'<br>'.join(line.strip() for line in lines)}</{name}>"
