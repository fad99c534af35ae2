"""Figures that changed places: all are there, but they say it of something else."""

import re
from dataclasses import dataclass
from typing import Final

from languages import anchors
from languages.checks.finding import Findings, gettext_noop
from languages.checks.pair import Pair
from languages.checks.reading import Reading

NAME = "exchanged"
EXCHANGED: Final = gettext_noop("Figures may have changed places: %(found)s stands where the source says %(source)s.")
OTHER_UNIT: Final = gettext_noop("The source counts something else with this number: %(source)s.")
_PART_OF: Final = re.compile(
    r"\b(?:nga|prej|of|out of)\b|(?<!\w)(?:من|أصل)(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    other_start: int
    other_end: int


def check(pair: Pair) -> Findings:
    numbers = [
        _Place(a.start, a.end, b.start, b.end)
        for a, b in pair.matched.numbers
        if not (a.weak or b.weak or a.year) and a.readings[0][0] > 1
    ]
    yield from _units(pair, numbers)
    yield from _order(pair, _distinct(pair, numbers), strict=False)
    hours = [_Place(a.start, a.end, b.start, b.end) for a, b in pair.matched.hours]
    yield from _order(pair, _distinct(pair, hours), strict=True)
    theirs = {number: (a, b) for number, a, b in pair.source.figures.telephones}
    ours = {number: (a, b) for number, a, b in pair.text.figures.telephones}
    phones = [_Place(*theirs[n], *ours[n]) for n in theirs if n in ours]
    yield from _order(pair, phones, strict=True)


def _distinct(pair: Pair, places: list[_Place]) -> list[_Place]:
    """Those whose words stand once: of two equal numbers nobody knows which is which."""
    said = [pair.source.text[p.start : p.end] for p in places]
    return [p for p, words in zip(places, said, strict=True) if said.count(words) == 1]


def _order(pair: Pair, places: list[_Place], *, strict: bool) -> Findings:
    places = sorted(places, key=lambda p: p.start)
    for index, first in enumerate(places):
        for second in places[index + 1 :]:
            if first.other_start > second.other_start and _wrong(pair, first, second, strict):
                yield pair.text.finding(
                    NAME, EXCHANGED, second.other_start, second.other_end,
                    source=pair.source.text[first.start : first.end].strip(),
                )  # fmt: skip
                return


def _wrong(pair: Pair, first: _Place, second: _Place, strict: bool) -> bool:
    verdicts = [_agrees(pair, first), _agrees(pair, second)]
    crossed = [_agrees(pair, _cross(first, second)), _agrees(pair, _cross(second, first))]
    if True in crossed and True not in verdicts:
        return True
    if True in verdicts:
        return False
    if not strict and (
        _part_of(pair.source.prose, first.start, second.end)
        or _part_of(pair.text.prose, second.other_start, first.other_end)
    ):
        return False
    return _one_sentence(pair, first, second) and (strict or _same_form(pair, first, second))


def _cross(first: _Place, second: _Place) -> _Place:
    return _Place(first.start, first.end, second.other_start, second.other_end)


def _agrees(pair: Pair, place: _Place) -> bool | None:
    """Whether both say the number of the same thing; None where it is not known."""
    theirs = _around(pair.source, place.start, place.end)
    ours = _around(pair.text, place.other_start, place.other_end)
    if not theirs or not ours:
        return None
    return bool(theirs & ours)


def _around(reading: Reading, start: int, end: int) -> anchors.Concepts:
    """What is counted: the next word with a concept, else the one before."""
    found: anchors.Concepts = frozenset()
    after = [w for w in reading.words if w.start >= end][:3]
    before = [w for w in reading.words if w.end <= start][-3:]
    for word in after:
        if re.search(r"[\d.,;:،؛()]", reading.prose[end : word.start]):
            break
        found = anchors.concepts(word.key, reading.language)
        if found:
            return found
    for word in reversed(before):
        if re.search(r"[\d.;؛]", reading.prose[word.end : start]):
            break
        found = anchors.concepts(word.key, reading.language)
        if found:
            return found
    return found


def _part_of(text: str, start: int, end: int) -> bool:
    return bool(_PART_OF.search(text, max(start - 8, 0), min(end + 25, len(text))))


def _one_sentence(pair: Pair, first: _Place, second: _Place) -> bool:
    return any(a <= first.start and second.end <= b for a, b in pair.source.sentences) and any(
        a <= second.other_start and first.other_end <= b for a, b in pair.text.sentences
    )


def _same_form(pair: Pair, first: _Place, second: _Place) -> bool:
    """Between the two stands a list's or a contrast's joint, not another clause."""
    return second.start - first.end < 60 and len(pair.source.sentences) == len(pair.text.sentences)


def _units(pair: Pair, places: list[_Place]) -> Findings:
    """Three months stay months."""
    units = anchors.units()
    for place in places:
        theirs = _next(pair.source, place.end) & units
        ours = _next(pair.text, place.other_end) & units
        if theirs and ours and not theirs & ours:
            word = next(w for w in pair.source.words if w.start >= place.end)
            yield pair.text.finding(
                NAME, OTHER_UNIT, place.other_start, place.other_end,
                source=pair.source.text[place.start : word.end],
            )  # fmt: skip


def _next(reading: Reading, end: int) -> anchors.Concepts:
    word = next((w for w in reading.words if w.start >= end), None)
    if word is None or word.start - end > 2:
        return frozenset()
    return anchors.concepts(word.key, reading.language)
