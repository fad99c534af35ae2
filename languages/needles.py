"""Which of many strings stand in a text: asked before the patterns that begin with them."""

from collections.abc import Iterable
from typing import Generic, TypeVar

Label = TypeVar("Label")


class Needles(Generic[Label]):
    def __init__(self, told: Iterable[tuple[Label, str]]) -> None:
        """`told`: labels, each with a string; a label may have several."""
        self._told = list(told)

    def within(self, text: str) -> list[Label]:
        """The labels of which a string stands in the text, in their order."""
        return list(dict.fromkeys([label for label, string in self._told if string in text]))
