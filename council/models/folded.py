"""Words as search compares them, in the database: without case and accents, by built-in functions.

A column keeps them beside the text: folding a text takes a quarter of a millisecond, so a search
that folds as it reads is slow wherever many rows fit. Closed words have a column of their own,
asked only together with who may read them (`access.registers`).
"""

from typing import Final

from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db.models import Func, GeneratedField, TextField, Value
from django.db.models.functions import Lower

from languages.folding import fold

CONFIG: Final = "simple"
_LETTERS: Final = [
    (letter, folded)
    for letter in map(chr, range(0xC0, 0x180))
    if len(folded := fold(letter)) == 1 and folded.isascii()
]
_BETWEEN_WORDS: Final = ".,;:/\\-–—_'’‘\"“”„«»()[]<>@#&+*="
_MARKS: Final = "\u0300\u0301\u0302\u0303\u0308\u030a\u030c\u0327"
"""Accents written as letters of their own: what has no counterpart below is left out."""
FROM: Final = "".join(letter for letter, _ in _LETTERS) + _BETWEEN_WORDS + _MARKS
TO: Final = "".join(folded for _, folded in _LETTERS) + " " * len(_BETWEEN_WORDS)


def words_of(field: str) -> GeneratedField:
    """A column with a field's words, kept by the database itself."""
    parts = (Lower(field), Value(FROM), Value(TO))
    plain = Func(*parts, function="translate", output_field=TextField())
    return GeneratedField(
        expression=SearchVector(plain, config=CONFIG),
        output_field=SearchVectorField(),
        db_persist=True,
    )


def beginning_with(word: str) -> SearchQuery:
    """`word`: letters and digits alone, as `languages.folding.fold` gives them."""
    return SearchQuery(f"{word}:*", config=CONFIG, search_type="raw")
