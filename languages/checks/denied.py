"""What the source denies, its translation does not affirm, whatever it denies elsewhere."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from languages import bilingual
from languages.checks import negation
from languages.checks.alignment import Place
from languages.checks.finding import Findings
from languages.checks.pair import Pair
from languages.checks.reading import Reading, Word

NAME: Final = negation.NAME
_DENY: Final = frozenset({"nuk", "mos"})
_HELPS: Final = frozenset(
    re.findall(
        r"\w+",
        "e i u ju te na me ia ua t le po per asnje ndonje do ka kane kam kemi keni kishte kishin pati eshte jane "
        "ishte ishin mund duhet",
    )
)
"""Folded words between a no and the verb that it denies."""
_FAR: Final = 6
"""Words from a no to its verb."""
_MARK: Final = re.compile(r"[,;:.!?،؛؟–—()«»“”\n]")
_INSTEAD: Final = re.compile(r"[^.;]*, (?:si\w* [^,]*, )?por (?:në|\d|me|për|nga)")
""" "Not in the school but in the park": what is denied is not the verb."""
_TWICE: Final = re.compile(r"(?: \w+)? pa\b")
""" "Nobody was left without": all have."""
_OTHERWISE: Final = re.compile(r"gje[tn]|ndi[eh]|hezit|ngurr|harro")
""" "Found no fault" may be "found all in order", "does not feel safe" "feels in danger"; "do not
hesitate" denies nothing."""
_SAYS_BOTH: Final = re.compile(
    r"(?:stay|remain|keep|kept|deaf|blind)|[ويتنس]*بق[يى]|\w*(?:مكفوف|كفيف)|(?:ال|لل)?صم$"
)
""" "Will not change" is "will stay", who does not see is blind."""


def check(pair: Pair) -> Findings:
    if pair.source.language != "sq" or not (_DENY & {w.key for w in pair.source.words}):
        return
    for bead in pair.beads:
        if bead.source is None or bead.text is None:
            continue
        for verb in _denied(pair.source, bead.source):
            said = _counterparts(pair, verb, bead.source, bead.text)
            if said and not any(_says_no(pair.text, bead.text, word) for word in said):
                place = said[0].start, said[0].end
                yield pair.text.finding(NAME, negation.LOST, *place, source=f"nuk {verb.text}")


def _denied(reading: Reading, place: Place) -> Iterator[Word]:
    """The verb behind each "nuk" and "mos"."""
    words = [word for word in reading.words if place[0] <= word.start < place[1]]
    for index, no in enumerate(words):
        if no.key not in _DENY:
            continue
        behind = (word for word in words[index + 1 : index + _FAR] if word.key not in _HELPS)
        verb = next(behind, None)
        if (
            verb
            and not _MARK.search(reading.prose[no.end : verb.start])
            and not _INSTEAD.match(reading.prose, verb.end)
            and not _TWICE.match(reading.prose, verb.end)
            and not _OTHERWISE.match(verb.key)
        ):
            yield verb


def _counterparts(pair: Pair, verb: Word, there: Place, here: Place) -> list[Word]:
    """The words of the translation that say the verb; none where one may say another word."""
    own, language = bilingual.families(verb.key, "sq"), pair.text.language
    words = (word for word in pair.text.words if here[0] <= word.start < here[1])
    said = [
        word
        for word in words
        if bilingual.families(word.key, language) & own and not _SAYS_BOTH.match(word.key)
    ]
    others = frozenset[int]().union(
        *(
            bilingual.families(word.key, "sq")
            for word in pair.source.words
            if there[0] <= word.start < there[1] and word is not verb
        )
    )
    return [] if any(bilingual.families(w.key, language) & others for w in said) else said


def _says_no(reading: Reading, place: Place, word: Word) -> bool:
    """Whether no is said between the marks around a word."""
    marks = (place[0] + found.start() for found in _MARK.finditer(reading.prose[slice(*place)]))
    bounds = pairwise((place[0], *marks, place[1]))
    return any(negation.says_no(reading, (a, b)) for a, b in bounds if a <= word.start < b)
