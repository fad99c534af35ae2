"""Free text through a table in Word: headings and lists by a mark, bold, italics and links as Word's.

    # heading      - entry      1. numbered entry      two spaces more: an entry inside the one above

An empty line parts paragraphs. What neither marks nor Word can say (another direction, a language)
stays an element in the text.
"""

import html as entities
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import groupby
from typing import NamedTuple

from press.html import clean, words_of

_PARTS = re.compile(r"</?(?:p|h3|ul|ol|li)\b")
_SHAPING = re.compile(r'<(p|h3|ul|ol|li|bdi)\b|href="([^"]*)"')
_LISTED = re.compile(r"( *)(- |\d+\. )(.*)", re.DOTALL)
_HEADING = "# "
_ELEMENT = re.compile(r"(</?(?:p|h3|ul|ol|li|strong|em|a|bdi|br)\b[^<>]*>)")
_MARKS = {"ul": "- ", "ol": "1. "}


class Piece(NamedTuple):
    """Some words of a text, set alike."""

    text: str
    """With `\\n` where a line ends."""
    bold: bool = False
    italic: bool = False
    href: str = ""


def pieces(html: str) -> list[Piece]:
    """A free text as Word gets it; HTML that cannot be said so stays HTML."""
    lines = with_marks(html)
    if _PARTS.search(lines):
        return [Piece(html)]
    found = list(_joined(_Inline(lines).found))
    return found if _shape(without_marks(inline(found))) == _shape(html) else [Piece(html)]


def inline(found: Iterable[Piece]) -> str:
    """Pieces, as they come from Word, as lines with elements; of HTML that stayed HTML the same."""
    found = list(found)
    text = "".join(each.text for each in found)
    return text if _PARTS.search(text) else _set(_joined(found))


def as_brought(html: str) -> str:
    """The same free text as it comes back from Word where nobody has touched it."""
    return without_marks(inline(pieces(html)))


def with_marks(html: str) -> str:
    """As lines; HTML that these marks cannot say stays HTML."""
    lines = "\n\n".join(_Lines(html).parts)
    return lines if without_marks(lines) == html else html


def without_marks(text: str) -> str:
    """The HTML of such lines; of HTML the same, cleaned."""
    text = text.strip()
    if _PARTS.search(text):
        return clean(text)
    return clean("".join(_elements(text)))


def _shape(html: str) -> tuple[str, list[tuple[str, str]]]:
    """What must not change: the words, what they stand in, where links lead."""
    return words_of(html), _SHAPING.findall(html)


# Out --------------------------------------------------------------------------------------------


class _Lines(HTMLParser):
    """Each paragraph, heading and list as lines."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._lists: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _MARKS:
            if not self._lists:
                self.parts.append("")
            self._lists.append(tag)
        elif tag == "li" and self._lists:
            mark = "  " * (len(self._lists) - 1) + _MARKS[self._lists[-1]]
            self.parts[-1] += f"\n{mark}" if self.parts[-1] else mark
        elif tag in ("p", "h3"):
            self.parts.append(_HEADING if tag == "h3" else "")
        elif tag == "br" and not self._lists:
            self._say("\n")
        else:
            self._say(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _MARKS and self._lists:
            self._lists.pop()
        elif tag not in ("p", "h3", "li"):
            self._say(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._say(data)

    def handle_entityref(self, name: str) -> None:
        self._say(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._say(f"&#{name};")

    def _say(self, words: str) -> None:
        if self.parts:
            self.parts[-1] += words


class _Inline(HTMLParser):
    """What is set alike in lines with elements."""

    def __init__(self, lines: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Piece] = []
        self._bold = self._italic = 0
        self._href = ""
        self.feed(lines)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "strong" and not given:
            self._bold += 1
        elif tag == "em" and not given:
            self._italic += 1
        elif tag == "a" and set(given) == {"href"}:
            self._href = given["href"] or ""
        else:
            self.handle_data(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "strong" and self._bold:
            self._bold -= 1
        elif tag == "em" and self._italic:
            self._italic -= 1
        elif tag == "a" and self._href:
            self._href = ""
        else:
            self.handle_data(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.found.append(Piece(data, self._bold > 0, self._italic > 0, self._href))


# Back -------------------------------------------------------------------------------------------


def _joined(found: Iterable[Piece]) -> Iterator[Piece]:
    """Word cuts words apart as it likes; what sets the end of a line alone sets nothing."""
    cut = (
        Piece(line) if line == "\n" else each._replace(text=line)
        for each in found
        for line in re.split(r"(\n)", each.text)
        if line
    )
    for (bold, italic, href), same in groupby(cut, key=lambda each: each[1:]):
        yield Piece("".join(each.text for each in same), bold, italic, href)


def _set(found: Iterable[Piece]) -> str:
    """A link around bold, bold around italics: what is set alike is set once."""
    return "".join(
        _around(f'<a href="{entities.escape(href)}">' if href else "", _bold(linked))
        for href, linked in groupby(found, key=lambda each: each.href)
    )


def _bold(found: Iterable[Piece]) -> str:
    return "".join(
        _around("<strong>" if bold else "", _italic(same))
        for bold, same in groupby(found, key=lambda each: each.bold)
    )


def _italic(found: Iterable[Piece]) -> str:
    return "".join(
        _around("<em>" if each.italic else "", _escaped(each.text)) for each in _joined(found)
    )


def _around(start: str, words: str) -> str:
    """Spaces at the ends stay outside: Word takes them in with a double click."""
    bare = words.strip()
    if not start or not bare:
        return words
    end = f"</{start[1:-1].split()[0]}>"
    return words.replace(bare, f"{start}{bare}{end}", 1)


def _escaped(text: str) -> str:
    """Elements that Word cannot say stand in the text as they are."""
    return "".join(
        part if _ELEMENT.fullmatch(part) else entities.escape(part, quote=False)
        for part in _ELEMENT.split(text)
    )


class _Entry(NamedTuple):
    level: int
    name: str
    text: str


def _elements(text: str) -> Iterator[str]:
    for part in filter(str.strip, re.split(r"\n\s*\n", text)):
        lines = part.strip("\n").split("\n")
        for name, same in groupby(lines, key=_name):
            if name == "h3":
                yield from (f"<h3>{line.removeprefix(_HEADING).strip()}</h3>" for line in same)
            elif name:
                yield _list([_entry(line) for line in same])
            else:
                yield f"<p>{'<br>'.join(line.strip() for line in same)}</p>"


def is_entry(line: str) -> bool:
    return _LISTED.match(line) is not None


def _name(line: str) -> str:
    if line.startswith(_HEADING):
        return "h3"
    return "list" if _LISTED.match(line) else ""


def _entry(line: str) -> _Entry:
    found = _LISTED.match(line)
    assert found is not None
    return _Entry(len(found[1]) // 2, "ul" if found[2] == "- " else "ol", found[3].strip())


def _list(entries: list[_Entry]) -> str:
    """Entries that lie deeper belong to the one before them."""
    made, open_name = "", ""
    while entries:
        first, *rest = entries
        inside = next((n for n, e in enumerate(rest) if e.level <= first.level), len(rest))
        if first.name != open_name:
            made += f"</{open_name}>" * bool(open_name) + f"<{first.name}>"
            open_name = first.name
        made += f"<li>{first.text}{_list(rest[:inside])}</li>"
        entries = rest[inside:]
    return f"{made}</{open_name}>" if made else ""
