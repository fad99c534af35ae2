"""Which words of a source its translation says, and which it says of its own."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from languages import bilingual
from languages.checks.reading import Reading, Word
from languages.checks.transliteration import is_one_name, sounds_like

if TYPE_CHECKING:
    from languages.checks.pair import Pair

State = Literal["said", "unsaid", "name", "unknown", "small"]
"""Of a word: the other side says it, or does not; a name that the other side does not have; a word of
no family; one that says little."""
_LEAST: Final = {"sq": 3, "en": 2, "ar": 2}
"""Letters of a word that has something to say."""


@dataclass(slots=True)
class Seen:
    word: Word
    state: State
    at: int = -1
    """Of a word that is said: where, among the words of the other side."""


class Said:
    """The words of a source beside those of its translation. What is figures is compared as such."""

    def __init__(self, pair: "Pair") -> None:
        self._source, self._text = pair.source, pair.text
        self._ours, self._theirs = _content(pair.text), _content(pair.source)
        self._families = [bilingual.families(w.key, pair.text.language) for w in self._ours]

    def beside(self, index: int) -> list[Seen]:
        """The words of the translation between the counterparts of the words that are said before
        and behind a word of the source, and one more each way."""
        said = [(at, each.at) for at, each in enumerate(self.source) if each.state == "said"]
        left = max((pair for pair in said if pair[0] < index), default=(-1, -1))[1]
        right = min((pair for pair in said if pair[0] > index), default=(0, len(self._ours)))[1]
        first, last = sorted((left, right))
        return self.text[max(first - 1, 0) : last + 2]

    def is_explained(self, key: str, *, but: tuple[int, int] = (0, 0)) -> bool:
        """Whether a word of the source outside of a place may be meant by this one of the
        translation."""
        own = bilingual.families(key, self._text.language)
        if own.isdisjoint(self._meant):
            return False
        language = self._source.language
        return any(
            not own.isdisjoint(bilingual.families(word.key, language))
            for word in self._theirs
            if not but[0] <= word.start < but[1]
        )

    @cached_property
    def _meant(self) -> frozenset[int]:
        language = self._source.language
        return frozenset[int]().union(
            *(bilingual.families(word.key, language) for word in self._theirs)
        )

    @cached_property
    def source(self) -> list[Seen]:
        reading, there = self._source, frozenset[int]().union(*self._families)
        figures, begins = _figures(reading), {start for start, _ in reading.sentences}
        words = [word for word in self._theirs if not _is_inside(word, figures)]
        found = []
        for index, word in enumerate(words):
            own = bilingual.families(word.key, reading.language)
            is_name = word.text[0].isupper() and word.start not in begins
            if not own.isdisjoint(there):
                places = [a for a, each in enumerate(self._families) if not own.isdisjoint(each)]
            else:
                places = self._named(word) if is_name or not own else []
            if places:
                beside = index / len(words) * len(self._ours)
                at = min(places, key=lambda place: abs(place - beside))
                found.append(Seen(word, "said", at))
            else:
                found.append(Seen(word, _unsaid(word, is_name=is_name, is_known=bool(own))))
        return found

    @cached_property
    def text(self) -> list[Seen]:
        """The words of the translation, seen from the source."""
        reading = self._text
        said = {each.at for each in self.source if each.state == "said"}
        figures, begins = _figures(reading), {start for start, _ in reading.sentences}
        found = []
        for at, (word, own) in enumerate(zip(self._ours, self._families, strict=True)):
            state: State = "unsaid" if own else "unknown"
            if at in said or not own.isdisjoint(self._meant):
                state = "said"
            elif _is_inside(word, figures) or bilingual.may_be_added(word.key, reading.language):
                state = "small"
            elif reading.language == "en" and word.text[0].isupper() and word.start not in begins:
                state = "name"
            found.append(Seen(word, state))
        return found

    def _named(self, word: Word) -> list[int]:
        """Where the translation has it as a name, or as the same word."""
        if self._text.language == "ar":
            return [
                at
                for at, each in enumerate(self._ours)
                if each.key == word.key or sounds_like(each.text, word.text)
            ]
        is_name = word.text[0].isupper()
        return [
            at
            for at, each in enumerate(self._ours)
            if each.key[:4] == word.key[:4] or (is_name and is_one_name(each.text, word.text))
        ]


def _content(reading: Reading) -> list[Word]:
    least, language = _LEAST[reading.language], reading.language
    return [
        word
        for word in reading.words
        if len(word.key) >= least
        and (language == "sq" or not bilingual.is_grammar(word.key, language))
    ]


def _unsaid(word: Word, *, is_name: bool, is_known: bool) -> State:
    if bilingual.is_grammar(word.key, "sq"):
        return "small"
    if is_name:
        return "name"
    if not is_known:
        return "unknown"
    return "unsaid" if bilingual.must_be_said(word.key) else "small"


def _figures(reading: Reading) -> list[tuple[int, int]]:
    found = reading.figures
    return [
        *((number.start, number.end) for number in found.numbers),
        *((hour.start, hour.end) for hour in found.hours),
        *((start, end) for _, start, end in (*found.months, *found.weekdays)),
        *found.currencies.values(),
    ]


def _is_inside(word: Word, places: list[tuple[int, int]]) -> bool:
    return any(start <= word.start < end for start, end in places)
