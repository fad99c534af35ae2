"""One form for all the ways in which people type a word: for search, never for display."""

import functools
import unicodedata
from typing import Final

from languages.numbers import western_digits

# What Unicode's decomposition leaves apart although readers of Arabic type one for the other.
_ALIKE: Final = str.maketrans(
    {
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ـ": "",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
    }
)


def fold(text: str) -> str:
    """The text without case, accents, vowel marks, hamza seats, tatweel and invisible marks.

    `Këshilli` and `keshilli` become one, as do `إلى` and `الي`. Folding twice changes nothing.
    Lengths differ: a position in the folded text is no position in the original.
    """
    apart = unicodedata.normalize("NFKD", text).casefold()
    for letter in set(apart):
        if not letter.isascii():
            apart = apart.replace(letter, _plain(letter))
    return apart


fold_word: Final = functools.lru_cache(maxsize=16384)(fold)
"""The same of single words, which come again and again."""


@functools.lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    if unicodedata.category(letter) in ("Mn", "Cf"):
        return ""
    return western_digits(letter.translate(_ALIKE))
