"""Which words of two languages speak of the same thing: `data/anchors.csv`, stems of a concept a row.

Enough to see that a sentence has no counterpart, or that two figures changed places; no dictionary.
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from languages.folding import fold
from languages.glossary import rows

Concepts = frozenset[int]
Stems = dict[str, set[int]]
_NONE: Concepts = frozenset()
_PARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك")
_ARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال", "و")
_OF_VERBS = ("س", "ي", "ت", "ن")


@lru_cache(maxsize=16384)
def concepts(key: str, language: str) -> Concepts:
    """The concepts of a folded word, things of everyday life apart."""
    if language != "ar":
        return _begun(key, *_stems(language))
    for form in _without_particles(key):
        verbs = (form[1:] for prefix in _OF_VERBS if form.startswith(prefix) and len(form) > 2)
        for each in (form, *verbs):
            if found := _begun(each, *_stems(language)):
                return found
    return _NONE


@lru_cache(maxsize=16384)
def things(key: str, language: str) -> Concepts:
    """The things of everyday life that a folded word names: a banana, an umbrella."""
    # The single letters ب, ل, ك, ف begin too many other words: لقطة is no cat.
    articles = (key.removeprefix(one) for one in _ARTICLES if key.startswith(one))
    forms = (key, *articles) if language == "ar" else (key,)
    found = (_begun(form, *_stems(language, things=True)) for form in forms)
    return next((each for each in found if each), _NONE)


def _begun(form: str, whole: Stems, begun: Stems) -> Concepts:
    found = set(whole.get(form, ()))
    for length in range(len(form), 2, -1):
        found.update(begun.get(form[:length], ()))
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
def _stems(language: str, *, things: bool = False) -> tuple[Stems, Stems]:
    """Words that stand whole, and what words begin with."""
    whole: Stems = {}
    begun: Stems = {}
    for index, row in enumerate(rows_of()):
        if (row["kind"] == "thing") != things:
            continue
        for stem in row[language].split("|"):
            key = fold(stem.removesuffix("$"))
            exact = stem.endswith("$") or len(key) < 3
            (whole if exact else begun).setdefault(key, set()).add(index)
    return whole, begun
