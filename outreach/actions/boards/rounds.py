"""How a month's round stands, counted from the answers of its places."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from outreach.models import BoardTally, Pack, Posting
from outreach.small_cells import PUBLISHED_FROM, STEP

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


def tell(months: Collection[datetime.date]) -> None:
    """Brings what residents read up to the answers; a number that stays the same changes no page.

    The last act of a transaction: whoever tells of a month waits for who does, and then sees what
    they have counted.
    """
    for month in sorted(months):
        list(Pack.objects.select_for_update(no_key=True).filter(month=month))
        found = round_of(month)
        posted = found.posted // STEP * STEP if found else 0
        if found is None or posted < PUBLISHED_FROM:
            BoardTally.objects.filter(month=month).delete()
        else:
            told = {"posted": posted, "places": found.places}
            if not BoardTally.objects.filter(month=month, **told).exists():
                BoardTally.objects.update_or_create(month=month, defaults=told)


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
