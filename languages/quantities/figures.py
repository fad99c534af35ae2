"""Everything countable of a text, in the order of the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Final

from languages.quantities.calendar_words import MONTHS, SQ_NAMES, WEEKDAYS, month_of, weekday_of
from languages.quantities.hours import Hour, hours
from languages.quantities.spelled import Token, spelled, vague
from languages.quantities.vocabulary import MILLION, SCALES, THOUSAND

FIXED: Final = "\u00a0\u202f\u2009"
_TELEPHONE: Final = re.compile(
    rf"(?<![\d+A-Za-z])(?:\+|00)\s?\d(?:[ {FIXED}./()-]{{0,2}}\d){{6,14}}(?!\d)"
    rf"|(?<![\d+.,:])\(?0\d{{1,3}}\)?(?:[ {FIXED}./-]{{0,2}}\d){{5,8}}(?!\d)"
    rf"|(?<!\d)116[ {FIXED}]?[01]\d\d(?!\d)"
)
_DAY_FIRST: Final = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?!\d)")
_ALWAYS: Final = {
    "sq": r"\b24 orë në 24\b|\b24/7\b|\b7 ditë të javës\b|\bditë e natë\b",
    "en": r"\b24/7\b|\b24 hours a day\b|\bseven days a week\b|\b7 days a week\b|"
    r"\b(?:around|round)[ -]the[ -]clock\b|\bday and night\b",
    "ar": r"\b24/7\b|(?:طوال )?24 ساعة في اليوم|7 أيام في الأسبوع|على مدار (?:ال24 )?(?:ال)?ساعة|"
    r"ليل نهار|ليل[ًا]+ ونهار[ًا]+|طوال اليوم",
}
_DECADES: Final = {
    "sq": r"\b[Vv]itet? ?[’'‘]?(?P<tens>\d0)\b(?![.,:]?\d)|[’'‘](?P<short>\d0)t?(?:a|at|ave|ta|tat)\b",
    "en": r"\b(?P<century>1[89]|20)(?P<tens>\d0)[’']?s\b|[’'‘](?P<short>\d0)[’']?s\b|\b(?:the|early|late|mid-?) "
    r"(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
    "ar": r"(?<!\w)[وفبل]?(?:ال)?(?P<word>عشرين|ثلاثين|[أا]ربعين|خمسين|ستين|سبعين|ثمانين|تسعين)ي+ات"
    r"(?:(?: من)? القرن (?:العشرين|الماضي|الحادي والعشرين|ال\d\d|\d\d))?",
}
_MARK_OF_DECADES: Final = {"sq": "0", "en": "s", "ar": "يات"}
_TENS: Final = (
    ("twenties", "عشرين"), ("thirties", "ثلاثين"), ("forties", "ربعين"), ("fifties", "خمسين"),
    ("sixties", "ستين"), ("seventies", "سبعين"), ("eighties", "ثمانين"), ("nineties", "تسعين"),
)  # fmt: skip
_PERCENT: Final = {
    "sq": r"\s?%|\s?(?:për qind|përqind|per qind)\w*",
    "en": r"\s?%|\s?(?:per cent|percent)\b",
    "ar": r"\s?[%٪]|\s?(?:في|ب)\s?ال(?:مئة|مائة|مية)",
}
_CURRENCIES: Final = {
    "ALL": r"\b[Ll]ek(?:ë\w*|e|ët)?\b|\bALL\b|(?<!\w)[بول]?ليك(?:ًا|ات|ا)?(?!\w)",
    "EUR": r"\b[Ee]uro(?:s|t|ve|sh)?\b|\bEUR\b|€|يورو",
    "other": r"\b[Rr]iyals?\b|\b[Rr]ials?\b|\b[Dd]inars?\b|£|\b[Dd]irhams?\b|"
    r"(?<!\w)[بو]?(?:ريال|دينار|درهم|جنيه)(?:ات|ًا|ا)?(?!\w)",
    "USD": r"\b[Dd]ollar(?:s|ë|ëve|ësh)?\b|\bUSD\b|\$|دولار",
}
_GROUPING: Final = {"sq": FIXED + ".", "en": FIXED + ",", "ar": FIXED + ",٬."}
_POINT: Final = {"sq": ",.", "en": ".,", "ar": ".٫,"}


@dataclass(frozen=True, slots=True)
class Number:
    readings: tuple[tuple[Decimal, ...], ...]
    """What it may be: `9 112` is one number or two."""
    start: int
    end: int
    weak: bool = False
    word: bool = False
    percent: bool = False
    year: bool = False


@dataclass(slots=True)
class Figures:
    telephones: list[tuple[str, int, int]] = field(default_factory=list)
    hours: list[Hour] = field(default_factory=list)
    months: list[tuple[int, int, int]] = field(default_factory=list)
    named_after: set[int] = field(default_factory=set)
    """The months of days that streets and quarters are named after: "5 Maji"."""
    weekdays: list[tuple[int, int, int]] = field(default_factory=list)
    dates: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Day, month and the place of each date whose both are said together."""
    numbers: list[Number] = field(default_factory=list)
    vague: list[int] = field(default_factory=list)
    currencies: dict[str, tuple[int, int]] = field(default_factory=dict)


def figures(prose: str, words: Sequence[Token], language: str) -> Figures:
    """`prose` with the digits 0–9 and without invisible marks; `words` of the same text."""
    return _Reader(prose, words, language).read()


class _Reader:
    def __init__(self, prose: str, words: Sequence[Token], language: str) -> None:
        self.prose, self.words, self.language = prose, words, language
        self.rest = prose
        self.found = Figures()
        self.taken: list[tuple[int, int]] = []

    def read(self) -> Figures:
        for match in re.finditer(_ALWAYS[self.language], self.rest):
            # It may answer "24 hours", or "every day of the week".
            for often in (24, 7):
                self.found.numbers.append(Number(((Decimal(often),),), *match.span(), weak=True))
            self._take(*match.span())
        self._decades()
        self._dates_in_figures()
        self._telephones()
        self.found.hours = hours(self.rest, self.language)
        for hour in self.found.hours:
            self._take(hour.start, hour.end)
        self._names_of_days()
        percents = self._percents()
        self._numbers(percents)
        self._dates_in_words()
        self.found.numbers.sort(key=lambda n: n.start)
        self._sums()
        for name, pattern in _CURRENCIES.items():
            found = re.search(pattern, self.prose)
            if found:
                self.found.currencies[name] = found.span()
        return self.found

    def _take(self, start: int, end: int) -> None:
        self.rest = f"{self.rest[:start]}{';' * (end - start)}{self.rest[end:]}"
        self.taken.append((start, end))

    def _decades(self) -> None:
        if _MARK_OF_DECADES[self.language] not in self.rest:
            return
        for match in re.finditer(_DECADES[self.language], self.rest):
            said = match.groupdict()
            word = said.get("word")
            tens = int(said.get("tens") or said.get("short") or 0) or next(
                20 + 10 * i for i, words in enumerate(_TENS) if (word or "").endswith(words)
            )
            years = [int(said.get("century") or 0) * 100 + tens, tens, 1900 + tens, 2000 + tens]
            readings = tuple((Decimal(y),) for y in dict.fromkeys(years))
            if said.get("century"):
                readings = readings[:2]
            self.found.numbers.append(Number(readings, *match.span(), word=True))
            self._take(*match.span())

    def _dates_in_figures(self) -> None:
        for pattern, order in ((_YEAR_FIRST, (4, 3, 1)), (_DAY_FIRST, (1, 3, 4))):
            for match in pattern.finditer(self.rest):
                day, month = int(match[order[0]]), int(match[order[1]])
                if month > 12 >= day:
                    day, month = month, day
                if not (1 <= day <= 31 and 1 <= month <= 12):
                    continue
                start, end = match.span()
                self.found.months.append((month, start, end))
                self.found.dates.append((day, month, start, end))
                self.found.numbers.append(Number(((Decimal(day),),), start, end))
                year = Decimal(match[order[2]])
                self.found.numbers.append(Number(((year,),), start, end, year=True))
                self._take(start, end)

    def _telephones(self) -> None:
        for match in _TELEPHONE.finditer(self.rest):
            digits = re.sub(r"\D", "", match.group())
            if match.group().lstrip().startswith(("+", "00")):
                digits = digits.removeprefix("00").removeprefix("355").removeprefix("0")
            elif digits.startswith("0"):
                digits = digits[1:]
            self.found.telephones.append((digits, *match.span()))
            self._take(*match.span())

    def _names_of_days(self) -> None:
        for match in MONTHS[self.language].finditer(self.rest):
            if (
                self.language == "en"
                and match.group() in ("May", "March", "Mar")
                and not _beside(self.rest, *match.span())
            ):
                continue
            if (
                match.group() in SQ_NAMES
                and self.prose[match.start() - 2 : match.start()][:1].isdigit()
            ):
                self.found.named_after.add(month_of(match))
            else:
                self.found.months.append((month_of(match), *match.span()))
            self._take(*match.span())
        for match in WEEKDAYS[self.language].finditer(self.rest):
            self.found.weekdays.append((weekday_of(match), *match.span()))
            self._take(*match.span())

    def _percents(self) -> list[int]:
        ends = []
        for match in re.finditer(_PERCENT[self.language], self.rest):
            ends.append(match.start())
            self._take(*match.span())
        return ends

    def _numbers(self, percents: list[int]) -> None:
        free = [w for w in self.words if not any(a <= w.start < b for a, b in self.taken)]
        in_words = spelled(free, self.rest, self.language)
        begins = {word.start: word for word in free}
        used: set[int] = set()
        for match in _pattern(self.language).finditer(self.rest):
            after = match.end() + 1
            readings, end = _readings(match.group(), self.language), match.end()
            following = begins.get(after)
            scale = _scale(following.key, self.language) if following else None
            if following and scale is not None:
                readings = tuple((values[0] * scale,) for values in readings if len(values) == 1)
                used.add(after)
                end = following.end
            whole = len(readings) == 1 and len(readings[0]) == 1
            year = whole and match.group().isdigit() and 1900 <= readings[0][0] <= 2100
            self.found.numbers.append(
                Number(readings, match.start(), end, percent=_near(percents, end), year=year)
            )
        for one in in_words:
            if one.start in used:
                continue
            readings = tuple((value,) for value in (one.value, *one.others))
            weak = one.weak or bool(_NO_NUMBER.search(self.prose[: one.end]))
            self.found.numbers.append(
                Number(readings, one.start, one.end, weak, True, _near(percents, one.end))
            )
        for match in _TWO_PARTS.finditer(self.rest):
            two = ((Decimal(2),),)  # two thirds in one word
            self.found.numbers.append(Number(two, match.start(), match.end(), weak=True, word=True))
        for match in _ROMAN.finditer(self.prose):
            value = ((Decimal(_ROMANS.index(match.group()) + 1),),)
            weak = not _CENTURY.search(self.prose, 0, match.start())
            self.found.numbers.append(Number(value, *match.span(), weak=weak, word=True))
        spans = [(o.start, o.end) for o in in_words if not o.weak]
        self.found.vague = vague(free, self.language, spans)

    def _sums(self) -> None:
        """Two million and 450 thousand, one milliard and 20 million, in figures: one number."""
        numbers = self.found.numbers
        for one, other in reversed(list(pairwise(numbers))):
            if len(one.readings) + len(other.readings) > 2:
                continue
            more, less = one.readings[0][0], other.readings[0][0]
            unit = next((u for u in (MILLION * THOUSAND, MILLION) if more >= u), None)
            if (
                unit
                and unit > less >= unit / THOUSAND
                and _PLUS.fullmatch(self.prose[one.end : other.start])
            ):
                whole = Number(((more + less,),), one.start, other.end)
                at = numbers.index(one)
                numbers[at : at + 2] = [whole]

    def _dates_in_words(self) -> None:
        """A day belongs to the month that follows it; in English also to the one before."""
        strong = sorted(
            (n for n in self.found.numbers if len(n.readings) == 1), key=lambda n: n.start
        )
        for month, start, end in self.found.months:
            if any(a == start for *_, a, _ in self.found.dates):
                continue
            edge = start
            for number in reversed([n for n in strong if n.end <= start]):
                gap = self.prose[number.end : edge]
                if not _JOINT.fullmatch(gap) or not 1 <= number.readings[0][0] <= 31:
                    break
                self.found.dates.append((int(number.readings[0][0]), month, number.start, end))
                edge = number.start
            if edge == start and self.language == "en":
                after = next((n for n in strong if n.start >= end), None)
                if (
                    after
                    and _BESIDE.fullmatch(self.prose[end : after.start])
                    and 1 <= after.readings[0][0] <= 31
                ):
                    self.found.dates.append((int(after.readings[0][0]), month, start, after.end))


_TWO_PARTS: Final = re.compile(
    r"(?<!\w)[وبل]?(?:ال)?(?:ث\u064f?لث|خ\u064f?مس)(?:ا|ي|ين|ان)(?:ها|هم|هن|ه)?(?!\w)"
)
_BESIDE: Final = re.compile(r",? ?")
_PLUS: Final = re.compile(r"\s(?:(?:e|dhe|and)\s|و)?")
_NO_NUMBER: Final = re.compile(
    r"[“\"„«](?:[A-ZËÇ]\w+)$|njoftimi? (?:të|i) dytë$|sytë katër$", re.IGNORECASE
)
"""A name in quotation marks that begins with a number, "until further notice", eyes wide open."""
_ROMANS: Final = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV"),
    *("XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI"),
)
_CENTURY: Final = re.compile(r"[Ss]hek(?:ull\w*|\.) (?:e |i |të )?$")
_ROMAN: Final = re.compile(rf"\b(?:{'|'.join(reversed(_ROMANS))})\b")
_JOINT: Final = re.compile(
    r"(?:st|nd|rd|th)?(?:\s|,|،|–|-|—|/|\(|;)*(?:of|the|dhe|e|ose|deri|më|me|në|and|or|"
    r"to|until|و|أو|إلى|حتى|من|شهر|i)?"
    r"(?:\s|–|;)*(?:më|the|شهر)?\s*"
)


def _near(percents: list[int], end: int) -> bool:
    return any(end <= at <= end + 1 for at in percents)


def _beside(text: str, start: int, end: int) -> bool:
    """ "May" and "March" are months beside a figure or after a preposition."""
    before = re.search(
        r"(?:\d(?:st|nd|rd|th)?(?: of)?|\b(?:in|of|since|until|by|to|and|from|for|during|"
        r"last|next|this|late|early|mid|end|the|our|–))[\s–-]*$",
        text[:start],
        re.IGNORECASE,
    )
    return bool(before or re.match(r"[ ,]{1,2}\d", text[end:]))


def _scale(key: str, language: str) -> Decimal | None:
    bare = key.removeprefix("ال") if language == "ar" and len(key) > 4 else key
    return SCALES[language].get(bare)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    grouping = re.escape(_GROUPING[language] + " ")
    return re.compile(
        rf"(?<![\d])(?:\d{{1,3}}(?:[{grouping}]\d{{3}})+(?!\d)|\d+)(?:[{_POINT[language]}]\d+)?"
    )


@cache
def _readings(written: str, language: str) -> tuple[tuple[Decimal, ...], ...]:
    whole = re.sub(rf"[{FIXED} ]", "", written)
    readings: list[tuple[Decimal, ...]] = [(_value(whole, language),)]
    if language == "sq" and re.fullmatch(r"\d{1,3},\d{3}", whole):
        readings.append((Decimal(whole.replace(",", "")),))
    if language == "ar" and re.fullmatch(r"\d{1,3}(?:\.\d{3})+", whole):
        # Arabic papers group by points as well as by commas.
        readings.append((Decimal(whole.replace(".", "")),))
    if " " in written and FIXED[0] not in written:
        readings.append(tuple(_value(part, language) for part in written.split()))
    return tuple(dict.fromkeys(readings))


def _value(written: str, language: str) -> Decimal:
    grouped = {
        "sq": r"\d{1,3}(?:\.\d{3})+",
        "en": r"\d{1,3}(?:,\d{3})+",
        "ar": r"\d{1,3}(?:[,٬]\d{3})+",
    }
    match = re.match(grouped[language] + r"(?!\d)", written)
    head = match.group() if match else re.match(r"\d+", written).group()  # type: ignore[union-attr]
    part = re.sub(r"\D", "", written[len(head) :])
    return Decimal(f"{re.sub(r'[^0-9]', '', head)}.{part or 0}").normalize()
