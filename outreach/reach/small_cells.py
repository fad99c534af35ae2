"""Numbers so small that they might point at somebody are hidden, and what would give them away.

Inside the workspace from 5 on. Where one part of a sum is hidden, a second one is, or the sum minus
the others would tell it; noughts are hidden with it, so that nobody knows which parts are small.
"""

from collections.abc import Sequence

FEW = 5


def shown(n: int) -> int | None:
    """A number that is part of no sum; None where it is hidden."""
    return None if 0 < n < FEW else n


def shown_with_sum(parts: Sequence[int]) -> tuple[list[int | None], int | None]:
    """The parts of a sum and the sum, each None where it is hidden."""
    total = sum(parts)
    if 0 < total < FEW:
        return [None] * len(parts), None
    hidden = {place for place, n in enumerate(parts) if n < FEW}
    if not any(parts[place] for place in hidden):
        return list(parts), total
    if len(hidden) == 1:
        others = [place for place in range(len(parts)) if place not in hidden]
        hidden.add(min(others, key=lambda place: parts[place]))
    return [None if place in hidden else n for place, n in enumerate(parts)], total
