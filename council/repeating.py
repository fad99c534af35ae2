"""Whether one text repeats what another says, however it is spelled."""

import re
from collections.abc import Iterator

from languages.folding import fold

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[.!?؟\n]+")
_SHORTEST = 4
"""Words of a sentence that say something when they stand in a row."""


def plain(text: str) -> str:
    """Its words alone, between spaces, so that one text can be looked for in another."""
    return " " + " ".join(_WORD.findall(fold(text))) + " "


def sentences(text: str) -> Iterator[str]:
    """Those that are long enough to be known again."""
    for sentence in _SENTENCE.split(text):
        if len(sentence.split()) >= _SHORTEST:
            yield sentence.strip()
