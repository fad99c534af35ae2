"""Where an Albanian text names an institution of which we know the names.

A name is given as it stands at the beginning of a sentence, definite and in the nominative; its
cases follow from its first word (Bashkia, Bashkinë, Bashkisë) and its linking words (e, i, të, së).
Capitals count where the name has them: what is common to every city is written without. A name in
lower case counts however it is written. An abbreviation takes endings after a hyphen (ABC-ja).
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from languages.folding import fold_word

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LINKS: Final = frozenset({"e", "i", "te", "se"})
_CASES: Final = (
    # How a definite name ends (folded), and its endings in the other cases.
    ("ia", ("ine", "ise")),
    ("ja", ("jen", "jes")),
    ("a", ("en", "es")),
    ("i", ("in", "it")),
    ("u", ("un", "ut")),
    ("t", ("ve",)),
)
_AFTER_HYPHEN: Final = frozenset(
    ("ja", "je", "jen", "ne", "jes", "se", "i", "in", "it", "u", "un", "ut")
)


class Named(NamedTuple):
    key: str
    start: int
    end: int
    """Code points of the text."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    folded: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class _Name:
    key: str
    words: tuple[_Word, ...]


def named(
    text: str, names: Mapping[str, Collection[str]], *, home: Collection[str] = ()
) -> Iterator[Named]:
    """Each institution of `names` (key → its names) that the text names, where it does.

    The longest name wins. A name that goes on with a capital is another one (that of another
    city, of a higher office), unless by a place of `home`.
    """
    listed = _listed(tuple((key, tuple(ours)) for key, ours in sorted(names.items())))
    words = list(_words(text))
    places = frozenset(_stem(place) for place in home)
    at = 0
    while at < len(words):
        begun = listed.get(words[at].folded, ())
        found = next((name for name in begun if _stands(name, words, at, text)), None)
        if found is None:
            at += 1
            continue
        last = at + len(found.words) - 1
        if not _goes_on(words, last, text, places):
            yield Named(found.key, words[at].start, words[last].end)
        at = last + 1


@lru_cache(maxsize=8)
def _listed(names: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, tuple[_Name, ...]]:
    """By each case of their first word, the longest first."""
    made = [
        _Name(key, words) for key, ours in names for name in ours if (words := tuple(_words(name)))
    ]
    found: dict[str, tuple[_Name, ...]] = {}
    for name in sorted(made, key=lambda name: -len(name.words)):
        for head in _heads(name.words[0]):
            found[head] = (*found.get(head, ()), name)
    return found


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        yield _Word(match.group(), fold_word(match.group()), match.start(), match.end())


def _heads(word: _Word) -> frozenset[str]:
    """The cases of a name's first word."""
    if _is_abbreviation(word):
        return frozenset({word.folded, *(f"{word.folded}-{end}" for end in _AFTER_HYPHEN)})
    for ending, others in _CASES:
        if word.folded.endswith(ending):
            stem = word.folded.removesuffix("t" if ending == "t" else ending)
            return frozenset({word.folded, *(stem + other for other in others)})
    return frozenset({word.folded})


def _is_abbreviation(word: _Word) -> bool:
    return len(word.text) > 1 and word.text.isupper()


def _stands(name: _Name, words: list[_Word], at: int, text: str) -> bool:
    """Whether the rest of a name follows its first word, each word beside the one before."""
    if len(words) < at + len(name.words):
        return False
    if name.words[0].is_capital and not words[at].is_capital:
        return False
    return all(
        _follows(words[at + n - 1], words[at + n], text) and _is_same(own, words[at + n])
        for n, own in enumerate(name.words[1:], start=1)
    )


def _is_same(own: _Word, there: _Word) -> bool:
    if own.folded in _LINKS:
        return there.folded in _LINKS
    return own.folded == there.folded and (there.is_capital or not own.is_capital)


def _follows(before: _Word, after: _Word, text: str) -> bool:
    return text[before.end : after.start].isspace()


def _goes_on(words: list[_Word], last: int, text: str, places: frozenset[str]) -> bool:
    """Whether a capital that is no place of ours belongs to the name."""
    after = last + 1
    if after + 1 < len(words) and words[after].folded in _LINKS:
        after += 1
    beside = words[last : after + 1]
    if after >= len(words) or not all(
        _follows(one, other, text) for one, other in pairwise(beside)
    ):
        return False
    word = words[after]
    ours = any(word.folded.startswith(place) for place in places)
    return word.is_capital and not ours and not _is_abbreviation(word)


def _stem(place: str) -> str:
    """What the cases of a place's name have in common."""
    first = fold_word(next(_WORD.finditer(place)).group())
    return first[:-1] if len(first) > 4 and first[-1] in "aeiu" else first
