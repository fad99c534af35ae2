"""What the checks of a text must know besides its words: it changes from day to day."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    election: bool = False
    """Whether a word of promise is one too many."""
    help_lines: frozenset[str] = frozenset()
    """Digits of the numbers that residents are told to call."""


NO_RULES = Rules()
"""Of words alone, on any day."""
