"""A text as the checks read it, with the way back to its code points."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final

from languages import anchors
from languages.checks.finding import Finding, short
from languages.folding import fold_word
from languages.numbers import western_digits
from languages.quantities.figures import Figures, figures
from languages.words import Severity

INVISIBLE: Final = frozenset(
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
MASK: Final = "\ue000"
"""Stands for an address or a placeholder: neither a letter nor a mark."""

ARABIC: Final = "\u0620-\u063f\u0641-\u064a\u0671-\u06d3"
LATIN: Final = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
VOWEL_MARKS: Final = "\u064b-\u065f\u0670"

ADDRESS: Final = re.compile(
    r"\bhttps?://[^\s،؛<>«»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\bwww\.[^\s،؛<>«»]+"
    r"|\b(?:[a-z0-9-]+\.)+(?:gov\.al|org\.al|com\.al|edu\.al|al|org|com|net|eu|int)\b(?:/[^\s،؛<>«»]*)?"
)
_POINT_INSIDE: Final = re.compile(r"\S[.@]\S|://")
TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
PLACEHOLDER: Final = re.compile(
    r"%\(\w+\)[sd]|(?<![\d%])%[sd](?!\w)|\{\{[^{}]*\}\}|\{[\w.]*\}|\$\{\w+\}|%[A-Za-z_]+%"
)
_BREAKING_TAG: Final = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h\d|tr|td|th|table|blockquote)\b", re.IGNORECASE
)
_TRAILING: Final = ".,;:!?)]}»”’\"'"
_WORD: Final = re.compile(rf"[^\W\d_][^\W\d_{VOWEL_MARKS}]*(?:[^\W\d_]|[{VOWEL_MARKS}\u0640])*")
TOKEN: Final = re.compile(rf"[^\W_](?:[^\W_]|[{VOWEL_MARKS}\u0640])*")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?؟…])[”»\")]*\s+|\n+")
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(])(?:nr|p\.m|a\.m|dt|dr|prof|ing|av|mr|mrs|ms|st|no|art|sh\.p\.k|etj|p\.sh|e\.g|i\.e"
    r"|tel|vs|approx|z|znj|zj|[A-ZËÇ])\.[”»\")]*\s*$",
    re.IGNORECASE,
)


class Word:
    __slots__ = ("end", "key", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.key = fold_word(text)


class Reading:
    """`text` is composed (NFC) and has neither invisible marks nor tags, and digits 0–9;
    `prose` is as long, with addresses and placeholders masked."""

    def __init__(self, raw: str, language: str) -> None:
        self.raw, self.language = raw, language
        self.text, self._places = _read(raw)

    @cached_property
    def prose(self) -> str:
        text = ADDRESS.sub(_masked, self.text) if may_hold_address(self.text) else self.text
        return PLACEHOLDER.sub(_masked, text)

    @cached_property
    def words(self) -> list[Word]:
        return [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(self.prose)]

    @cached_property
    def folded(self) -> str:
        """The folded words, a space before, between and after."""
        return f" {' '.join(word.key for word in self.words)} "

    @cached_property
    def spoken(self) -> str:
        """The folded words and the figures."""
        return f" {' '.join(fold_word(m.group()) for m in TOKEN.finditer(self.prose))} "

    @cached_property
    def capitals(self) -> str:
        """The same of the words with a capital, where Papër is no paper."""
        begins = {start for start, _ in self.sentences}
        kept = (
            w.text[0].isupper()
            and self.prose[w.start - 2 : w.start] != "e-"
            and not (
                w.start in begins and w.text.isascii() and anchors.concepts(w.key, self.language)
            )
            for w in self.words
        )
        return f" {' '.join(w.key if k else '-' for w, k in zip(self.words, kept, strict=True))} "

    @cached_property
    def figures(self) -> Figures:
        return figures(self.prose, self.words, self.language)

    @cached_property
    def letters(self) -> int:
        """How many letters and digits `prose` has."""
        return sum(map(str.isalnum, self.prose))

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Where each sentence with a letter or a figure in it begins and ends in `prose`."""
        return list(_sentences(self.prose))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the raw text behind a place in `text`."""
        if not self._places or start >= len(self._places):
            return len(self.raw), len(self.raw)
        last = self._places[max(end - 1, start)]
        return self._places[start], last + 1

    def finding(
        self,
        check: str,
        template: str,
        start: int | None = None,
        end: int | None = None,
        *,
        severity: Severity = "error",
        **values: str,
    ) -> Finding:
        """A finding at a place in `text`; its words are `values["found"]` where not given."""
        first, last, excerpt = None, None, ""
        if start is not None and end is not None:
            first, last = self.place(start, end)
            excerpt = short(self.text[max(start - 15, 0) : end + 15])
            values.setdefault("found", short(self.text[start:end]))
        return Finding(
            check, severity, template, values, first, last, excerpt or values.get("found", "")
        )


def may_hold_address(text: str) -> bool:
    """Most texts hold none, which a glance can tell."""
    return bool(_POINT_INSIDE.search(text))


@lru_cache(maxsize=256)
def reading_of(raw: str, language: str) -> Reading:
    """A source is read once for all its translations."""
    return Reading(raw, language)


def _read(raw: str) -> tuple[str, Sequence[int]]:
    if "<" not in raw and INVISIBLE.isdisjoint(raw) and unicodedata.is_normalized("NFC", raw):
        return western_digits(raw), range(len(raw))
    letters: list[str] = []
    places: list[int] = []
    tags = {m.start(): m for m in TAG.finditer(raw)} if "<" in raw else {}
    position = 0
    while position < len(raw):
        if position in tags:
            tag = tags[position]
            if _BREAKING_TAG.match(tag.group()):
                letters.append("\n")
                places.append(position)
            position = tag.end()
            continue
        after = position + 1
        while after < len(raw) and raw[after] > "\u02ff" and unicodedata.combining(raw[after]):
            after += 1
        cluster = raw[position:after]
        if not (len(cluster) == 1 and cluster in INVISIBLE):
            whole = cluster if cluster.isascii() else unicodedata.normalize("NFC", cluster)
            for letter in whole:
                letters.append(letter)
                places.append(position)
        position = after
    return western_digits("".join(letters)), places


def _masked(match: re.Match[str]) -> str:
    """The mark that ends a sentence after an address is not of it."""
    whole = match.group()
    bare = whole.rstrip(_TRAILING) if "{" not in whole and "(" not in whole else whole
    return MASK * len(bare) + whole[len(bare) :]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _SENTENCE_END.finditer(text):
        if "\n" not in match.group() and _ABBREVIATION.search(text[begin : match.start()]):
            continue
        if any(c.isalnum() for c in text[begin : match.start()]):
            yield begin, match.start()
        begin = match.end()
    if any(c.isalnum() for c in text[begin:]):
        yield begin, len(text)
