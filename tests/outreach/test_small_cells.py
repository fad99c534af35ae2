"""What is hidden of small numbers, and that nothing shown gives them away."""

import itertools
from functools import cache

import pytest

from outreach.small_cells import visible, visible_with_sum


@pytest.mark.parametrize(("n", "seen"), [(0, 0), (1, None), (4, None), (5, 5), (1000, 1000)])
def test_a_number_alone_is_hidden_below_five(n: int, seen: int | None) -> None:
    assert visible(n) == seen


@pytest.mark.parametrize(
    ("parts", "seen", "total"),
    [
        ([120, 40, 9], [120, 40, 9], 169),
        ([120, 0, 9], [120, 0, 9], 129),
        ([0, 0, 0], [0, 0, 0], 0),
        ([], [], 0),
        # One small part would be the sum minus the others: the next smallest goes with it.
        ([120, 40, 3], [120, None, None], 163),
        # A nought hides with it, and nothing more needs to.
        ([120, 0, 3], [120, None, None], 123),
        ([1, 1, 1, 1, 1], [None] * 5, 5),
        # A small sum says as much as its parts.
        ([3, 0, 0], [None] * 3, None),
        ([3], [None], None),
        ([7], [7], 7),
    ],
)
def test_with_a_part_goes_what_would_give_it_away(
    parts: list[int], seen: list[int | None], total: int | None
) -> None:
    assert visible_with_sum(parts) == (seen, total)


def test_from_all_that_is_shown_no_hidden_part_can_be_worked_out() -> None:
    """For whoever reads what the page says: some hidden part is small, the others may be anything."""
    for parts in itertools.product(range(9), repeat=4):
        seen, total = visible_with_sum(parts)
        assert all(n is None or n == part for n, part in zip(seen, parts, strict=True))
        assert not any(0 < n < 5 for n in seen if n is not None)
        hidden = seen.count(None)
        if hidden and total is not None:
            assert len(_possible(hidden, total - sum(n or 0 for n in seen))) > 1, parts


@cache
def _possible(hidden: int, left: int) -> set[int]:
    """What the first of so many hidden parts may be, where one of them at least is small."""
    return {
        parts[0]
        for parts in itertools.product(range(left + 1), repeat=hidden)
        if sum(parts) == left and any(0 < n < 5 for n in parts)
    }
