"""The council's arithmetic at its edges."""

import pytest

from council.models import Rule
from council.quorum import Count, MoreVotesThanVoters, SeatState, is_adopted, more_than, quorum

HALF = Rule(quorum_percent=50, majority_percent=50)


def seats(there: int, away: int = 0, **fields: bool) -> list[SeatState]:
    states = ["present"] * there + ["absent"] * away
    kept = {"voting": True, "occupied": True, **fields}
    return [SeatState(seat=number, state=state, **kept) for number, state in enumerate(states)]


@pytest.mark.parametrize(
    ("percent", "of", "needed"),
    [(50, 0, 1), (50, 1, 1), (50, 2, 2), (50, 12, 7), (50, 13, 7), (66, 3, 2), (0, 5, 1)],
)
def test_more_than_a_share_is_the_next_whole_number(percent: int, of: int, needed: int) -> None:
    assert more_than(percent, of) == needed


def test_an_empty_table_has_no_quorum() -> None:
    found = quorum(HALF, [])
    assert (found.occupied, found.present, found.needed) == (0, 0, 1)
    assert not found.reached


def test_one_seat_alone_is_a_quorum_of_itself() -> None:
    assert quorum(HALF, seats(1)).reached
    assert not quorum(HALF, seats(0, 1)).reached


def test_exactly_half_is_not_more_than_half() -> None:
    assert not quorum(HALF, seats(6, 6)).reached
    assert quorum(HALF, seats(7, 5)).reached


def test_vacant_seats_do_not_count_on_either_side() -> None:
    found = quorum(HALF, [*seats(2), *seats(9, occupied=False)])
    assert (found.occupied, found.present) == (2, 2)


def test_seats_without_a_vote_do_not_count() -> None:
    assert quorum(HALF, [*seats(0, 3), *seats(9, voting=False)]).present == 0


def test_where_all_stand_aside_nobody_is_there_and_all_seats_still_count() -> None:
    found = quorum(HALF, seats(5, recused=True))
    assert (found.occupied, found.present, found.reached) == (5, 0, False)


def test_who_is_there_at_a_distance_or_by_a_substitute_is_there() -> None:
    ways = ("present", "remote", "substitute", "excused", "absent", "")
    table = [SeatState(seat=n, voting=True, occupied=True, state=s) for n, s in enumerate(ways)]
    assert quorum(HALF, table).present == 3


@pytest.mark.parametrize(
    ("base", "adopted"),
    # 13 seats, 9 are there, 4 in favour, 3 against, 2 abstain.
    [(Rule.Base.VOTING, True), (Rule.Base.PRESENT, False), (Rule.Base.OCCUPIED, False)],
)
def test_a_majority_is_of_the_rules_base(base: str, adopted: bool) -> None:
    rule = Rule(quorum_percent=50, majority_percent=50, majority_base=base)
    standing = quorum(rule, seats(9, 4))
    assert is_adopted(rule, Count(4, 3, 2), standing) is adopted


def test_a_tie_is_not_adopted_and_nobody_in_favour_neither() -> None:
    standing = quorum(HALF, seats(8))
    assert not is_adopted(HALF, Count(4, 4), standing)
    assert not is_adopted(HALF, Count(0, 0, 8), standing)


def test_more_votes_than_voters_are_refused_with_abstentions_counted() -> None:
    standing = quorum(HALF, seats(3))
    assert is_adopted(HALF, Count(2, 1), standing)
    with pytest.raises(MoreVotesThanVoters):
        is_adopted(HALF, Count(2, 1, 1), standing)
