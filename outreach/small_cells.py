"""Numbers so small that they might point at somebody are hidden, and what would give them away.

Two rules (MAIL.md, Reach). What is published starts at ten and is rounded to fives: it stays for good,
and may be laid beside other tables. What the office sees starts at five, unrounded. In both, where one
part of a sum is hidden, a second one is, or the sum minus the others would tell it.
"""

from collections.abc import Mapping, Sequence
from typing import Final

PUBLISHED_FROM: Final = 10
STEP: Final = 5
VISIBLE_FROM: Final = 5


def publishable(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Each count rounded to five, or None where it must not be published. Nobody at all is shown:
    it tells of no one who answered."""
    hidden = {key for key, n in counts.items() if 0 < n < PUBLISHED_FROM}
    shown = {key: n for key, n in counts.items() if n >= PUBLISHED_FROM}
    if len(hidden) == 1 and shown:
        hidden.add(min(shown, key=lambda key: shown[key]))
    return {key: None if key in hidden else rounded(n) for key, n in counts.items()}


def rounded(n: int) -> int:
    """To the next multiple of five; halfway up."""
    return (2 * n + STEP) // (2 * STEP) * STEP


def visible(n: int) -> int | None:
    """For the office: a number that is part of no sum; None where it is hidden."""
    return None if 0 < n < VISIBLE_FROM else n


def visible_with_sum(parts: Sequence[int]) -> tuple[list[int | None], int | None]:
    """For the office: the parts of a sum and the sum, each None where it is hidden. Noughts are hidden
    with what is small, so that nobody knows which parts are."""
    total = sum(parts)
    if 0 < total < VISIBLE_FROM:
        return [None] * len(parts), None
    hidden = {place for place, n in enumerate(parts) if n < VISIBLE_FROM}
    if not any(parts[place] for place in hidden):
        return list(parts), total
    if len(hidden) == 1:
        others = [place for place in range(len(parts)) if place not in hidden]
        hidden.add(min(others, key=lambda place: parts[place]))
    return [None if place in hidden else n for place, n in enumerate(parts)], total
