"""The door for notice boards: a month's pack goes in, how the round stands comes out."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from council.people import Allowed, User
from outreach.access import may_see_boards
from outreach.actions.boards.hand_out import Handed as Handed
from outreach.actions.boards.hand_out import current_pack, take_pack, withdraw_packs
from outreach.models import NoticeBoard, Pack, Posting

PUBLISHED_FROM = 10
PUBLISHED_IN_STEPS = 5
_POSTED, _READ, _COULD_NOT = "posted", "read", "could_not"


@dataclass(frozen=True)
class Round:
    """A month's places, all of them or a unit's. Nothing here is a guess: who has not answered is
    counted as such."""

    places: int
    posted: int
    could_not: int
    read: int
    """Read aloud, and not posted."""
    heard: int | None
    """People whom it was read aloud to; None where nobody has said a number."""

    @property
    def answered(self) -> int:
        return self.posted + self.read + self.could_not

    @property
    def silent(self) -> int:
        return self.places - self.answered


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


def round_of(month: datetime.date, *, unit: str = "") -> Round | None:
    """None where no sheet was handed out: it is not known, and not nothing."""
    found = rounds(month, month)
    if unit:
        return found.get((month, unit))
    return _sum(list(found.values()))


def rounds(first: datetime.date, last: datetime.date) -> Mapping[tuple[datetime.date, str], Round]:
    """Of each month and unit that got a sheet; months as their first days."""
    rows = Posting.objects.filter(pack__month__range=(first, last)).order_by("pack__edition")
    last_said: dict[tuple[datetime.date, str, object], tuple[str, int | None]] = {}
    for month, unit, board, outcome, heard in rows.values_list(
        "pack__month", "board__unit", "board_id", "outcome", "heard"
    ):
        key = (month, unit, board)
        # A corrected sheet that nobody has answered for yet takes back no answer to the former.
        if outcome or key not in last_said:
            last_said[key] = (outcome, heard)
    sorted_out: dict[tuple[datetime.date, str], list[tuple[str, int | None]]] = {}
    for (month, unit, _board), said in last_said.items():
        sorted_out.setdefault((month, unit), []).append(said)
    return {key: _count(said) for key, said in sorted_out.items()}


def posted_places(month: datetime.date) -> int | None:
    """What may be said in public: at least ten places, in steps of five; None below that."""
    found = round_of(month)
    if found is None or found.posted < PUBLISHED_FROM:
        return None
    return found.posted // PUBLISHED_IN_STEPS * PUBLISHED_IN_STEPS


def standing(user: User, *, on: datetime.date) -> Standing | None:
    """How the current month's round stands, for who may see it."""
    if not isinstance(may_see_boards(user, on=on), Allowed):
        return None
    pack = current_pack()
    found = round_of(pack.month) if pack else None
    return Standing(pack.month, found) if pack and found else None


def place_codes() -> Mapping[str, str]:
    """Active places' names by the codes that stand in QR codes."""
    rows = NoticeBoard.objects.filter(retired_at__isnull=True)
    return dict(rows.values_list("code", "name"))


def _count(said: Sequence[tuple[str, int | None]]) -> Round:
    outcomes = [outcome for outcome, _heard in said]
    numbers = [heard for _outcome, heard in said if heard is not None]
    return Round(
        places=len(said),
        posted=outcomes.count(_POSTED),
        could_not=outcomes.count(_COULD_NOT),
        read=outcomes.count(_READ),
        heard=sum(numbers) if numbers else None,
    )


def _sum(found: Sequence[Round]) -> Round | None:
    if not found:
        return None
    heard = [one.heard for one in found if one.heard is not None]
    return Round(
        places=sum(one.places for one in found),
        posted=sum(one.posted for one in found),
        could_not=sum(one.could_not for one in found),
        read=sum(one.read for one in found),
        heard=sum(heard) if heard else None,
    )
