"""Placeholders and HTML: the same ones, and each tag that opens closes."""

import re
from collections import Counter
from typing import Final

from languages.checks import broken
from languages.checks.finding import Findings, gettext_noop
from languages.checks.pair import ADDED, LOST, Pair
from languages.checks.reading import PLACEHOLDER, TAG, Reading

NAME = "placeholders"
NOT_CLOSED: Final = gettext_noop(
    "A tag is opened and not closed, or closed and not opened: %(found)s."
)
_NAME: Final = re.compile(r"</?\s*([A-Za-z][\w-]*)")
_ALONE: Final = {"br", "hr", "img", "wbr", "input"}
_QUOTED: Final = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_LEADS_NOWHERE: Final = re.compile(r"<a(?: (?!href|name|id)[\w-]+=(?:\"[^\"]*\"|'[^']*'))*>")
_UNFILLED: Final = re.compile(r"(?<![\d%])%[sd](?!\w)|\b(?:undefined|null|NaN|None)\b")
_LEFT_OPEN: Final = re.compile(rf"{_UNFILLED.pattern}|\{{\{{[^{{}}]*\}}\}}")
_BRACKETED: Final = re.compile(
    r"\[(?:[a-zëç_]{3,}|"
    r"(?i:numri|data|emri|vendi|ora|adresa|shuma|titulli|shto|plotëso)\b[^\]]*)\]"
)
_LINK: Final = re.compile(r"(?i)lin[kq]|url|adres|faq|kontakt|telefon")
"""Filled by a program, however much else is said."""
_HALF: Final = re.compile(
    r"%\(\w*(?!\w|\)[sd])|\{\{(?![^{}]*\}\})|<(?:/?[a-z]{1,10})(?=[^<>]*$)|&[a-z]{2,6};|&#\d+;|"
    r"\[[A-Z][A-Z]+(?:[ _-][A-Z]+)*\]"
)


def check(pair: Pair) -> Findings:
    for pattern in (PLACEHOLDER, TAG):
        theirs = Counter(_bare(m.group()) for m in pattern.finditer(pair.source.raw))
        ours = Counter(_bare(m.group()) for m in pattern.finditer(pair.text.raw))
        for lost in theirs - ours:
            yield pair.text.finding(NAME, LOST, source=lost)
        for added in ours - theirs:
            yield pair.text.finding(NAME, ADDED, found=added)
    theirs = Counter(m.group() for m in _HALF.finditer(pair.source.raw))
    for match in _HALF.finditer(pair.text.raw):
        if match.group() not in theirs:
            yield pair.text.finding(NAME, ADDED, found=match.group())


def alone(reading: Reading) -> Findings:
    """Of a text alone: each tag is closed, and in Albanian, which nobody fills, no place is left."""
    if reading.language == "sq":
        for match in (*_LEFT_OPEN.finditer(reading.raw), *_BRACKETED.finditer(reading.raw)):
            yield reading.finding(NAME, broken.STRAY, found=match.group())
        places = PLACEHOLDER.findall(reading.raw)
        if (
            len(places) == 1
            and not _LINK.search(places[0])
            and re.search(r"\d", PLACEHOLDER.sub("", reading.raw))
        ):
            # Where all the rest is said, one fact was forgotten.
            yield reading.finding(NAME, broken.STRAY, found=places[0])
    stack: list[str] = []
    for match in TAG.finditer(reading.raw) if "<" in reading.raw else ():
        if re.search("[\"'=]", _QUOTED.sub("", match.group())):
            yield reading.finding(NAME, NOT_CLOSED, found=match.group())
            return
        if _LEADS_NOWHERE.fullmatch(match.group()):
            yield reading.finding(NAME, broken.STRAY, found=match.group())
        named = _NAME.match(match.group())
        if not named or named[1].lower() in _ALONE or match.group().endswith("/>"):
            continue
        name = named[1].lower()
        if not match.group().startswith("</"):
            stack.append(name)
        elif stack and stack[-1] == name:
            stack.pop()
        else:
            yield reading.finding(NAME, NOT_CLOSED, found=match.group())
            return
    for name in stack:
        yield reading.finding(NAME, NOT_CLOSED, found=f"<{name}>")


def _bare(tag: str) -> str:
    """A tag by its name: its title or direction is another in each language."""
    named = _NAME.match(tag)
    return f"{tag[:2] if tag.startswith('</') else '<'}{named[1].lower()}>" if named else tag
