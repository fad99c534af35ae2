"""Words of a source that its translation does not say, with nothing else in their place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from languages import bilingual
from languages.checks import always_said
from languages.checks.finding import Findings
from languages.checks.pair import LOST, Pair
from languages.checks.reading import Word
from languages.checks.said import Seen, State

NAME: Final = "omitted"
_LOST: Final[dict[State, float]] = {"unsaid": 1.0, "name": 0.5, "unknown": 0.3}
_DONE: Final = 0.7
"""What is done is said in more ways than what there is."""
_GENERAL: Final = 0.6
_IN_PLACE: Final[dict[State, float]] = {"unsaid": 1.0, "unknown": 0.7}
"""What a word of the translation weighs that nothing explains: it may say the lost one."""
_SURELY, _NEARLY, _PERHAPS = 2.0, 1.6, 1.0
_SHORT, _SHORTER = 0.8, 0.9
"""Of the usual length: a longer text may say a single word in some way that no list knows. Where it
stands last, or something is added to it, it is surer."""
_AND: Final = r"(?:dhe|ose|apo)"
_SMALL: Final = r"(?:\b(?:i|e|të|së|një|me|në|nga|për|pa|çdo|disa)\s+)*"
_AFTER_AND: Final = re.compile(rf"\b{_AND}\s+{_SMALL}$")
_BEFORE_AND: Final = re.compile(rf"\s+{_AND}\b")
_AFTER_OTHERS: Final = re.compile(rf"(?:[,;]|\bedhe)\s*{_SMALL}$")
_BEFORE_OTHERS: Final = re.compile(
    rf"(?:\s+(?:i|e|të|së)\s+\w+){{0,2}}\s*(?:[,;.:)]|(?:{_AND}|e)\b|$)"
)


_COLOURS: Final = re.compile(r"(?:verdh|gjelb|kaltër|kaltr|blu$|bluj|bardh|portokallt)\w*")
"""Which of the bins, the lines, the flags: nobody leaves it to the reader."""
_ALWAYS: Final = tuple(
    (re.compile(ours), {"en": re.compile(english, re.IGNORECASE), "ar": re.compile(arabic)})
    for ours, english, arabic in (
        (
            r"\b(?:falas|pa (?:asnjë )?pagesë)\b",
            r"free|charge|cost|\bfees?\b|\bpa(?:y|id)|price|nothing",
            r"مجان|مقابل|رسوم|رسم|تكلف|كلفة|أجر|دفع",
        ),
        (
            r"\b[Pp]ër herë të parë\b",
            r"first|debut|never before|new",
            r"أول|اول|الأولى|سابق|جديد",
        ),
        (r"\b[Çç]do muaj\b", "month", "شهر"),
        (r"\b[Çç]do javë\b", "week", "أسبوع|أسابيع"),
    )
)
"""What is said in whatever words."""


_ENTRY: Final = re.compile(
    r"(?:[Ll]ejo|[Nn]dalo)\w+ (hyrj\w+)|([Hh]yrj\w+) [^.,;]{,40}(?:lejo|ndalo)\w+"
)
""" "Vehicles are not allowed" where the source forbids them "entry"."""
_MOST: Final = re.compile(r"[Pp]jes\w+ më (?:e|të) madhe")
"""English says so in a word that says nothing else."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words of the source of which nothing is said."""

    words: Sequence[Word]
    weight: float
    """How surely: less for each word of the translation around there that nothing explains."""


def check(pair: Pair) -> Findings:
    language = pair.text.language
    if pair.source.language != "sq" or language not in ("en", "ar"):
        return
    for ours, theirs in _ALWAYS:
        said = ours.search(pair.source.prose)
        if said and not theirs[language].search(pair.text.prose):
            yield pair.text.finding(NAME, LOST, source=said.group())
    told = {word.start for word in always_said.lost(pair)}
    for stretch in _lost(pair):
        if told.issuperset(word.start for word in stretch.words):
            continue
        if stretch.weight >= _SURELY or (stretch.weight >= _PERHAPS and _is_told(pair, stretch)):
            place = slice(stretch.words[0].start, stretch.words[-1].end)
            if _MOST.fullmatch(pair.source.text[place]) or _is_entry(pair.source.prose, place):
                continue
            yield pair.text.finding(NAME, LOST, source=pair.source.text[place])
            return


def _is_entry(prose: str, place: slice) -> bool:
    entry = _ENTRY.search(prose)
    return entry is not None and (place.start, place.stop) in (entry.span(1), entry.span(2))


def _is_told(pair: Pair, stretch: _Stretch) -> bool:
    """A single word: one of an enumeration, or of a text that became short."""
    if any(_COLOURS.match(word.text.lower()) for word in stretch.words):
        return True
    if not any(bilingual.names_something(word.key) for word in stretch.words):
        return False
    prose, ratio = pair.source.prose, pair.ratio
    before, end = prose[: stretch.words[0].start], stretch.words[-1].end
    beside_another = _AFTER_AND.search(before) or _BEFORE_AND.match(prose, end)
    if beside_another and not any(bilingual.may_be_done(word.key) for word in stretch.words):
        return True
    if not _BEFORE_OTHERS.match(prose, end):
        return ratio < _SHORT
    return (
        ratio < _SHORTER
        or stretch.weight >= _NEARLY
        or bool(_AFTER_AND.search(before) or _AFTER_OTHERS.search(before))
    )


def _weight(seen: Seen) -> float:
    if seen.state == "unsaid" and bilingual.is_general(seen.word.key):
        return _GENERAL
    if seen.state == "unsaid" and not bilingual.names_something(seen.word.key):
        return 1.0 if _COLOURS.match(seen.word.text.lower()) else _DONE
    return _LOST.get(seen.state, 0.0)


def _lost(pair: Pair) -> Iterator[_Stretch]:
    theirs = pair.said.source
    stretch: list[int] = []
    for index in range(len(theirs) + 1):
        if index < len(theirs) and theirs[index].state != "said":
            stretch.append(index)
            continue
        lost = [theirs[at].word for at in stretch if theirs[at].state == "unsaid"]
        if lost:
            weight = sum(_weight(theirs[at]) for at in stretch)
            beside = pair.said.beside(stretch[0])
            yield _Stretch(lost, weight - sum(_IN_PLACE.get(each.state, 0.0) for each in beside))
        stretch = []
