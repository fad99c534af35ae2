"""Whether an Arabic word may be how an Albanian name sounds, and two Latin spellings one name."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from languages.folding import fold_word

# Consonants that one language writes for another, by what they sound like; vowels are left out.
_LATIN: Final = (
    ("dh|th|d|t", "t"), ("gj|xh|zh|sh|ç|ch|c|z|s|x|j(?=[aeiou])", "s"), ("q|k|g", "k"),
    ("p|b", "b"), ("f|v|w", "f"), ("l+", "l"), ("r+", "r"), ("nj|n", "n"),
)  # fmt: skip
_ARABIC: Final = (
    ("تش|تس|دز", "s"), ("[تطثذدضظ]", "t"), ("[جزسشصژ]", "s"), ("[كقغگ]", "k"), ("[بپ]", "b"),
    ("[فڤ]", "f"), ("[خح]", "h"), ("ه$", ""), ("ه", "h"), ("ل+", "l"), ("ر+", "r"), ("ن", "n"),
    ("م", "m"),
)  # fmt: skip
_JOINED: Final = re.compile(r"^(?:[وف]?[بلك]?(?:ال|لل)|[وفبلك]{1,2}(?=\w{4}))")
_ENDING: Final = re.compile(r"(?<=\w{3})(?:es|it|ut|en|in|un|se|ne|a|i|u|e)$")
_ALIKE: Final = 0.66
_VERY_MUCH: Final = 0.85
_ONE_NAME: Final = 0.72


@lru_cache(maxsize=16384)
def sounds_like(arabic: str, latin: str) -> bool:
    """`arabic` as it stands in a text, with what is joined to its front; a name may be less like."""
    key, name = fold_word(arabic), latin[0].isupper()
    # The q of Maliq is written as a k and as a "tsh", the gj of Gjanicë as a j and as a gh,
    # the j of Shijak as a j and as a y.
    others = (("[qQ]", "ç"), ("[gG]j", "g"), ("(?<![gnGN])j(?=[aeiouë])", ""))
    sounds = {_latin(latin), *(_latin(re.sub(one, other, latin)) for one, other in others)}
    if min(map(len, sounds)) < (2 if name else 4):
        return False
    alike = _ALIKE if name else _VERY_MUCH
    forms = {_arabic(key), _arabic(_JOINED.sub("", key))}
    return any(_near(form, theirs, alike) for form in forms for theirs in sounds)


@lru_cache(maxsize=16384)
def sounds_the_same(arabic: str, latin: str) -> bool:
    """Consonant for consonant, of names that have three and more."""
    key, sounds = fold_word(arabic), _latin(latin)
    return len(sounds) > 2 and sounds in (_arabic(key), _arabic(_JOINED.sub("", key)))


@lru_cache(maxsize=16384)
def is_one_name(one: str, other: str) -> bool:
    """Two spellings or cases of a name: Tiranë and Tirana."""
    left, right = fold_word(one), fold_word(other)
    if left[:4] == right[:4] and min(len(left), len(right)) > 3:
        return True
    if len(left) > 3 and _ENDING.sub("", left) == _ENDING.sub("", right):
        return True
    return SequenceMatcher(None, left, right).ratio() >= _ONE_NAME or (
        len(_latin(one)) > 2 and _latin(one) == _latin(other)
    )


@lru_cache(maxsize=16384)
def is_spelt_otherwise(one: str, other: str) -> bool:
    """Përrenjas and Prrenjas, not Krujë and Korçë."""
    alike = SequenceMatcher(None, fold_word(one), fold_word(other)).ratio()
    return _latin(one) == _latin(other) and alike >= _VERY_MUCH


def _near(one: str, other: str, alike: float) -> bool:
    if len(one) < 2:
        return False
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and len(short) > 3 and len(long) - len(short) < 3:
        return True
    return SequenceMatcher(None, one, other).ratio() >= alike


@lru_cache(maxsize=16384)
def _latin(word: str) -> str:
    key = word.lower().replace("ë", "e")
    for pattern, sound in _LATIN:
        key = re.sub(pattern, sound.upper(), key)
    return re.sub(r"[^A-Zmh]", "", key).lower()


def _arabic(word: str) -> str:
    for pattern, sound in _ARABIC:
        word = re.sub(pattern, sound, word)
    return re.sub(r"[^a-z]", "", word)
