"""Sequences of four and of five letters that a language has inside its words.

Albanian and Arabic, counted in a million sentences by the makers of `lingua-language-detector` 1.4.2
(Apache-2.0, `data/sequences.LICENSE.txt`): here is only which there are. A file is zlib over the
differences of sorted numbers (uint32, little-endian), each sequence read as a number in its alphabet.
"""

import sys
import zlib
from array import array
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Final

_ALPHABETS: Final = {
    "sq": "abcdefghijklmnopqrstuvwxyzçë",
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي",
}


def strange(word: str, language: str, length: int) -> int:
    """How many sequences of 4 or 5 letters of a word the language does not have.

    `word` in small letters, Arabic without its vowel marks. None in a word of other letters.
    """
    alphabet = _numbered(language)
    if any(letter not in alphabet for letter in word):
        return 0
    there, size = _there(language, length), len(alphabet)
    missing = 0
    for start in range(len(word) - length + 1):
        number = 0
        for letter in word[start : start + length]:
            number = number * size + alphabet[letter]
        at = bisect_left(there, number)
        missing += at == len(there) or there[at] != number
    return missing


@cache
def _numbered(language: str) -> dict[str, int]:
    return {letter: number for number, letter in enumerate(_ALPHABETS[language])}


@cache
def _there(language: str, length: int) -> "array[int]":
    path = files("languages") / "data" / f"sequences_{language}{length}.bin"
    steps = array("I", zlib.decompress(path.read_bytes()))
    if sys.byteorder != "little":
        steps.byteswap()
    return array("I", accumulate(steps))
