"""The glossary's words in an Albanian text, with what they are called in the other languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from languages.folding import fold
from languages.glossary import Term, terms

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_LINKS = frozenset({"i", "e", "te", "se", "a"})
"""What joins two words of a name changes with its case: *kryetar i*, *kryetarit të*."""
_ENDING = re.compile(
    r"[iuaeo]|j[ae]|[iueao]?[nt]|[iua]?t|i?s|i?se|te|en|[ea]?ve|[eai]?vet|[aei]sh(it|et)?|[ei]?t|et"
)
"""What may follow a noun's or an adjective's stem, folded."""


@dataclass(frozen=True, slots=True)
class Found:
    written: str
    """As it stands in the text."""
    term: Term


def terms_in(text: str) -> list[Found]:
    """Each term once, in the text's order; a longer term covers the shorter ones in it."""
    words = list(_WORD.finditer(text))
    folded = [fold(word.group()) for word in words]
    found: dict[Term, Found] = {}
    position = 0
    while position < len(words):
        match = _longest(folded, position)
        if match is None:
            position += 1
            continue
        term, length = match
        start, end = words[position].start(), words[position + length - 1].end()
        found.setdefault(term, Found(text[start:end], term))
        position += length
    return list(found.values())


def _longest(words: list[str], position: int) -> tuple[Term, int] | None:
    for term, parts in _beginning_with(words[position]):
        here = words[position : position + len(parts)]
        if len(here) == len(parts) and all(map(_same, parts, here)):
            return term, len(parts)
    return None


def _beginning_with(word: str) -> Iterator[tuple[Term, tuple[str, ...]]]:
    yield from _index().get(word[:3], ())


@cache
def _index() -> dict[str, list[tuple[Term, tuple[str, ...]]]]:
    """By the first three letters of the first word, the longest terms first."""
    index: dict[str, list[tuple[Term, tuple[str, ...]]]] = {}
    for term in terms():
        parts = tuple(fold(word) for word in _WORD.findall(_IN_BRACKETS.sub("", term.sq)))
        if parts:
            index.setdefault(parts[0][:3], []).append((term, parts))
    for listed in index.values():
        listed.sort(key=lambda entry: len(entry[1]), reverse=True)
    return index


def _same(term: str, word: str) -> bool:
    """Whether a word of the text is a form of the term's word; both folded."""
    if term == word:
        return True
    if term in _LINKS:
        return word in _LINKS
    if len(term) < 4:
        return False
    stems = {term, term[:-1]} if term[-1] in "eaiu" else {term}
    return any(
        word.startswith(stem) and _ENDING.fullmatch(word[len(stem) :])
        for stem in stems
        if len(stem) > 3
    )
