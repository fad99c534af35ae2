"""A text beside its source, and what their figures have in common."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Final, TypeVar

from languages.checks import equals
from languages.checks.alignment import USUAL, Bead, beads
from languages.checks.finding import gettext_noop
from languages.checks.reading import Reading
from languages.checks.said import Said
from languages.quantities.figures import Figures, Number
from languages.quantities.hours import HALF_DAY, Hour

Names = Mapping[str, str]
T = TypeVar("T", Number, Hour)

LOST_AND_ADDED: Final = gettext_noop("The source says %(source)s, the translation says %(found)s.")
LOST: Final = gettext_noop("The source says %(source)s, the translation does not.")
ADDED: Final = gettext_noop("The translation says %(found)s, the source does not.")


@dataclass(slots=True)
class Matched:
    """Figures that found each other, and those that did not."""

    numbers: list[tuple[Number, Number]] = field(default_factory=list)
    lost: list[Number] = field(default_factory=list)
    added: list[Number] = field(default_factory=list)
    hours: list[tuple[Hour, Hour]] = field(default_factory=list)
    lost_hours: list[Hour] = field(default_factory=list)
    added_hours: list[Hour] = field(default_factory=list)


class Pair:
    def __init__(self, source: Reading, text: Reading, names: Iterable[Names] = ()) -> None:
        self.source, self.text, self.names = source, text, tuple(names)

    @cached_property
    def matched(self) -> Matched:
        return _matched(self.source, self.text)

    @cached_property
    def expected(self) -> float:
        """How many letters of the translation usually say one of the source."""
        return USUAL[self.text.language] / USUAL[self.source.language]

    @cached_property
    def ratio(self) -> float:
        """The length of the translation to what is usual for its source."""
        return self.text.letters / max(self.source.letters * self.expected, 1)

    @cached_property
    def beads(self) -> list[Bead]:
        """Its sentences, each beside those that say the same."""
        return beads(self)

    @cached_property
    def said(self) -> Said:
        """Its words, each beside the one that says the same."""
        return Said(self)


def _matched(source: Reading, text: Reading) -> Matched:
    made = Matched()
    ours, theirs = text.figures, source.figures
    made.hours, made.lost_hours, made.added_hours = _join(
        theirs.hours, ours.hours, lambda a, b: bool(a.minutes & b.minutes)
    )
    made.numbers, made.lost, made.added = _join(theirs.numbers, ours.numbers, _same, _exact)
    _uncrossed(made.numbers)
    _split_readings(made)
    _hours_as_numbers(made)
    _again(made, theirs, ours)
    if made.lost or made.added:
        equals.forgive(source, text, made.lost, made.added)
    made.lost = [n for n in made.lost if _is_told(n)]
    made.added = [n for n in made.added if _is_told(n)]
    made.lost_hours = [h for h in made.lost_hours if not h.weak]
    made.added_hours = [h for h in made.added_hours if not h.weak]
    return made


def _join(
    ours: list[T], others: list[T], *same: Callable[[T, T], bool]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Pairs: what must be said with what must be said, then with what may be."""
    left, right, pairs = list(ours), list(others), []
    for weak_left, weak_right in ((False, False), (False, True), (True, False), (True, True)):
        for rule in reversed(same):
            for one in [n for n in left if n.weak == weak_left]:
                found = next((n for n in right if n.weak == weak_right and rule(one, n)), None)
                if found is not None:
                    pairs.append((one, found))
                    left.remove(one)
                    right.remove(found)
    pairs.sort(key=lambda pair: pair[0].start)
    return pairs, left, right


def _same(one: Number, other: Number) -> bool:
    return bool(set(one.readings) & set(other.readings))


def _exact(one: Number, other: Number) -> bool:
    return one.readings == other.readings and one.word == other.word


def _uncrossed(pairs: list[tuple[Number, Number]]) -> None:
    """Of equal numbers, in words or not, the first says the first: "3 ... një e treta"."""
    same: dict[tuple[tuple[Decimal, ...], ...], list[int]] = {}
    for at, (one, _) in enumerate(pairs):
        same.setdefault(one.readings, []).append(at)
    for places in same.values():
        others = sorted((pairs[at][1] for at in places), key=lambda number: number.start)
        for at, other in zip(places, others, strict=True):
            pairs[at] = pairs[at][0], other


def _is_told(number: Number) -> bool:
    """One and none are said in too many ways; parts of one in figures are not."""
    value = number.readings[0][0]
    return not number.weak and (value > 1 or (value % 1 > 0 and not number.word))


def _split_readings(made: Matched) -> None:
    """`9 112` that the other language writes as two numbers."""
    for left, right in ((made.lost, made.added), (made.added, made.lost)):
        for number in list(left):
            for values in number.readings:
                rest = list(right)
                for value in values:
                    one = next((n for n in rest if (value,) in n.readings), None)
                    if one is None:
                        break
                    rest.remove(one)
                else:
                    if len(values) > 1:
                        left.remove(number)
                        right[:] = rest
                        break


def _hours_as_numbers(made: Matched) -> None:
    """ "From hour 9 to 15": the second stands without its word."""
    for hours, numbers in ((made.lost_hours, made.added), (made.added_hours, made.lost)):
        for hour in list(hours):
            found = next((n for n in numbers if _as_hour(n) & hour.minutes), None)
            if found is not None:
                hours.remove(hour)
                numbers.remove(found)


def _as_hour(number: Number) -> set[int]:
    value = number.readings[0][0]
    if len(number.readings) > 1 or value > 24:
        return set()
    at = int(value * 60) if value == int(value) else int(value) * 60 + int(value % 1 * 100)
    return {at, at + HALF_DAY} if value < 8 else {at}


def _again(made: Matched, theirs: Figures, ours: Figures) -> None:
    """A year and a date need not be said twice; neither a number that both say."""
    for left, own, others in ((made.lost, theirs, ours), (made.added, ours, theirs)):
        for number in list(left):
            said = number.year or number.word or _of_date_again(number, own)
            if said and any(_same(number, n) for n in others.numbers):
                left.remove(number)


def _of_date_again(number: Number, figures: Figures) -> bool:
    """ "08/03/2026 (8 March)"."""
    dates = [(day, month) for day, month, a, b in figures.dates if a <= number.start < b]
    return any(sum(d[:2] == date for d in figures.dates) > 1 for date in dates)
