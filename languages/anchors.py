"""Which words of two languages speak of the same thing: `data/anchors.csv`, stems of a concept a row.

Enough to see that a sentence has no counterpart, or that two figures changed places; no dictionary.
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from languages.glossary import rows
from languages.stems import Stems

Concepts = frozenset[int]
_NONE: Concepts = frozenset()
_PARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك")
_ARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال", "و")
_OF_VERBS = ("س", "ي", "ت", "ن")


@lru_cache(maxsize=16384)
def concepts(key: str, language: str) -> Concepts:
    """The concepts of a folded word, things of everyday life apart."""
    if language != "ar":
        return _stems(language).rows(key)
    for form in _without_particles(key):
        verbs = (form[1:] for prefix in _OF_VERBS if form.startswith(prefix) and len(form) > 2)
        for each in (form, *verbs):
            if found := _stems(language).rows(each):
                return found
    return _NONE


@lru_cache(maxsize=16384)
def things(key: str, language: str) -> Concepts:
    """The things of everyday life that a folded word names: a banana, an umbrella."""
    # The single letters ب, ل, ك, ف begin too many other words: لقطة is no cat.
    articles = (key.removeprefix(one) for one in _ARTICLES if key.startswith(one))
    forms = (key, *articles) if language == "ar" else (key,)
    found = (_stems(language, things=True).rows(form) for form in forms)
    return next((each for each in found if each), _NONE)


@cache
def stems(language: str) -> frozenset[str]:
    """Every stem of a language, folded."""
    return _stems(language).keys()


@cache
def units() -> frozenset[int]:
    """The concepts that measure: day, week, metre."""
    return of_kind("unit")


@cache
def of_kind(kind: str) -> frozenset[int]:
    """ "unit" measures wherever it stands, "measure" right after a figure; "must" is always said,
    "said" nearly, and a "thing" is never a translator's own."""
    return frozenset(i for i, row in enumerate(rows_of()) if row["kind"] == kind)


@cache
def rows_of() -> tuple[dict[str, str], ...]:
    return tuple(rows("anchors.csv"))


def _without_particles(key: str) -> Iterable[str]:
    """The word, then without what Arabic joins to its front."""
    yield key
    for prefix in _PARTICLES:
        if key.startswith(prefix) and len(key) - len(prefix) >= 2:
            yield key[len(prefix) :]
            if prefix == "و":
                yield from _without_particles(key[1:])


@cache
def _stems(language: str, *, things: bool = False) -> Stems:
    return Stems(
        (index, row[language])
        for index, row in enumerate(rows_of())
        if (row["kind"] == "thing") == things
    )
