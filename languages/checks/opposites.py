"""Open is not closed: words whose opposite the translation says (`data/opposites.csv`)."""

import re
from functools import cache, lru_cache
from typing import Final

from languages import bilingual
from languages.checks import negation
from languages.checks.alignment import Place
from languages.checks.finding import Findings
from languages.checks.lexicon import Lexicon
from languages.checks.pair import LOST_AND_ADDED, Pair
from languages.checks.reading import TOKEN, Reading
from languages.folding import fold_word
from languages.glossary import rows

NAME: Final = "opposites"
_JOINED: Final = "[وف]?(?:[بلك]?ال|لل|[بلكس])?"
_NO_TURN: Final = {
    "sq": re.compile(
        r"[Jj]o më vonë se|[Jj]o më herët se|[Bb]renda afati\w+|[Aa]snjë(?= (?:\w+ ){1,4}nuk (?:\w+ ){1,4}pa )|"
        r"[Aa]snjë(?= (?:tejkalim|shkelj|parregull|gabim|devijim|vones|ndryshim|defekt|mang|mung))"
    ),
    "en": re.compile(
        r"(?:no|not) (?:later|earlier) than|\b(?:carr\w+|find\w*|found|turn\w*|work\w*|point\w*|set|sent|rolled) out\b|"
        r"(?:\A|(?<=\? ))(?:No|Yes)(?=[,.;])|"
        r"\b[Aa]ll (?:that )?(?:you|they|we|one) needs?\b|\bonly needs?\b|\bneeds? (?:only|just)\b|\bjust needs?\b"
    ),
    "ar": re.compile(
        r"الليلة الماضية|بعد اليوم|تحت الصفر|ألّ?ا [يت](?:تجاوز|زيد)|[يت]زيد (?:\w+ ){0,2}(?:على|عن)"
    ),
}
"""Words of the list that are part of another saying: at the latest, who is over 65."""
_NOT_SO: Final = re.compile(r"(?:\bnot|\bnever|(?<!\w)غير|(?<!\w)ليست?) $")
""" "Not right" is wrong."""
_HOURS: Final = frozenset({"ora", "ore", "oren", "ores", "oresh", "oret"})
"""Noon says "hour" no more than midnight does."""
Side = tuple[int, int]
"""A row, and which of its two."""


def check(pair: Pair) -> Findings:
    """Told only where a sentence says one of the two and its counterpart only the other."""
    for bead in pair.beads:
        if bead.source is None or bead.text is None:
            continue
        theirs, ours = _said(pair.source, bead.source), _said(pair.text, bead.text)
        for (row, side), place in theirs.items():
            other = (row, 1 - side)
            if (row, side) in ours and other not in theirs and other not in ours:
                here = ours[row, side]
                if _turned(pair, bead.source, place, bead.text, here):
                    source = pair.source.text[slice(*place)]
                    yield pair.text.finding(NAME, LOST_AND_ADDED, *here, source=source)
                continue
            if other in theirs or (row, side) in ours or other not in ours:
                continue
            if _NOT_SO.search(pair.text.prose, max(ours[other][0] - 8, 0), ours[other][0]):
                continue
            if _is_of_another(pair, bead.source, place, ours[other]):
                continue
            if row in _always() or not _denied(pair, bead.source, bead.text):
                source = pair.source.text[slice(*place)]
                yield pair.text.finding(NAME, LOST_AND_ADDED, *ours[other], source=source)


def _is_of_another(pair: Pair, sentence: Place, there: Place, here: Place) -> bool:
    """Whether the opposite says another word of the source: "pa pagesë … mjafton" is "at no cost"."""
    language = pair.text.language
    said = [
        bilingual.families(fold_word(m.group()), language)
        for m in TOKEN.finditer(pair.text.prose, *here)
    ]
    return any(
        bilingual.families(word.key, pair.source.language) & own
        for word in pair.source.words
        if sentence[0] <= word.start < sentence[1]
        and not there[0] <= word.start < there[1]
        and word.key not in _HOURS
        for own in said
    )


def _turned(pair: Pair, there: Place, theirs: Place, here: Place, ours: Place) -> bool:
    """ "Not open" is no longer "open", or "free" has become "not free"."""
    before = negation.denied(pair.source, there, theirs, 4)
    after = negation.denied(pair.text, here, ours, 1)
    if before and not after:
        return negation.says_nothing_of_no(pair.text, here)
    if after and not before:
        within = negation.how_often(pair.source, theirs)
        before_it = negation.how_often(pair.source, there) - within
        return negation.how_often(pair.text, here) > before_it
    return False


def _denied(pair: Pair, there: Place, here: Place) -> bool:
    """Whether one of the two says no: "not before" is "only after"."""
    return negation.denies(pair.source, there) != negation.denies(pair.text, here)


def _said(reading: Reading, place: Place) -> dict[Side, Place]:
    """What a sentence says of them, each where it stands first in the text."""
    start, end = place
    said = _said_in(reading.prose[start:end], reading.language)
    return {side: (start + a, start + b) for side, (a, b) in said.items()}


@lru_cache(maxsize=512)
def _said_in(sentence: str, language: str) -> dict[Side, Place]:
    lexicon = _lexicon(language)
    sentence = _NO_TURN[language].sub(lambda match: "-" * len(match.group()), sentence)
    said: dict[Side, Place] = {}
    tokens = list(TOKEN.finditer(sentence))
    keys = [fold_word(token.group()) for token in tokens]
    starts: dict[int, int] = {}
    position = 1
    for index, (token, key) in enumerate(zip(tokens, keys, strict=True)):
        starts[position] = index
        position += len(key) + 1
        for side in lexicon.of_word(key):
            said.setdefault(side, token.span())
    joined = f" {' '.join(keys)} "
    for side, start, end in lexicon.phrases_in(joined):
        first = starts[start]
        last = first + joined[start:end].strip().count(" ")
        said.setdefault(side, (tokens[first].start(), tokens[last].end()))
    return said


@cache
def _lexicon(language: str) -> Lexicon[Side]:
    patterns = {
        (number, side): row[column]
        for number, row in enumerate(rows("opposites.csv"))
        for side, column in enumerate((language, f"{language}_opposite"))
    }
    return Lexicon(patterns, _JOINED if language == "ar" else "")


@cache
def _always() -> frozenset[int]:
    """Rows that speak of no themselves: everybody and nobody."""
    found = enumerate(rows("opposites.csv"))
    return frozenset(number for number, row in found if row["even_if_denied"] == "yes")
