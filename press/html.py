"""HTML that editors wrote, reduced to what pages, letters and documents may hold."""

import html as entities
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate

import lxml.html
import nh3

TAGS = {"p", "br", "h3", "ul", "ol", "li", "strong", "em", "a", "bdi"}
ATTRIBUTES = {"*": {"lang", "dir"}, "a": {"href"}}
SCHEMES = {"https", "mailto", "tel"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


def clean(html: str) -> str:
    """Keep the ten elements of `TAGS` with href, lang and dir; drop everything else.

    The text of unknown elements stays, that of script and style goes. Addresses are https,
    mailto or tel; a relative one is dropped, because the same text is also printed and mailed.
    """
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        clean_content_tags={"script", "style"},
        strip_comments=True,
        link_rel=None,
    )


_ENDS = re.compile(r"(?i)</(?:p|h3|li|ul|ol)>|<br\s*/?>")
_LISTED = re.compile(r"(?i)<li[^>]*>")
_NOT_READ = ".//nav | .//form | .//script | .//style | .//svg | .//template | .//*[@hidden]"
_BREAKS = re.compile(r"\s*\n\s*")


def words_of(html: str) -> str:
    """The words alone, each paragraph and each entry of a list on a line of its own."""
    marked = _LISTED.sub("", _ENDS.sub("\n", clean(html).replace("\n", " ")))
    bare = entities.unescape(nh3.clean(marked, tags=set()))
    return _BREAKS.sub("\n", bare).strip()


def text_of(part: lxml.html.HtmlElement) -> str:
    """What is read in a part of a page, without its drawings, forms and ways to other pages."""
    for unread in part.xpath(_NOT_READ):
        unread.drop_tree()
    return "\n".join(line for text in part.itertext() if (line := " ".join(text.split())))


def paragraphs(text: str) -> str:
    """HTML of text that was typed without any: an empty line parts paragraphs."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]
    return "".join(
        f"<p>{entities.escape(part, quote=False).replace(chr(10), '<br>')}</p>" for part in parts
    )


_TOKEN = re.compile(r"\w+|.", re.DOTALL)
_PIECE = re.compile(r"<[^>]*>|&[#\w]+;|.", re.DOTALL)


def exchanged(html: str, before: str, after: str) -> str | None:
    """Cleaned HTML with other words in the place of `before`, words of one of its paragraphs; None
    where they are not in it.

    Only what differs is written anew. What sets the words stays, also where nothing is left in it.
    """
    pieces = _PIECE.findall(clean(html))
    places: list[tuple[str, int]] = []
    for number, piece in enumerate(pieces):
        if piece.startswith("<"):
            if _ENDS.fullmatch(piece):
                places.append(("\n", number))
        else:
            words = " " if piece == "\n" else entities.unescape(piece)
            places += [(character, number) for character in words]
    start = "".join(character for character, _ in places).find(before)
    if start < 0 or not before:
        return None
    for first, last, words in reversed(list(_differences(before, after))):
        gone = [number for _, number in places[start + first : start + last]]
        # Where nothing goes, the new words stand behind what stays, or before it.
        beside = gone[0] if gone else places[start + max(first - 1, 0)][1]
        new = entities.escape(words, quote=False)
        kept = "" if gone else pieces[beside]
        for number in gone:
            pieces[number] = ""
        pieces[beside] = kept + new if first else new + kept
    return clean("".join(pieces))


def _differences(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """What differs, word by word: the characters from … to of `before`, and what they become."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    starts = list(accumulate(map(len, old), initial=0))
    for kind, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield starts[i], starts[j], "".join(new[m:n])


_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_EMPTY_LINE = re.compile(r"(?:<br>\s*){2,}")


def parted(html: str) -> str:
    """Cleaned HTML in which an empty line begins a paragraph, as who typed it meant."""
    return clean(_PARAGRAPH.sub(_parts, html))


def _parts(paragraph: re.Match[str]) -> str:
    parts = _EMPTY_LINE.split(paragraph[1])
    return "".join(f"<p>{part}</p>" for part in parts if part.strip())


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """The value to keep, or None to drop the attribute."""
    if name == "dir":
        return value if value in ("ltr", "rtl", "auto") else None
    if name == "lang":
        return value if _LANGUAGE.match(value) else None
    if name == "href":
        scheme = value.strip().partition(":")[0].lower()
        return value if scheme in SCHEMES else None
    return None
