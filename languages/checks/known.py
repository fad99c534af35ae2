"""Words that our texts have: enough to see a word split in two, or two without a space."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from languages.checks import dictionary
from languages.folding import fold
from languages.quantities.vocabulary import WORDS

_LONGER: Final = ("are", "was", "were", "have", "will", "this", "that", "which", "their", "must")
_SMALL: Final = {
    "sq": ("dhe", "nga", "të", "që", "një"),
    "en": ("to", "the", "of", "and", "for", "with", "from", *_LONGER),
    "ar": (),
}
_ENDINGS: Final = frozenset(("jeni", "jonë"))
"""Words of Albanian that verbs and nouns may end in."""
_WHOLE: Final = (
    "withdr",
    "withh",
    "withst",
    "forever",
    "forec",
    "therm",
    "forma",
    "offer",
    "office",
    "often",
    "forward",
    "offset",
    "offline",
    "audio",
    "video",
    "foto",
    "photo",
    "auto",
    "mikro",
    "micro",
    "elektro",
    "electro",
    "super",
    "multi",
)
_WHO_WILL: Final = re.compile(
    "(?:i|you|we|he|she|it|they|who|this|that|these|those)(?:will|have|must|are|were|was|can|may|need|should)"
)
_LONG: Final = {"sq": 8, "en": 7}
"""Letters of a word that may be recognised: Albanian has more words that are nearly another."""
_ENDING: Final = {"sq": 5, "en": 3}
"""Letters of an ending that may be another."""
_JOINED: Final = ("وال", "فال", "بال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك", "س")


def is_ours(word: str, language: str) -> bool:
    """Whether it stands in our texts, or says a number."""
    return word in _words(language) or len(word) == 1 or fold(word) in WORDS[language]


@lru_cache(maxsize=16384)
def is_known(word: str, language: str) -> bool:
    """Whether it is ours or stands in a dictionary."""
    words = _words(language)
    if is_ours(word, language):
        return True
    if dictionary.has(word, language):
        return True
    if language == "ar":
        rest = (word.removeprefix(p) for p in _JOINED if word.startswith(p))
        return any(each in words or dictionary.has(each, "ar") for each in rest)
    if language == "en":
        return any(
            word.removesuffix(e) in words for e in ("s", "ed", "ing", "es", "d") if word.endswith(e)
        )
    return False


def has_stem(key: str) -> bool:
    """Whether an Arabic word stands alone in our texts or in a dictionary."""
    return fold(key) in _words("ar") or dictionary.has(key, "ar") or key in dictionary.forms("ar")


def begins(letters: str, language: str) -> bool:
    """Whether one of our words begins with them."""
    return letters in _beginnings(language, len(letters))


@cache
def _beginnings(language: str, length: int) -> frozenset[str]:
    return frozenset(word[:length] for word in _words(language) if len(word) >= length)


@lru_cache(maxsize=16384)
def are_glued(word: str, language: str) -> bool:
    """A small word and another without a space; in Arabic a word and one with its article."""
    if len(word) < 6 or is_known(word, language) or word.startswith(_WHOLE):
        return False
    if language == "en" and _WHO_WILL.fullmatch(word):
        return True
    if language == "ar":
        at = word.find("ال", 3)
        return (
            at > 0
            and is_known(word[:at], "ar")
            and is_known(word[at + 2 :], "ar")
            and len(word) - at > 5
        )
    return any(
        (
            word.startswith(small)
            and len(word) - len(small) > 3
            and _is_common(word.removeprefix(small), language)
        )
        or (
            word.endswith(small)
            and len(word) - len(small) > 4
            and _is_common(word.removesuffix(small), language)
            and small in ("dhe", "the", "and", *_LONGER)
        )
        for small in _SMALL[language]
    ) or (language == "sq" and _are_two(word))


def _are_two(word: str) -> bool:
    """Two Albanian words of our texts, of three letters and four at least."""
    words = _words("sq")
    return any(
        word[:at] in words and word[at:] in words and word[at:] not in _ENDINGS
        for at in range(3, len(word) - 3)
    )


@lru_cache(maxsize=16384)
def meant(word: str, language: str) -> str:
    """The long word of ours that is there but for one letter inside: doubled, lost, exchanged.

    Empty for a word that we know, and for one that is like none.
    """
    long = _LONG.get(language, len(word) + 1)
    if len(word) < 6 or is_known(word, language) or not word.isalpha() or language == "ar":
        return ""
    words, without = _words(language), _without_one(language)
    for swapped in exchanged(word, range(1, len(word) - 2)):
        if swapped in words:
            return swapped
    for swapped in exchanged(word, range(len(word) - 1)):
        if dictionary.is_common(swapped, language):
            return swapped
    if len(word) < long:
        return ""
    for index in range(1, len(word) - 3):
        less = word[:index] + word[index + 1 :]
        if less in words and len(less) >= long:
            return less
        if len(word) > long + 1 and index < len(word) - _ENDING[language]:
            other = (o for o, at in without.get(less, ()) if at == index)
            if found := next(other, ""):
                return found
    inside = (o for o, at in without.get(word, ()) if 0 < at < len(o) - _ENDING[language])
    return next(inside, "")


def exchanged(word: str, places: range) -> Iterator[str]:
    """The words that it is when the letters at a place and after it change places."""
    for index in places:
        swapped = word[:index] + word[index + 1] + word[index] + word[index + 2 :]
        if swapped != word:
            yield swapped


def _is_common(word: str, language: str) -> bool:
    return word in _words(language) or dictionary.is_common(word, language)


@cache
def _without_one(language: str) -> dict[str, tuple[tuple[str, int], ...]]:
    """What is left of our long words without one letter: which word, and where it stood."""
    left: dict[str, tuple[tuple[str, int], ...]] = {}
    for word in sorted(_words(language)):
        for index in range(len(word)) if len(word) >= _LONG[language] else ():
            less = word[:index] + word[index + 1 :]
            left[less] = (*left.get(less, ()), (word, index))
    return left


@cache
def _words(language: str) -> frozenset[str]:
    text = (files("languages") / "data" / f"known_{language}.txt").read_text(encoding="utf-8")
    return frozenset(text.split())
