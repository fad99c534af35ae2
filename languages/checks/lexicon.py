"""Lists of words and phrases under labels, looked up word by word."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, Generic, TypeVar

from languages.needles import Needles

Label = TypeVar("Label")
_KEPT: Final = 16384


class Lexicon(Generic[Label]):
    """Of each label the alternatives, folded, as a pattern; `joined` is what may stand before one.

    What is one word is asked once of each word; what has a space in it is looked for in the text.
    """

    def __init__(self, patterns: Mapping[Label, str], joined: str = "") -> None:
        self.words: list[tuple[Label, re.Pattern[str]]] = []
        phrases: list[tuple[tuple[Label, re.Pattern[str]], str]] = []
        for label, pattern in patterns.items():
            parts = list(_alternatives(pattern))
            words = "|".join(p for p in parts if " " not in p)
            if words:
                self.words.append((label, re.compile(f"{joined}(?:{words})")))
            for phrase in (p for p in parts if " " in p):
                compiled = re.compile(rf"(?<= ){joined}(?:{phrase})(?= |(?<= ))")
                phrases.append(((label, compiled), _longest_word(phrase)))
        self.phrases = Needles(phrases)
        self.of_word = lru_cache(maxsize=_KEPT)(self._of_word)

    def _of_word(self, key: str) -> tuple[Label, ...]:
        return tuple(label for label, pattern in self.words if pattern.fullmatch(key))

    def phrases_in(self, text: str) -> Iterator[tuple[Label, int, int]]:
        """In folded words with a space before, between and after."""
        for label, pattern in self.phrases.within(text):
            for match in pattern.finditer(text):
                yield label, *match.span()


def _longest_word(phrase: str) -> str:
    """Letters that stand in every form of it: looked for before it is."""
    plain = re.sub(
        r"\((?:[^()]|\([^()]*\))*\)[?*+]?|\[[^\]]*\][?*+]?|\\w\S*|\w[?*{]\S*", " ", phrase
    )
    return max(re.findall(r"[^\W_]+", plain), key=len, default="")


def _alternatives(pattern: str) -> Iterator[str]:
    """Split at each | outside of brackets."""
    depth, begun = 0, 0
    for index, sign in enumerate(pattern):
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and not depth:
            yield pattern[begun:index]
            begun = index + 1
    if pattern[begun:]:
        yield pattern[begun:]
