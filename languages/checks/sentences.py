"""Sentences that are missing or were added, and a length that cannot be right."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from languages import anchors
from languages.checks.alignment import USUAL, Place
from languages.checks.finding import Findings, gettext_noop, short
from languages.checks.pair import LOST, LOST_AND_ADDED, Pair
from languages.checks.reading import MASK, Reading, Word

NAME, LENGTH = "sentences", "length"
MISSING: Final = gettext_noop("A sentence of the source may be missing: %(source)s")
EXTRA: Final = gettext_noop("A sentence that the source does not have: %(found)s")
_ENUMERATED: Final = re.compile(r"(?<![\w(])\(?(?:[a-hأبجدهوزح]|\d{1,2})\)(?=\s)")
_MOSTLY: Final = 0.75
_SHORTER: Final = 0.88
LONGER: Final = 0.85
"""Of the text's length the source has less, and fewer sentences: no clean text of our corpus does."""
_TOO_LITTLE: Final = 0.6
"""Of 4,162 clean translations of more than 60 letters one is so short (a letter with placeholders), of 348
that lack words 26."""
TOO_SHORT: Final = gettext_noop("The translation is much shorter than the source.")
TOO_LONG: Final = gettext_noop("The translation is much longer than the source.")


def check(pair: Pair) -> Findings:
    yield from _said_again(pair)
    yield from _enumerated(pair)
    before, ratio = pair.source.letters, pair.ratio
    more = len(pair.text.sentences) - len(pair.source.sentences)
    lost = _lacking(pair, pair.source, pair.text, ratio, -more)
    added = _lacking(pair, pair.text, pair.source, 1 / max(ratio, 0.01), more)
    if len(pair.beads) > 1:
        lost = lost or _alone(
            pair, pair.source, pair.text, [b.source for b in pair.beads if not b.text]
        )
        added = added or _alone(
            pair, pair.text, pair.source, [b.text for b in pair.beads if not b.source]
        )
    for start, end in lost:
        if _is_mostly_said(pair, start, end):
            continue
        yield pair.text.finding(NAME, MISSING, source=short(pair.source.text[start:end]))
    for start, end in added:
        yield pair.text.finding(NAME, EXTRA, start, end)
    if not lost and not added and before > 25:
        yield from _length(pair, ratio, before)


def _is_mostly_said(pair: Pair, start: int, end: int) -> bool:
    """Word by word, wherever the translation has them, in words that say nothing else."""
    seen = [each for each in pair.said.source if start <= each.word.start < end]
    others = {
        each.at
        for each in pair.said.source
        if each.state == "said" and not start <= each.word.start < end
    }
    said = sum(each.state == "said" and each.at not in others for each in seen)
    return len(seen) > 1 and said >= _MOSTLY * sum(each.state != "small" for each in seen)


def _said_again(pair: Pair) -> Findings:
    """Words that nobody leaves out, and plain things that a shorter translation left out."""
    there = {c for w in pair.text.words for c in anchors.concepts(w.key, pair.text.language)}
    lost: dict[anchors.Concepts, Word] = {}
    for word in pair.source.words:
        meant = anchors.concepts(word.key, pair.source.language)
        if meant & anchors.of_kind("must") and not meant & there:
            yield pair.text.finding(NAME, LOST, source=word.text)
        elif meant & anchors.of_kind("said") and not meant & there:
            lost.setdefault(meant, word)
    if len(lost) > 1 or (lost and pair.ratio < _SHORTER):
        words = next(iter(lost.values()))
        yield pair.text.finding(NAME, LOST, source=words.text, severity="warning")


def _enumerated(pair: Pair) -> Findings:
    """a), b), c): as many as the source has."""
    theirs, ours = (_ENUMERATED.findall(r.prose) for r in (pair.source, pair.text))
    if len(theirs) > 1 and ours and len(theirs) != len(ours):
        yield pair.text.finding(NAME, LOST_AND_ADDED, source=" ".join(theirs), found=" ".join(ours))


def _lacking(
    pair: Pair, reading: Reading, other: Reading, ratio: float, fewer: int
) -> list[tuple[int, int]]:
    """Sentences of `reading` that `other` lacks; `ratio`: how much of its length the other has."""
    # A semicolon may be a full stop in the other language.
    fewer -= len(re.findall("[;؛]", other.prose))
    if fewer <= 0 and reading.letters < 90:
        return []
    if len(reading.sentences) < 2 or ratio > (0.93 if fewer > 0 else 0.8):
        return []
    covered = _covered(pair, reading, other)
    if _far_too_short(len(reading.sentences), fewer, ratio) or (
        reading is pair.text and fewer > 0 and ratio < LONGER
    ):
        return [min(covered, key=lambda place: covered[place] or 0)]
    if fewer <= 0:
        beside = _beside_one(pair, reading)
        covered = {place: None if place in beside else s for place, s in covered.items()}
    bar = 0.34 if fewer > 0 else 0.2
    lacking = [place for place, share in covered.items() if share is not None and share < bar]
    if lacking and len(lacking) < len(covered) and ratio < 0.88:
        return lacking
    if fewer > 0 and ratio < {2: 0.72, 3: 0.76}.get(len(covered), 0.8):
        least = min(covered, key=lambda place: covered[place] or 0)
        if (covered[least] or 0) < 0.45:
            return [least]
    return []


def _far_too_short(sentences: int, fewer: int, ratio: float) -> bool:
    """Sentences may be joined, but then the text is about as long: in all clean texts of our corpus
    that have a sentence less and had more than two, it is 0.79 as long or longer."""
    if fewer > 1:
        return ratio < 0.82
    return fewer == 1 and ratio < (0.77 if sentences > 2 else 0.5)


def _beside_one(pair: Pair, reading: Reading) -> set[Place]:
    """The sentences that stand beside one sentence of about their length, and nothing else."""
    found: set[Place] = set()
    for bead in pair.beads:
        if bead.source and bead.text and _alike(pair, bead.source, bead.text):
            ours = bead.source if reading is pair.source else bead.text
            if {bead.source, bead.text} <= {*pair.source.sentences, *pair.text.sentences}:
                found.add(ours)
    return found


def _alike(pair: Pair, source: Place, text: Place) -> bool:
    """Whether two sentences have about the same length."""
    there, here = (
        sum(map(str.isalnum, reading.prose[slice(*place)]))
        for reading, place in ((pair.source, source), (pair.text, text))
    )
    return 0.5 < (here + 6) / (there * USUAL[pair.text.language] + 6) < 2


def _alone(
    pair: Pair, reading: Reading, other: Reading, lone: Sequence[Place | None]
) -> list[Place]:
    """Sentences beside which nothing stands, and of which the whole other text says little."""
    covered = _covered(pair, reading, other) if lone else {}
    answered = _answered(pair) if lone else set()
    return [
        place
        for place in lone
        if place
        and place not in answered
        and not _is_address(reading, place)
        and (covered.get(place) or 0) < 0.5
    ]


def _is_address(reading: Reading, place: Place) -> bool:
    """ "E-mail: …": addresses are compared as such."""
    sentence = reading.prose[slice(*place)]
    return MASK in sentence and len(sentence.split()) < 5


def _answered(pair: Pair) -> set[Place]:
    """Sentences of which nothing is known, that stand alone where one of the other side does too."""
    found: set[Place] = set()
    for one, other in pairwise(pair.beads):
        theirs = one.source or other.source if not (one.source and other.source) else None
        ours = one.text or other.text if not (one.text and other.text) else None
        alone = not (one.source and one.text) and not (other.source and other.text)
        if alone and theirs and ours and _alike(pair, theirs, ours):
            found |= {theirs, ours}
    return found


def _length(pair: Pair, ratio: float, before: int) -> Findings:
    bound = 0.45 if before > 60 else 0.33
    too_little = ratio < _TOO_LITTLE and before > 80 and MASK not in pair.source.prose
    if too_little or ratio < bound * 0.8:
        yield pair.text.finding(NAME, TOO_SHORT)
    elif ratio < bound:
        yield pair.text.finding(LENGTH, TOO_SHORT, severity="warning")
    elif ratio > 2.6:
        yield pair.text.finding(NAME, TOO_LONG)
    elif ratio > 2.0:
        yield pair.text.finding(LENGTH, TOO_LONG, severity="warning")


def _covered(pair: Pair, reading: Reading, other: Reading) -> dict[tuple[int, int], float | None]:
    """How much of each sentence's concepts, names and figures the other text has; None where
    there is too little to tell."""
    there = {c for w in other.words for c in anchors.concepts(w.key, other.language)}
    names = {w.key[:4] for w in other.words}
    side = 0 if reading is pair.source else 1
    figures = [both[side].start for both in pair.matched.numbers]
    figures += [both[side].start for both in pair.matched.hours]
    covered: dict[tuple[int, int], float | None] = {}
    for start, end in reading.sentences:
        words = [w for w in reading.words if start <= w.start < end]
        meant = [m for w in words if (m := anchors.concepts(w.key, reading.language))]
        said = sum(bool(m & there) for m in meant)
        said += sum(w.text[0].isupper() and w.key[:4] in names for w in words[1:])
        said += 2 * sum(start <= at < end for at in figures)
        known = len(meant) >= 2 and len(words) >= 3
        covered[start, end] = said / len(meant) if known else None
    return covered
