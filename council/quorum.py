"""Who must be there, and how many must agree: the council's arithmetic, without a database.

A seat that is recused from an item is not there for it, and stays in the number of occupied seats:
the stricter reading, so that a quorum is never counted too easily.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from council.models.attendance import THERE
from council.models.rule import Rule


@dataclass(frozen=True)
class SeatState:
    """One seat for one item. `occupied`: somebody holds it on the day."""

    seat: int
    voting: bool
    occupied: bool
    state: str
    recused: bool = False

    @property
    def is_there(self) -> bool:
        return self.occupied and self.state in THERE and not self.recused


@dataclass(frozen=True)
class Quorum:
    occupied: int
    """Voting seats that somebody holds."""
    present: int
    """Voting seats that are there for the item and not recused."""
    needed: int
    """The smallest number that is more than the rule's share."""

    @property
    def reached(self) -> bool:
        return self.present >= self.needed


@dataclass(frozen=True)
class Count:
    in_favour: int
    against: int = 0
    abstained: int = 0


class MoreVotesThanVoters(Exception):
    """More votes were counted than seats that may vote on the item."""


def more_than(percent: int, of: int) -> int:
    """The smallest whole number that is more than `percent` of `of`."""
    return of * percent // 100 + 1


def quorum(rule: Rule, seats: Iterable[SeatState]) -> Quorum:
    voting = [seat for seat in seats if seat.voting and seat.occupied]
    return Quorum(
        occupied=len(voting),
        present=sum(seat.is_there for seat in voting),
        needed=more_than(rule.quorum_percent, len(voting)),
    )


def is_adopted(rule: Rule, count: Count, standing: Quorum) -> bool:
    """Whether a vote carries. Raises MoreVotesThanVoters."""
    if count.in_favour + count.against + count.abstained > standing.present:
        raise MoreVotesThanVoters
    base = {
        Rule.Base.VOTING: count.in_favour + count.against,
        Rule.Base.PRESENT: standing.present,
        Rule.Base.OCCUPIED: standing.occupied,
    }[Rule.Base(rule.majority_base)]
    return count.in_favour >= more_than(rule.majority_percent, base)
