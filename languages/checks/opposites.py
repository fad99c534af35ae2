"""Open is not closed: words whose opposite the translation says (`data/opposites.csv`)."""

import re
from functools import cache
from typing import Final

from languages.checks import negation
from languages.checks.alignment import Place
from languages.checks.finding import Findings
from languages.checks.pair import LOST_AND_ADDED, Pair
from languages.checks.reading import Reading
from languages.folding import fold_word
from languages.glossary import rows

NAME: Final = "opposites"
_TOKEN: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0640\u064b-\u065f\u0670])*")
_JOINED: Final = "[وف]?(?:[بلك]?ال|لل|[بلكس])?"


def check(pair: Pair) -> Findings:
    """Told only where a sentence says one of the two and its counterpart only the other."""
    for bead in pair.beads:
        if bead.source is None or bead.text is None:
            continue
        theirs, ours = _Spoken(pair.source, bead.source), _Spoken(pair.text, bead.text)
        denied = negation.denies(pair.source, bead.source) or negation.denies(pair.text, bead.text)
        for always, sides in _rows():
            if denied and not always:
                continue
            before, after = sides[pair.source.language], sides[pair.text.language]
            for one, other in ((0, 1), (1, 0)):
                said = theirs.first(before[one])
                if said is None or theirs.first(before[other]) or ours.first(after[one]):
                    continue
                found = ours.first(after[other])
                if found:
                    source = pair.source.text[slice(*said)]
                    yield pair.text.finding(NAME, LOST_AND_ADDED, *found, source=source)


class _Spoken:
    """The words and figures of a sentence, folded, with the way back to the text."""

    def __init__(self, reading: Reading, place: Place) -> None:
        self.tokens = list(_TOKEN.finditer(reading.prose, *place))
        keys = [fold_word(t.group()) for t in self.tokens]
        self.joined = f" {' '.join(keys)} "
        self.starts: dict[int, int] = {}
        position = 1
        for index, key in enumerate(keys):
            self.starts[position] = index
            position += len(key) + 1

    def first(self, pattern: re.Pattern[str]) -> Place | None:
        """Where in the text the first of the words stands."""
        match = pattern.search(self.joined)
        if match is None:
            return None
        first = self.starts[match.start()]
        last = first + match.group().rstrip().count(" ")
        return self.tokens[first].start(), self.tokens[last].end()


@cache
def _rows() -> tuple[tuple[bool, dict[str, tuple[re.Pattern[str], re.Pattern[str]]]], ...]:
    return tuple(
        (
            row["even_if_denied"] == "yes",
            {
                language: (
                    _compiled(row[language], language),
                    _compiled(row[f"{language}_opposite"], language),
                )
                for language in ("sq", "en", "ar")
            },
        )
        for row in rows("opposites.csv")
    )


def _compiled(alternatives: str, language: str) -> re.Pattern[str]:
    joined = _JOINED if language == "ar" else ""
    return re.compile(rf"(?<= ){joined}(?:{alternatives})(?= |(?<= ))")
