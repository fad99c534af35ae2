"""Words that a language has at large, beside those of our own texts: English and Arabic.

Counted in subtitles and articles, so that rare words and names are missing: a word that is not here
is not wrong for that alone.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from spellchecker import SpellChecker

LANGUAGES: Final = ("en", "ar")
COMMON: Final = 1_000
"""So often, a word is one that somebody may have meant."""
SHORT: Final = 4
SHORT_AND_SURE: Final = 3_000
_BRITISH: Final = (
    (r"our", "or"),
    (r"is(?=e|i|a)", "iz"),
    (r"ys(?=e|i)", "yz"),
    (r"mme\b", "m"),
    (r"mmes\b", "ms"),
    (r"tre(?=s?\b)", "ter"),
    (r"ll(?=ed|ing|er)", "l"),
    (r"l(?=\b|s\b|ment|ful)", "ll"),
    (r"ence\b", "ense"),
    (r"ogue", "og"),
    (r"ae", "e"),
    (r"oe", "e"),
    (r"age(?=ing)", "ag"),
)


@lru_cache(maxsize=16384)
def has(word: str, language: str) -> bool:
    """Of a word in small letters, in Arabic without its marks; in British spelling too."""
    counts = _counts(language)
    if language == "en":
        # Counted in subtitles: their two and three letters are often a name or a slip.
        least = SHORT_AND_SURE if len(word) < SHORT else 1
        return any(counts.get(each, 0) >= least for each in _spellings(word))
    return word in counts


def is_common(word: str, language: str) -> bool:
    counts = _counts(language)
    return any(counts.get(each, 0) >= COMMON for each in _spellings(word))


def _spellings(word: str) -> Iterator[str]:
    yield word
    for british, american in _BRITISH:
        if (other := re.sub(british, american, word)) != word:
            yield other


@cache
def _counts(language: str) -> dict[str, int]:
    if language not in LANGUAGES:
        return {}
    counts: dict[str, int] = SpellChecker(language=language).word_frequency.dictionary
    return counts
