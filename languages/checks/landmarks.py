"""Buildings, waters and bodies of the world that one side names and the other names another of."""

import re
from functools import cache
from typing import Final

from languages.checks.finding import Findings
from languages.checks.lexicon import Lexicon
from languages.checks.names import NAME, OTHER
from languages.checks.pair import Pair
from languages.checks.reading import Reading
from languages.folding import fold_word
from languages.glossary import rows

_QUOTED: Final = re.compile(r"[“\"„«][^“”\"„«»]{1,40}[“”\"»]")
_IN_A_NAME: Final = re.compile(r"[A-ZËÇ]\w+(?: [ei] |-)(?=([A-ZËÇ]))")
"""Ana e Malit, Labinot-Mal."""
_JOINED: Final = "[وف]?(?:[بلك]?ال|لل|[بلك])?"


def check(pair: Pair) -> Findings:
    """Told only where one is lost and another is new: what else it may be called is not known."""
    theirs = _named(pair.source)
    ours = _named(pair.text) if theirs else {}
    for group in ("", "area", "faith", "people", "worker"):
        lost = [words for row, words in theirs.items() if row not in ours and _is_of(row, group)]
        added = [
            words
            for row, words in ours.items()
            if row not in theirs and _is_of(row, group) and not _is_explained(pair, words)
        ]
        if lost and added:
            yield pair.text.finding(NAME, OTHER, source=lost[0], found=added[0])
            return


def _is_explained(pair: Pair, words: str) -> bool:
    """ "The veterinary doctor" of whom the source says "veterineri"."""
    return all(pair.said.is_explained(fold_word(word)) for word in words.split())


def _is_of(row: int, group: str) -> bool:
    """Buildings beside buildings, areas of government beside areas: a school is also education."""
    return _rows()[row]["group"] == group


def _named(reading: Reading) -> dict[int, str]:
    lexicon = _lexicon(reading.language)
    found: dict[int, str] = {}
    quoted = [m.span() for m in _QUOTED.finditer(reading.prose)]
    in_a_name = {m.start(1) for m in _IN_A_NAME.finditer(reading.prose)}
    for word in reading.words:
        if any(a <= word.start < b for a, b in quoted):
            continue  # not what it means
        for row in lexicon.of_word(word.key):
            if not (word.start in in_a_name and _is_of(row, "")):
                found.setdefault(row, word.text)
    for row, start, end in lexicon.phrases_in(reading.folded):
        found.setdefault(row, reading.folded[start:end].strip())
    return found


@cache
def _lexicon(language: str) -> Lexicon[int]:
    patterns = {number: _words(row[language], language) for number, row in enumerate(_rows())}
    return Lexicon(patterns, _JOINED if language == "ar" else "")


def _words(pattern: str, language: str) -> str:
    return pattern.replace(r" \w*", " (?:ال)?") if language == "ar" else pattern


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(rows("landmarks.csv"))
