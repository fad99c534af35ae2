"""Words that no translator says otherwise or leaves to the reader: `data/always_said.csv`.

One such word a row: an animal, a belief, an office, a language, a paper that people must bring.
"""

from functools import cache
from typing import Final

from languages.checks.finding import Findings
from languages.checks.pair import LOST, Pair
from languages.checks.reading import Word
from languages.folding import fold
from languages.glossary import rows
from languages.stems import Stems

NAME: Final = "omitted"


def check(pair: Pair) -> Findings:
    for word in lost(pair):
        yield pair.text.finding(NAME, LOST, source=word.text)


def lost(pair: Pair) -> list[Word]:
    """Those of an Albanian source that its English or Arabic does not say, each once."""
    if pair.source.language != "sq" or pair.text.language not in ("en", "ar"):
        return []
    begins = {start for start, _ in pair.source.sentences}
    told: set[int] = set()
    words = []
    for word in pair.source.words:
        found = _albanian().rows(word.key) - told
        if word.text.istitle() and word.start not in begins:
            found &= _names()  # no street, no hotel, no family
        told |= found
        if any(not _is_said(pair, row) for row in found):
            words.append(word)
    return words


def _is_said(pair: Pair, row: int) -> bool:
    if pair.text.language == "ar":
        # What Arabic joins to a word's front is of no interest here.
        return any(piece in pair.text.folded for piece in _arabic()[row])
    return any(row in _english().rows(word.key) for word in pair.text.words)


@cache
def _albanian() -> Stems:
    return Stems((index, row["sq"]) for index, row in enumerate(rows("always_said.csv")))


@cache
def _english() -> Stems:
    return Stems((index, row["en"]) for index, row in enumerate(rows("always_said.csv")))


@cache
def _names() -> frozenset[int]:
    """Those that have a capital wherever they stand."""
    return frozenset(i for i, row in enumerate(rows("always_said.csv")) if row["sq"][0].isupper())


@cache
def _arabic() -> tuple[list[str], ...]:
    return tuple([fold(one) for one in row["ar"].split("|")] for row in rows("always_said.csv"))
