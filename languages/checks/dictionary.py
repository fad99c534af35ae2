"""Words that a language has at large, beside those of our own texts.

English and Arabic were counted in subtitles and articles (`pyspellchecker`), Albanian and more of
both stand in lists of word forms (`simplemma`); Albanian in the forms of a grammar (`albanian.py`), and in
Debian's list where the machine has it. Rare words and names are missing in all of them: a word that
is not here is not wrong for that alone.
"""

import re
from collections.abc import Container, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from hunspell import Hunspell
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
from spellchecker import SpellChecker

from languages import albanian

LANGUAGES: Final = ("en", "ar")
_SPELLING: Final = Path("/usr/share/hunspell")
_LATIN: Final = re.compile("[a-zçëA-ZÇË]+")
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
    (r"ll(?=ed|ing|er|en)", "l"),
    (r"l(?=\b|s\b|ment|ful)", "ll"),
    (r"ence\b", "ense"),
    (r"ogue", "og"),
    (r"ae", "e"),
    (r"oe", "e"),
    (r"age(?=ing)", "ag"),
)

_PREFIXES: Final = (
    "un", "re", "non", "pre", "co", "inter", "over", "under", "multi", "anti", "mini", "sub", "micro",
    "geo", "bio", "cyber", "eco", "tele", "hydro",
)  # fmt: skip
_ENDINGS: Final = (
    ("ies", ("y",)), ("s", ("",)), ("es", ("",)), ("ed", ("", "e")), ("ing", ("", "e")),
    ("er", ("", "e")), ("ers", ("", "e")), ("ly", ("",)), ("ness", ("",)), ("less", ("",)),
)  # fmt: skip


@lru_cache(maxsize=16384)
def has(word: str, language: str) -> bool:
    """Of a word in small letters, in Arabic without its marks; in British spelling too."""
    if language == "sq":
        spelling = _albanian()
        return (
            albanian.form(word) != albanian.UNKNOWN
            or word in forms("sq")
            or bool(spelling and _LATIN.fullmatch(word) and spelling.spell(word))
        )
    if language == "en":
        # Counted in subtitles: their two and three letters are often a name or a slip.
        least = SHORT_AND_SURE if len(word) < SHORT else 1
        return _count(word, "en") >= least or (len(word) > SHORT and word in forms("en"))
    return word in _counts(language)


@lru_cache(maxsize=16384)
def is_built(word: str) -> bool:
    """An English word of known parts: with an ending or a prefix, or of two common words."""
    if is_prefixed(word):
        return True
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3:
            continue
        if any(has(stem + each, "en") or _is_of_two(stem + each) for each in instead):
            return True
    return _is_of_two(word)


def is_prefixed(word: str) -> bool:
    """An English word behind a prefix: cybercrime."""
    rests = (word[len(prefix) :] for prefix in _PREFIXES if word.startswith(prefix))
    return any(len(rest) > 3 and has(rest, "en") for rest in rests)


def _is_of_two(word: str) -> bool:
    """Common words, both of them."""
    return any(
        is_common(word[:at], "en") and is_common(word[at:], "en") for at in range(3, len(word) - 2)
    )


@cache
def _albanian() -> Hunspell | None:
    """Debian's word list of Albanian (`myspell-sq`); None where the machine does not have it."""
    if not (_SPELLING / "sq_AL.dic").exists():
        return None
    return Hunspell("sq_AL", hunspell_data_dir=str(_SPELLING))


@cache
def forms(language: str) -> Container[str]:
    """Forms of words, in small letters."""
    return DefaultDictionaryFactory().get_dictionary(language)


def is_common(word: str, language: str, least: int = COMMON) -> bool:
    return _count(word, language) >= least


@lru_cache(maxsize=32768)
def _count(word: str, language: str) -> int:
    """Of the spelling that is written most often."""
    counts = _counts(language)
    return max(counts.get(each, 0) for each in _spellings(word))


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
