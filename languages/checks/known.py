"""Words that our texts have: enough to see a word split in two, or two without a space."""

from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from languages.folding import fold
from languages.quantities.vocabulary import WORDS

_SMALL: Final = {
    "sq": ("dhe", "nga", "të", "që", "një"),
    "en": ("to", "the", "of", "and", "for", "with", "from"),
    "ar": (),
}
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
)
_JOINED: Final = ("وال", "فال", "بال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك", "س")


@lru_cache(maxsize=16384)
def is_known(word: str, language: str) -> bool:
    words = _words(language)
    if word in words or len(word) == 1 or fold(word) in WORDS[language]:
        return True
    if language == "ar":
        return any(word.removeprefix(p) in words for p in _JOINED if word.startswith(p))
    if language == "en":
        return any(
            word.removesuffix(e) in words for e in ("s", "ed", "ing", "es", "d") if word.endswith(e)
        )
    return False


@lru_cache(maxsize=16384)
def are_glued(word: str, language: str) -> bool:
    """A small word and another without a space; in Arabic a word and one with its article."""
    if len(word) < 6 or is_known(word, language) or word.startswith(_WHOLE):
        return False
    words = _words(language)
    if language == "ar":
        at = word.find("ال", 3)
        return (
            at > 0 and is_known(word[:at], "ar") and word[at + 2 :] in words and len(word) - at > 5
        )
    return any(
        (
            word.startswith(small)
            and len(word) - len(small) > 3
            and word.removeprefix(small) in words
        )
        or (
            word.endswith(small)
            and len(word) - len(small) > 4
            and word.removesuffix(small) in words
            and small in ("dhe", "the", "and")
        )
        for small in _SMALL[language]
    )


@cache
def _words(language: str) -> frozenset[str]:
    text = (files("languages") / "data" / f"known_{language}.txt").read_text(encoding="utf-8")
    return frozenset(text.split())
