"""Which sentences of a text say what which sentences of its source say."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from languages import anchors
from languages.checks.reading import Reading

if TYPE_CHECKING:
    from languages.checks.pair import Pair

# Characters of the language for one of Albanian, as our bulletins have them.
USUAL: Final = {"sq": 1.0, "en": 0.99, "ar": 0.87}
# How many sentences of each side belong together, and how unusual that is.
_SHAPES: Final = (
    (1, 1, 0.0), (1, 2, 0.9), (2, 1, 0.9), (1, 3, 1.8), (3, 1, 1.8), (2, 2, 2.6),
    (1, 0, 1.6), (0, 1, 1.6),
)  # fmt: skip
_MOST: Final = 1600
"""Sentences of one text by those of the other: beyond, texts are compared as wholes."""
_ALIKE: Final = 2.0
"""Sentence for sentence, below this, nothing better need be looked for."""
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bead:
    """What belongs together; nothing on one side where the other says it alone."""

    source: Place | None
    text: Place | None


@dataclass
class _Sentence:
    letters: int
    concepts: list[anchors.Concepts]
    names: set[str]
    figures: set[int]
    """Indexes of the matched figures in it."""

    @cached_property
    def said(self) -> anchors.Concepts:
        return frozenset().union(*self.concepts)


def beads(pair: "Pair") -> list[Bead]:
    theirs, ours = pair.source.sentences, pair.text.sentences
    whole = [Bead((0, len(pair.source.prose)), (0, len(pair.text.prose)))]
    if not theirs or not ours or len(theirs) * len(ours) > _MOST:
        return whole
    if len(theirs) == len(ours) == 1:
        return [Bead(theirs[0], ours[0])]
    both = [(a.start, b.start) for a, b in pair.matched.numbers]
    both += [(a.start, b.start) for a, b in pair.matched.hours]
    left = _sentences(pair.source, [at for at, _ in both])
    right = _sentences(pair.text, [at for _, at in both])
    if len(left) == len(right) and all(
        _unlike([one], [other], pair.expected) < _ALIKE
        for one, other in zip(left, right, strict=True)
    ):
        return [Bead(one, other) for one, other in zip(theirs, ours, strict=True)]
    return [
        Bead(_span(theirs[a:b]), _span(ours[c:d]))
        for a, b, c, d in _cheapest(left, right, pair.expected)
    ]


def _span(places: Sequence[Place]) -> Place | None:
    return (places[0][0], places[-1][1]) if places else None


def _sentences(reading: Reading, figures: list[int]) -> list[_Sentence]:
    found = []
    for start, end in reading.sentences:
        words = [w for w in reading.words if start <= w.start < end]
        meant = [m for w in words if (m := anchors.concepts(w.key, reading.language))]
        found.append(
            _Sentence(
                sum(map(str.isalnum, reading.prose[start:end])),
                meant,
                {w.key[:4] for w in words[1:] if w.text[0].isupper()},
                {i for i, at in enumerate(figures) if start <= at < end},
            )
        )
    return found


def _cheapest(
    left: list[_Sentence], right: list[_Sentence], expected: float
) -> Iterator[tuple[int, int, int, int]]:
    best: dict[Place, tuple[float, Place]] = {(0, 0): (0.0, (0, 0))}
    equal = len(left) == len(right)
    unsaid = _unsaid(left, right) | _unsaid(right, left)
    wide = 2.5 * max(len(left), len(right))
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            if abs(i * len(right) - j * len(left)) > wide:
                continue  # far from side by side
            for more, others, cost in _SHAPES:
                before = (i - more, j - others)
                if before not in best:
                    continue
                total = best[before][0] + cost
                if not (more and others):
                    total += _lonely(left[before[0] : i] or right[before[1] : j], unsaid, equal)
                if more and others:
                    total += _unlike(left[before[0] : i], right[before[1] : j], expected)
                if (i, j) not in best or total < best[i, j][0]:
                    best[i, j] = (total, before)
    path, at = [], (len(left), len(right))
    while at != (0, 0):
        before = best[at][1]
        path.append((before[0], at[0], before[1], at[1]))
        at = before
    return reversed(path)


def _unsaid(ours: list[_Sentence], theirs: list[_Sentence]) -> set[int]:
    """The sentences of which the other text says no word that we know."""
    there = frozenset().union(*(m for s in theirs for m in s.concepts))
    return {id(s) for s in ours if s.concepts and not any(m & there for m in s.concepts)}


def _lonely(group: list[_Sentence], unsaid: set[int], equal: bool) -> float:
    """It is likelier of a sentence that says something else, and where the texts differ in number."""
    return (1.2 if equal else 0.0) - (0.7 if id(group[0]) in unsaid else 0.0)


def _unlike(left: list[_Sentence], right: list[_Sentence], expected: float) -> float:
    """By length, by what they speak of, and by their figures."""
    ratio = (sum(s.letters for s in right) + 6) / (sum(s.letters for s in left) * expected + 6)
    return (
        min((math.log(ratio) / 0.3) ** 2 / 2, 4.0)
        + 2.4 * (1 - _shared(left, right))
        + 0.8 * len(_figures(left) ^ _figures(right))
    )


def _figures(group: list[_Sentence]) -> set[int]:
    return set().union(*(s.figures for s in group))


def _shared(left: list[_Sentence], right: list[_Sentence]) -> float:
    """The share of the words that we know which the other side says too; half where we know none."""
    ours = [m for s in left for m in s.concepts]
    theirs = [m for s in right for m in s.concepts]
    if not ours or not theirs:
        return 0.5
    said = frozenset().union(*(s.said for s in left))
    there = frozenset().union(*(s.said for s in right))
    both = sum(bool(m & there) for m in ours) + sum(bool(m & said) for m in theirs)
    names = len(set().union(*(s.names for s in left)) & set().union(*(s.names for s in right)))
    return min((both + 2 * names) / (len(ours) + len(theirs)), 1.0)
