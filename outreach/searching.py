"""Search over everything public of one language. PostgreSQL counts; the words are taken apart here."""

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from languages import AUTHORITATIVE, direction
from languages.search_words import WORD, forms, words_of
from outreach.pages import VISIBLE

A_PAGE = 10
"""Results on one page."""
FOREIGN = 5
"""Results offered in Albanian to who reads another language."""
MOST = 300
"""Pages that are ordered by how well they answer. Who finds more should say more."""
LONGEST = 200
"""Characters of a question."""
_WORDS = 12
_READ = 20_000
"""Characters of a page that are looked through for an excerpt."""
_WINDOW = 220
_REFERENCE = re.compile(r"\d{4}(?:-\d+)+")
# The texts of those that are shown are read at the end: a text is long, and 300 may be found.
_FIND = f"""
    SELECT shown.address, shown.title, left(shown.text, {_READ}), best.total
    FROM (
        SELECT page.id, count(*) OVER () AS total, page.changed_at,
            ts_rank('{{0.1,0.2,0.4,1.0}}', page.words, %(asked)s::tsquery, 1) AS rank
        FROM (
            SELECT * FROM outreach_page
            WHERE language = %(language)s AND words @@ %(asked)s::tsquery
            /* only */ LIMIT {MOST}
        ) AS page
        WHERE {VISIBLE}
        ORDER BY rank DESC, page.changed_at DESC, page.address
        LIMIT %(limit)s OFFSET %(offset)s
    ) AS best
    JOIN outreach_page AS shown ON shown.id = best.id
    ORDER BY best.rank DESC, best.changed_at DESC, shown.address
"""
_ONLY_ALBANIAN = """AND NOT EXISTS (
    SELECT 1 FROM outreach_page AS other
    WHERE other.key = outreach_page.key AND other.language = %(reader)s AND other.text <> '')"""


@dataclass(frozen=True)
class Piece:
    """A part of a sentence; `found`: one of the words that were asked for."""

    text: str
    found: bool


@dataclass(frozen=True)
class Hit:
    address: str
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True)
class Answer:
    hits: tuple[Hit, ...]
    total: int

    @property
    def pages(self) -> int:
        return -(-self.total // A_PAGE)

    @property
    def too_many(self) -> bool:
        return self.total >= MOST


class Asked:
    """The words of a question. The last one may still be unfinished."""

    def __init__(self, text: str) -> None:
        self.words: Sequence[str] = tuple(islice(dict.fromkeys(words_of(text)), _WORDS))
        self._known: dict[tuple[str, str], str] = {}

    def __bool__(self) -> bool:
        return bool(self.words)

    def query(self, language: str) -> str:
        """As PostgreSQL writes a `tsquery`: every word, in any of its forms."""
        *whole, last = ({*forms(word, language)} for word in self.words)
        parts = [" | ".join(f"'{form}'" for form in sorted(found)) for found in whole]
        ends = [f"'{form}'" for form in sorted(last)]
        if len(self.words[-1]) > 1:
            ends.append(f"'{self.words[-1]}':*")
        return " & ".join(f"({part})" for part in (*parts, " | ".join(ends)))

    def finds(self, word: str, language: str) -> str:
        """Which of its words a word of a page answers; "" for none."""
        known = self._known.get((word, language))
        if known is None:
            known = self._known[word, language] = self._found(word, language)
        return known

    def _found(self, word: str, language: str) -> str:
        folded = "".join(words_of(word))
        if not folded:
            return ""
        if folded.startswith(self.words[-1]) and len(self.words[-1]) > 1:
            return self.words[-1]
        known = forms(folded, language)
        return next((asked for asked in self.words if known & forms(asked, language)), "")


def search(asked: Asked, language: str, *, page: int = 1) -> Answer:
    """One query."""
    return _find(asked, language, limit=A_PAGE, offset=(page - 1) * A_PAGE, only="")


def only_in_albanian(asked: Asked, reader: str) -> Answer:
    """What a reader of another language finds in Albanian alone. One query."""
    return _find(asked, AUTHORITATIVE, limit=FOREIGN, only=_ONLY_ALBANIAN, reader=reader)


def _find(
    asked: Asked, language: str, *, limit: int, only: str, offset: int = 0, reader: str = ""
) -> Answer:
    said = {"language": language, "asked": asked.query(language), "reader": reader}
    with connection.cursor() as cursor:
        cursor.execute(_FIND.replace("/* only */", only), said | {"limit": limit, "offset": offset})
        rows = cursor.fetchall()
    hits = tuple(
        Hit(address, marked(title, asked, language), excerpt(text, asked, language))
        for address, title, text, _ in rows
    )
    return Answer(hits, rows[0][3] if rows else 0)


def excerpt(text: str, asked: Asked, language: str) -> tuple[Piece, ...]:
    """The stretch of a text that answers most words, with the words marked."""
    text = " ".join(text.split())
    places = (
        (found.start(), asked_for)
        for found in WORD.finditer(text)
        if (asked_for := asked.finds(found.group(), language))
    )
    begin = _richest(places, most=len(asked.words))
    begin = _word_start(text, max(0, begin - 60))
    end = len(text) if len(text) <= begin + _WINDOW else text.rfind(" ", begin, begin + _WINDOW)
    if end <= begin:
        end = begin + _WINDOW
    shown = ("… " if begin else "") + text[begin:end] + (" …" if end < len(text) else "")
    return marked(shown, asked, language)


def _richest(places: Iterable[tuple[int, str]], *, most: int) -> int:
    """Where the first stretch begins that answers most words; nobody looks further once it answers
    all of them."""
    richest, answered = 0, 0
    within: deque[tuple[int, str]] = deque()
    for place, word in places:
        within.append((place, word))
        while place >= within[0][0] + _WINDOW - 60:
            within.popleft()
        found = len({word for _, word in within})
        if found > answered:
            richest, answered = within[0][0], found
        if answered == most:
            break
    return richest


def _word_start(text: str, place: int) -> int:
    return text.find(" ", place) + 1 if place else 0


def marked(text: str, asked: Asked, language: str) -> tuple[Piece, ...]:
    if direction(language) == "rtl":
        # Between Arabic words `2026-3` would be shown as `3-2026`.
        text = _REFERENCE.sub("\u2066\\g<0>\u2069", text)
    pieces: list[Piece] = []
    end = 0
    for found in WORD.finditer(text):
        if asked.finds(found.group(), language):
            pieces += [Piece(text[end : found.start()], False), Piece(found.group(), True)]
            end = found.end()
    pieces.append(Piece(text[end:], False))
    return tuple(piece for piece in pieces if piece.text)


def without_control(text: str) -> str:
    """What a page may repeat of what was typed: controls become spaces."""
    kept = ("" if unicodedata.category(c) == "Cs" else c for c in text)
    return "".join(" " if unicodedata.category(c) == "Cc" else c for c in kept)
