"""The same said in another measure: seven days and a week, seven in ten and 70 %."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final

from languages import anchors, bilingual
from languages.checks.reading import Reading, Word
from languages.quantities.figures import Number
from languages.quantities.fractions import fractions

_MINUTES: Final = {"minut": 1, "orë$": 60, "ditë": 1440, "javë": 10080}
_MONTHS: Final = {"muaj": 1, "vit$": 12}
_METRES: Final = {"metr": 1, "kilomet": 1000}
_IN_PARTS: Final = {
    # Lengths of time in words of their own: half an hour, a year and a half, a decade.
    "sq": (
        (r"tre çerek\w* (?:e )?orësh?|tre çerek ore", "minutes", 45),
        (r"orë e gjysmë|një e gjysmë orë", "minutes", 90),
        (r"gjysmë ore|gjysmë orësh?|gjysmëor\w*", "minutes", 30), (r"çerek\w* ore|çerek orësh?", "minutes", 15),
        (r"vit e gjysmë", "months", 18), (r"gjysmë viti|gjysmëvjet\w*|gjashtëmujor\w*", "months", 6),
        (r"gjysm\w+ e (?:parë|dytë) (?:të|e) vitit", "months", 6),
        (r"tremujor\w*|çerek\w* viti", "months", 3), (r"dekad\w*|dhjetëvjeçar\w*", "months", 120),
    ),
    "en": (
        (r"three quarters of an hour", "minutes", 45),
        (r"(?:an|one) hour and a half|(?:one|1) and a half hours", "minutes", 90),
        (r"half an hour|half[- ]hour", "minutes", 30), (r"(?:a )?quarter of an hour", "minutes", 15),
        (r"(?:a|one) year and a half|(?:one|1) and a half years|eighteen months", "months", 18),
        (r"half a year|half[- ]year|(?:first|second) half of (?:the year|20\d\d)|six months", "months", 6),
        (r"(?:first|second|third|fourth|last|next) quarter(?! to| past)", "months", 3),
        (r"decades?", "months", 120), (r"fortnight", "minutes", 20160),
    ),
    "ar": (
        (r"ثلاثة أرباع (?:ال)?ساعة", "minutes", 45), (r"ساعة ونصف(?: الساعة| ساعة)?", "minutes", 90),
        (r"نصف (?:ال)?ساعة", "minutes", 30), (r"ربع (?:ال)?ساعة", "minutes", 15),
        (r"(?:سنة|عام(?:ًا|ا)?) ونصف(?: ال(?:سنة|عام))?", "months", 18),
        (r"نصف (?:ال)?(?:سنة|عام)|ستة أشهر", "months", 6),
        (r"(?:ال)?نصف (?:ال)?(?:أول|ثاني) من (?:ال)?(?:سنة|عام)", "months", 6),
        (r"(?:ال)?ربع (?:ال)?(?:سنة|عام)|ثلاثة أشهر", "months", 3),
        (r"عقد(?:ًا|ا)? من الزمن|عقد من الزمان", "months", 120),
    ),
}  # fmt: skip
_RANGE: Final = re.compile(r"\s?(?:–|-|to|and|në|deri në|e|dhe|إلى|و)\s?")
_AND_A_HALF: Final = re.compile(r"and a half|e gjysmë|ونصف|\bhalf\b|نصف")
_FEW: Final = {
    "dy": 2, "tre": 3, "tri": 3, "katër": 4, "pesë": 5, "gjashtë": 6, "shtatë": 7, "tetë": 8,
}  # fmt: skip
_OF_SO_MANY: Final = re.compile(
    rf"({'|'.join(_FEW)})(?:ditor|mujor|javor|vjeçar|vjetor|gjuhë|palë|kat|fish|orë|anë|krah)"
)
_BASIC_SCHOOL: Final = {
    "sq": re.compile("(?!)"),
    "en": re.compile(r"\b(?:basic|primary|elementary|lower[- ]secondary)\b", re.IGNORECASE),
    "ar": re.compile("أساسي|اساسي|ابتدائي|إعدادي"),
}
_OF_YEARS: Final = re.compile(r"-? ?vjeçar\w*")
_HALF_BEFORE: Final = re.compile(r"(?:gjysmë|half an?|half|نصف) $")
_DUAL: Final = ("ين", "ان", "تين", "تان")
_AS_A_NUMBER: Final = ("يومي", "شهري", "عامي", "اسبوعي")
Span = tuple[int, int]
Length = tuple[str, int]


def forgive(source: Reading, text: Reading, lost: list[Number], added: list[Number]) -> None:
    """Takes what the other side says in another measure from what it lost, and from what it added."""
    measured = {reading: list(lengths(reading)) for reading in (source, text)}
    for ours, theirs, ours_left, theirs_left in (
        (source, text, lost, added),
        (text, source, added, lost),
    ):
        if ours_left:
            _times(measured[ours], dict(measured[theirs]), ours_left, theirs_left)
            _sums(theirs, ours_left, theirs_left)
            _halves(theirs, ours_left, theirs_left)
        if ours_left or theirs_left:
            _shares(ours, ours_left, theirs_left)
    _in_a_word(source, added)
    _schools(source, text, lost)
    _duals(source, text, lost)
    _years(text, lost, added)


def _sums(theirs: Reading, left: list[Number], others: list[Number]) -> None:
    """ "12 thousand and 400", "two dozen"."""
    for number in list(left):
        wanted = number.readings[0]
        for one in others:
            other = next(
                (n for n in others if 0 < n.start - one.end < 4 or n.start == one.end + 1), None
            )
            if other is None or len(wanted) > 1:
                continue
            a, b = one.readings[0][0], other.readings[0][0]
            between = theirs.prose[one.end : other.start].strip()
            if (between in ("و", "and", "e") and a + b == wanted[0] and a % 1000 == 0) or (
                not between and a * b == wanted[0] and b == 12
            ):
                left.remove(number)
                others.remove(one)
                others.remove(other)
                break


def _halves(theirs: Reading, left: list[Number], others: list[Number]) -> None:
    """1.5 is one and a half, and half a million 500,000."""
    for number in list(left):
        value = number.readings[0][0]
        if value % 1 == Decimal("0.5") and _AND_A_HALF.search(theirs.prose):
            left.remove(number)
            others[:] = [n for n in others if n.readings[0][0] != int(value)]
            continue
        for other in others:
            before = theirs.prose[max(other.start - 8, 0) : other.start]
            if other.readings[0][0] == 2 * value and _HALF_BEFORE.search(before):
                left.remove(number)
                others.remove(other)
                break


def _schools(source: Reading, text: Reading, lost: list[Number]) -> None:
    """A school of nine years is a basic one."""
    if _BASIC_SCHOOL[text.language].search(text.prose):
        lost[:] = [
            n for n in lost if n.readings[0][0] != 9 or not _OF_YEARS.match(source.prose, n.end)
        ]


def _in_a_word(source: Reading, added: list[Number]) -> None:
    """ "Dygjuhëshe" is in two languages."""
    words = [_OF_SO_MANY.match(w.text.lower()) for w in source.words]
    said = {_FEW[match[1]] for match in words if match}
    added[:] = [n for n in added if n.readings[0][0] not in said or not n.word]


def _duals(source: Reading, text: Reading, lost: list[Number]) -> None:
    """Before what it belongs to, the Arabic dual has lost its ن: سلاحا صيد."""
    if (source.language, text.language) != ("sq", "ar"):
        return
    for number in list(lost):
        counted = next((w for w in source.words if 0 < w.start - number.end < 2), None)
        if counted is None or number.readings[0][0] != 2:
            continue
        meant = bilingual.families(counted.key, "sq")
        if any(
            len(w.key) > 3
            and w.text.endswith(("ا", "ي"))
            and "ً" not in w.text
            and meant & bilingual.families(w.key[:-1], "ar")
            for w in text.words
        ):
            lost.remove(number)


def _years(text: Reading, lost: list[Number], added: list[Number]) -> None:
    """2025–2026 is 2025/26."""
    for number in list(lost):
        for other in added:
            if (
                number.readings[0][0] % 100 == other.readings[0][0]
                and re.search(r"(?:19|20)\d\d[/–-]$", text.prose[: other.start])
                and number.readings[0][0] > 1900
            ):
                lost.remove(number)
                added.remove(other)
                break


def same_time(source: Reading, word: Word, text: Reading, other: Word) -> bool:
    """Whether two words measure the same length of time, in two measures."""
    ours = [m for m, (a, b) in lengths(source) if a <= word.start < b]
    theirs = [m for m, (a, b) in lengths(text) if a <= other.start < b]
    return bool(ours) and ours == theirs


def lengths(reading: Reading) -> Iterator[tuple[Length, Span]]:
    """Each length of time, in minutes or in months, with the place of its words."""
    numbers = {n.end: n for n in reading.figures.numbers}
    parts = list(_in_parts(reading))
    yield from parts
    for word in reading.words:
        if any(a <= word.start < b for _, (a, b) in parts):
            continue
        units = anchors.concepts(word.key, reading.language) & anchors.units()
        measured = next((_measures()[c] for c in units if c in _measures()), None)
        if measured is None:
            continue
        kind, size = measured
        number = next((numbers[e] for e in (word.start - 1, word.start) if e in numbers), None)
        count = number.readings[0][0] if number and len(number.readings[0]) == 1 else Decimal(1)
        if number is None and reading.language == "ar":
            count = Decimal(2 if word.key.endswith(_DUAL) or word.key in _AS_A_NUMBER else 1)
        start = number.start if number else word.start
        yield (kind, int(count * size)), (start, word.end)
        # "From 1.7 to 2.5 km": the first is measured too.
        first = next((n for n in reading.figures.numbers if number and 0 < start - n.end < 9), None)
        if first and _RANGE.fullmatch(reading.prose[first.end : start]):
            yield (kind, int(first.readings[0][0] * size)), (first.start, first.end)


def _in_parts(reading: Reading) -> Iterator[tuple[Length, Span]]:
    taken: list[Span] = []
    for pattern, length in _parts_of(reading.language):
        for match in pattern.finditer(reading.prose):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                taken.append(match.span())
                yield length, match.span()


@cache
def _parts_of(language: str) -> list[tuple[re.Pattern[str], Length]]:
    return [
        (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), (kind, size))
        for pattern, kind, size in _IN_PARTS[language]
    ]


@cache
def _measures() -> dict[int, Length]:
    found: dict[int, Length] = {}
    for concept in anchors.units():
        stem = anchors.rows_of()[concept]["sq"].split("|")[0]
        for kind, sizes in (("minutes", _MINUTES), ("months", _MONTHS), ("metres", _METRES)):
            if stem in sizes:
                found[concept] = (kind, sizes[stem])
    return found


def _times(
    ours: list[tuple[Length, Span]],
    there: dict[Length, Span],
    left: list[Number],
    others: list[Number],
) -> None:
    for length, (start, end) in ours:
        if length in there:
            left[:] = [n for n in left if not start <= n.start < end]
            a, b = there[length]
            others[:] = [n for n in others if not a <= n.start < b]


def _shares(ours: Reading, left: list[Number], others: list[Number]) -> None:
    for share in fractions(ours.spoken, ours.language):
        percent = Decimal(share.numerator * 100) / Decimal(share.denominator)
        said = next((n for n in others if n.percent and n.readings[0][0] == percent), None)
        if said is not None:
            others.remove(said)
            parts = {Decimal(share.numerator), Decimal(share.denominator)}
            left[:] = [n for n in left if n.readings[0][0] not in parts]
