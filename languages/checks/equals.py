"""The same said in another measure: seven days and a week, seven in ten and 70 %."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final

from languages import anchors
from languages.checks.reading import Reading, Word
from languages.quantities.figures import Number
from languages.quantities.fractions import fractions

_MINUTES: Final = {"minut": 1, "orë$": 60, "ditë": 1440, "javë": 10080}
_MONTHS: Final = {"muaj": 1, "vit$": 12}
_DUAL: Final = ("ين", "ان", "تين", "تان")
_AS_A_NUMBER: Final = ("يومي", "شهري", "عامي", "اسبوعي")
Span = tuple[int, int]
Length = tuple[str, int]


def forgive(source: Reading, text: Reading, lost: list[Number], added: list[Number]) -> None:
    """Takes what the other side says in another measure from what it lost, and from what it added."""
    for ours, theirs, ours_left, theirs_left in (
        (source, text, lost, added),
        (text, source, added, lost),
    ):
        if not ours_left:
            continue
        _times(ours, theirs, ours_left, theirs_left)
        _shares(ours, ours_left, theirs_left)


def same_time(source: Reading, word: Word, text: Reading, other: Word) -> bool:
    """Whether two words measure the same length of time, in two measures."""
    ours = [m for m, (a, b) in lengths(source) if a <= word.start < b]
    theirs = [m for m, (a, b) in lengths(text) if a <= other.start < b]
    return bool(ours) and ours == theirs


def lengths(reading: Reading) -> Iterator[tuple[Length, Span]]:
    """Each length of time, in minutes or in months, with the place of its words."""
    numbers = {n.end: n for n in reading.figures.numbers if len(n.readings) == 1}
    for word in reading.words:
        units = anchors.concepts(word.key, reading.language) & anchors.units()
        measured = next((_measures()[c] for c in units if c in _measures()), None)
        if measured is None:
            continue
        kind, size = measured
        number = next((numbers[e] for e in (word.start - 1, word.start) if e in numbers), None)
        count = number.readings[0][0] if number and len(number.readings[0]) == 1 else Decimal(1)
        if number is None and reading.language == "ar":
            count = Decimal(2 if word.key.endswith(_DUAL) or word.key in _AS_A_NUMBER else 1)
        start = number.start if number else word.start
        yield (kind, int(count * size)), (start, word.end)


@cache
def _measures() -> dict[int, Length]:
    found: dict[int, Length] = {}
    for concept in anchors.units():
        stem = anchors.rows_of()[concept]["sq"].split("|")[0]
        for kind, sizes in (("minutes", _MINUTES), ("months", _MONTHS)):
            if stem in sizes:
                found[concept] = (kind, sizes[stem])
    return found


def _times(ours: Reading, theirs: Reading, left: list[Number], others: list[Number]) -> None:
    there = dict(lengths(theirs))
    for length, (start, end) in lengths(ours):
        if length in there:
            left[:] = [n for n in left if not start <= n.start < end]
            a, b = there[length]
            others[:] = [n for n in others if not a <= n.start < b]


def _shares(ours: Reading, left: list[Number], others: list[Number]) -> None:
    for share in fractions(ours.spoken, ours.language):
        percent = Decimal(share.numerator * 100) / Decimal(share.denominator)
        said = next((n for n in others if n.percent and n.readings[0][0] == percent), None)
        if said is not None:
            others.remove(said)
            parts = {Decimal(share.numerator), Decimal(share.denominator)}
            left[:] = [n for n in left if n.readings[0][0] not in parts]
