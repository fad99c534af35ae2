"""What an Albanian word can be: which part of speech, which case, which form of a verb.

From the grammar of Albanian by Morozova, Rusakov and Arkhangelskiy (`uniparser-albanian` 2.3.0, MIT,
`data/forms.LICENSE.txt`); here are only its 810,000 forms, written by `manage.py make_forms`. The file is
LZMA over two parts: how many kinds of words there are and what each kind can be (uint16, little-endian),
and a line a word, sorted as bytes: the word in UTF-8, a tab, and the number of its kind as two digits of
base 200, each a byte from 32 on.
"""

import lzma
import struct
from collections.abc import Mapping
from enum import IntFlag
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

FILE: Final = files("languages") / "data" / "forms_sq.xz"
_ZERO, _BASE = 32, 200
"""So no digit is the end of a line."""


class Form(IntFlag):
    """All that a word can be, in any of its readings."""

    NOUN = 1
    DEFINITE = 2
    INDEFINITE = 4
    NOMINATIVE = 8
    ACCUSATIVE = 16
    OBLIQUE = 32
    """Genitive, dative, ablative."""
    SINGULAR = 64
    PLURAL = 128
    ANIMATE = 256
    FINITE = 512
    PARTICIPLE = 1024
    SUBJUNCTIVE = 2048
    """Only behind "të": shkojë."""
    IMPERATIVE = 4096
    OTHER = 8192
    """An adjective, a pronoun, a small word."""


UNKNOWN: Final = Form(0)
VERB: Final = Form.FINITE | Form.PARTICIPLE | Form.SUBJUNCTIVE | Form.IMPERATIVE
_NOT, _DENIED = "mos", 7
"""Albanian makes "mosregjistrim" of any noun; the letters of one that is no other word by chance."""


@lru_cache(maxsize=32768)
def form(word: str) -> Form:
    """Of a word in small letters; UNKNOWN where the grammar does not have it."""
    kinds, lines = _table()
    sought = word.encode() + b"\t"
    low, high = 0, len(lines) - 1
    while low < high:
        start = lines.rfind(b"\n", 0, (low + high) // 2 + 1) + 1
        end = lines.find(b"\n", start)
        line = lines[start:end]
        if end > 0 and line.startswith(sought):
            return kinds[(line[-2] - _ZERO) * _BASE + line[-1] - _ZERO]
        if end > 0 and line < sought:
            low = end
        else:
            high = start - 1
    denied = form(word[len(_NOT) :]) if word.startswith(_NOT) and len(word) > _DENIED else UNKNOWN
    return denied & ~(VERB | Form.OTHER) if denied & Form.NOUN else UNKNOWN


def packed(words: Mapping[str, Form]) -> bytes:
    """A file of them."""
    kinds = sorted(set(words.values()))
    numbers = {
        kind: bytes([_ZERO + number // _BASE, _ZERO + number % _BASE])
        for number, kind in enumerate(kinds)
    }
    lines = sorted(word.encode() + b"\t" + numbers[kind] for word, kind in words.items())
    head = struct.pack(f"<{len(kinds) + 1}H", len(kinds), *kinds)
    return lzma.compress(head + b"\n".join([b"", *lines, b""]), preset=lzma.PRESET_DEFAULT)


@cache
def _table() -> tuple[tuple[Form, ...], bytes]:
    """The kinds, and the lines between two ends of a line."""
    content = lzma.decompress(FILE.read_bytes())
    (many,) = struct.unpack_from("<H", content)
    kinds = struct.unpack_from(f"<{many}H", content, 2)
    return tuple(map(Form, kinds)), content[2 + 2 * many :]
