"""The door for notice boards: a month's pack goes in, how the round stands comes out."""

import datetime
from dataclasses import dataclass

from council.people import Allowed, User
from outreach.access import may_see_boards
from outreach.actions.boards.hand_out import Handed as Handed
from outreach.actions.boards.hand_out import current_pack, take_pack, withdraw_packs
from outreach.actions.boards.rounds import Round as Round
from outreach.actions.boards.rounds import round_of as round_of
from outreach.actions.boards.rounds import rounds as rounds
from outreach.models import BoardTally, Pack


@dataclass(frozen=True)
class Standing:
    """For the dashboard."""

    month: datetime.date
    round: Round


def has_pack(*, month: datetime.date, edition: int) -> bool:
    return Pack.objects.filter(month=month, edition=edition).exists()


def hand_over(*, pack: Handed, at: datetime.datetime) -> None:
    """Every place gets it, by a letter where it has an address; safe to repeat."""
    take_pack(handed=pack, at=at)


def withdraw(*, month: datetime.date, reason: str, at: datetime.datetime) -> None:
    """Whoever was sent the month's sheet is asked to take it down."""
    withdraw_packs(month=month, reason=reason, at=at)


def told_of(month: datetime.date) -> BoardTally | None:
    """What may be said in public; None while that is nothing. One query, for the public role."""
    return BoardTally.objects.filter(month=month).first()


def standing(user: User, *, on: datetime.date) -> Standing | None:
    """How the current month's round stands, for who may see it."""
    if not isinstance(may_see_boards(user, on=on), Allowed):
        return None
    pack = current_pack()
    found = round_of(pack.month) if pack else None
    return Standing(pack.month, found) if pack and found else None
