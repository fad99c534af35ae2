"""Which counts may be shown, so that none tells of one person (MAIL.md, Reach)."""

from collections.abc import Mapping
from typing import Final

LEAST: Final = 10
"""Below, a cell is not published."""
STEP: Final = 5


def publishable(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Each count rounded to five, or None where it must not be shown.

    Where only one would be hidden, what is left of the sum would tell it: the next smallest goes
    with it. Nobody at all is shown: it tells of no one who answered.
    """
    hidden = {key for key, n in counts.items() if 0 < n < LEAST}
    shown = {key: n for key, n in counts.items() if n >= LEAST}
    if len(hidden) == 1 and shown:
        hidden.add(min(shown, key=lambda key: shown[key]))
    return {key: None if key in hidden else rounded(n) for key, n in counts.items()}


def rounded(n: int) -> int:
    """To the next multiple of five; halfway up."""
    return (2 * n + STEP) // (2 * STEP) * STEP
