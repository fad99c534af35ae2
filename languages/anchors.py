"""Which words of two languages speak of the same thing: `data/anchors.csv`, stems of a concept a row.

Enough to see that a sentence has no counterpart, or that two figures changed places; no dictionary.
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from languages.folding import fold
from languages.glossary import rows

Concepts = frozenset[int]
_NONE: Concepts = frozenset()


@lru_cache(maxsize=16384)
def concepts(key: str, language: str) -> Concepts:
    """The concepts of a folded word."""
    whole, stems = _stems(language)
    found: set[int] = set()
    for form in _forms(key) if language == "ar" else (key,):
        found.update(whole.get(form, ()))
        for length in range(len(form), 2, -1):
            found.update(stems.get(form[:length], ()))
        if found:
            break
    return frozenset(found) or _NONE


@cache
def stems(language: str) -> frozenset[str]:
    """Every stem of a language, folded."""
    whole, begun = _stems(language)
    return frozenset(whole) | frozenset(begun)


@cache
def units() -> frozenset[int]:
    """The concepts that measure: day, week, metre."""
    return of_kind("unit")


@cache
def of_kind(kind: str) -> frozenset[int]:
    """ "unit" measures wherever it stands, "measure" right after a figure; "must" is always said, "said" nearly."""
    return frozenset(i for i, row in enumerate(rows_of()) if row["kind"] == kind)


@cache
def rows_of() -> tuple[dict[str, str], ...]:
    return tuple(rows("anchors.csv"))


def _forms(key: str) -> Iterable[str]:
    """The word, then without what Arabic joins to its front."""
    yield key
    for prefix in (
        "وال",
        "بال",
        "فال",
        "كال",
        "لل",
        "ال",
        "و",
        "ف",
        "ب",
        "ل",
        "ك",
        "س",
        "ي",
        "ت",
        "ن",
    ):
        if key.startswith(prefix) and len(key) - len(prefix) >= 2:
            yield key[len(prefix) :]
            if prefix == "و":
                yield from _forms(key[1:])


@cache
def _stems(language: str) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    whole: dict[str, set[int]] = {}
    stems: dict[str, set[int]] = {}
    for index, row in enumerate(rows_of()):
        for stem in row[language].split("|"):
            key = fold(stem.removesuffix("$"))
            exact = stem.endswith("$") or len(key) < 3
            (whole if exact else stems).setdefault(key, set()).add(index)
    return whole, stems
