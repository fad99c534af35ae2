"""Hours of a text, in figures and in words, as minutes of the day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from languages.quantities.calendar_words import AFTERNOON, MORNING, NOON

_S: Final = "[ \u00a0\u202f]?"
_NO_AMOUNT: Final = (
    r"(?! ?(?:[mb]illion|thousand|per|%|k?m\b|°|kilom|met|hect|ton|lek|euro|degree|point|lit|kg))"
)
""" "It amounts to 5.24 billion"."""
HALF_DAY: Final = 12 * 60
DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Hour:
    minutes: frozenset[int]
    """What it may mean: "five" is morning or afternoon."""
    start: int
    end: int
    weak: bool = False


_SQ_HOURS = {
    "një": 1, "dy": 2, "tre": 3, "katër": 4, "pesë": 5, "gjashtë": 6, "shtatë": 7, "tetë": 8,
    "nëntë": 9, "dhjetë": 10, "njëmbëdhjetë": 11, "dymbëdhjetë": 12,
}  # fmt: skip
_EN_HOURS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_AR_HOURS = {
    "حادية عشرة": 11, "حادية عشر": 11, "ثانية عشرة": 12, "ثانية عشر": 12, "واحدة": 1, "ثانية": 2,
    "ثالثة": 3, "رابعة": 4, "خامسة": 5, "سادسة": 6, "سابعة": 7, "ثامنة": 8, "تاسعة": 9, "عاشرة": 10,
}  # fmt: skip
_WORDS: Final = {"sq": _SQ_HOURS, "en": _EN_HOURS, "ar": _AR_HOURS}
_SQ_MINUTES = {
    "gjysmë": 30, "gjysëm": 30, "një çerek": 15, "çerek": 15, "pesë": 5, "dhjetë": 10, "njëzet": 20,
}  # fmt: skip
_EN_MINUTES = {
    "half": 30, "a quarter": 15, "quarter": 15, "five": 5, "ten": 10, "twenty-five": 25, "twenty": 20,
}  # fmt: skip
_AR_MINUTES = {"نصف": 30, "ربع": 15, "ثلث": 20, "خمس دقائق": 5, "عشر دقائق": 10}


def hours(text: str, language: str) -> list[Hour]:
    found: list[Hour] = []
    for pattern in _patterns(language):
        for match in pattern.finditer(text):
            if not any(h.start < match.end() and match.start() < h.end for h in found):
                hour = _hour(match, language)
                if hour is not None:
                    found.append(hour)
    return sorted(found, key=lambda h: h.start)


def _hour(match: re.Match[str], language: str) -> Hour | None:
    parts = match.groupdict()
    start, end = match.span()
    if parts.get("noon"):
        return Hour(frozenset({HALF_DAY}), start, end, weak=True)
    if parts.get("midnight"):
        return Hour(frozenset({0}), start, end, weak=True)
    minute = _minutes(parts, language)
    word = parts.get("word")
    if word:
        table = _WORDS[language]
        hour = table.get(word.lower()) or table.get(word.lower().replace("e", "ë"), 0)
    else:
        hour = int(parts["h"])
    if hour > 24 or not -60 < minute < 60:
        return None
    at = hour * 60 + minute
    if parts.get("pm"):
        # "12 at night" is midnight, "8 at night" the evening.
        values = {at % HALF_DAY + HALF_DAY} | ({0} if hour == 12 else set())
        if hour < 6 and "night" in parts["pm"].lower():
            values.add(at)
    elif parts.get("am"):
        values = {at % HALF_DAY}
    elif parts.get("noonish"):
        values = {at if hour >= 10 else at + HALF_DAY}
    elif parts.get("half"):
        # "From 5:30 to 7 p.m." begins in the afternoon, "from 11:30 to 1 p.m." before it.
        values = {at % HALF_DAY, at % HALF_DAY + HALF_DAY}
    elif parts.get("m") and not word:
        values = {at % DAY}
    else:
        values = {at % DAY, (at + HALF_DAY) % DAY} if word or hour < 8 else {at % DAY}
    return Hour(frozenset(values), start, end)


def _minutes(parts: dict[str, str | None], language: str) -> int:
    if parts.get("m"):
        return int(parts["m"] or 0)
    table = {"sq": _SQ_MINUTES, "en": _EN_MINUTES, "ar": _AR_MINUTES}[language]
    for name, sign in (("plus", 1), ("minus", -1)):
        value = parts.get(name)
        if value:
            if value.isdigit():
                return sign * int(value)
            return sign * table.get(value.lower(), 0)
    return 0


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    pm, am, noon = AFTERNOON[language], MORNING[language], NOON[language]
    part = rf"(?:{_S}،?{_S}(?:(?P<pm>{pm})|(?P<am>{am})|(?P<noonish>{noon}))(?!\w))"
    words = "|".join(sorted(_WORDS[language], key=len, reverse=True))
    figures = r"(?<![\d.,:/])(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d)(?![\d:])(?!\.\d)(?!%)"
    colon = r"(?<![\d.,:/])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?![\d:])"
    bare = r"(?<![\d.,:/+])(?<!رقم )(?<!nr\. )(?<!No\. )(?P<h>[01]?\d|2[0-4])(?![\d:/]|[.,]\d)"
    flags = re.IGNORECASE
    return tuple(
        re.compile(pattern, flags)
        for pattern in {
            "sq": lambda: _albanian(part, words, figures, colon, bare),
            "en": lambda: _english(part, words, figures, colon, bare),
            "ar": lambda: _arabic(part, words, figures, colon, bare),
        }[language]()
    )


def _albanian(part: str, words: str, figures: str, colon: str, bare: str) -> Iterator[str]:
    words = words.replace("ë", "[ëe]")
    minutes = (
        r"(?:gjysm[ëe]|gjys[ëe]m|një çerek|çerek|\d{1,2}(?= minuta)|pes[ëe]|dhjet[ëe]|nj[ëe]zet)"
    )
    extra = rf"(?: e (?P<plus>{minutes})| pa (?P<minus>{minutes}))?(?: minuta)?"
    ora = r"\bor(?:a|[ëe]|[ëe]n|[ëe]s|ave)? "
    yield rf"{ora}{figures}{part}?"
    yield rf"{colon}{part}?"
    yield rf"{figures}{part}"
    yield rf"{ora}{bare} e (?P<plus>[0-5]\d)\b{part}?"
    yield rf"{ora}{bare}{extra}{part}?"
    yield rf"{ora}(?P<word>{words})\b{extra}{part}?"
    yield rf"{bare}{extra}{part}"
    yield rf"\b(?!nj[ëe]\b)(?P<word>{words})\b{extra}{part}"
    yield r"(?P<noon>\bmesdit[ëe](?:s|n)?\b|\bmesdita\b)|(?P<midnight>\bmesnat[ëe](?:s|n)?\b)"


def _english(part: str, words: str, figures: str, colon: str, bare: str) -> Iterator[str]:
    minutes = r"half|a quarter|quarter|five|ten|twenty-five|twenty|\d{1,2}"
    yield rf"{figures}{part}"
    yield rf"{bare}(?=(?:[ \u00a0]?[–-][ \u00a0]?| (?:to|until|and) )\d{{1,2}}(?:[:.]\d\d)?{part})"
    until = r"(?:[ \u00a0]?[–-][ \u00a0]?| (?:to|until|and) )"
    yield rf"{figures}(?={until}\d{{1,2}}(?:[:.]\d\d)?{_S}(?P<half>{AFTERNOON['en']})(?!\w))"
    yield colon
    yield rf"\b(?P<plus>{minutes})(?: minutes)? past (?:{bare}|(?P<word>{words})\b){part}?"
    to = minutes.replace(r"\d{1,2}", r"\d{1,2}(?= minutes)")
    yield rf"\b(?P<minus>{to})(?: minutes)? to (?:{bare}|(?P<word>{words})\b){part}"
    yield rf"\b(?P<minus>a quarter|quarter) to (?:{bare}|(?P<word>{words})\b){part}?"
    yield rf"{bare}(?: ?o[’']clock)?{part}"
    yield rf"{bare} ?o[’']clock"
    yield rf"\b(?P<word>{words})\b(?: o[’']clock)?{part}"
    yield rf"\b(?P<word>{words})\b o[’']clock"
    point = figures.replace("[:.]", "[.]")
    yield rf"\b(?:at|from|until|to|by)(?: (?:around|about|approximately|nearly))? {point}{_NO_AMOUNT}"
    yield r"(?P<noon>\b(?:noon|midday)\b)|(?P<midnight>\bmidnight\b)"


def _arabic(part: str, words: str, figures: str, colon: str, bare: str) -> Iterator[str]:
    words = words.replace("ة", "[ةه]")
    minutes = r"(?P<{}>نصف|ربع|ثلث|خمس دقائق|عشر دقائق|\d{{1,2}}(?= دقيقة| دقائق))"
    extra = (
        rf"(?: و(?:ال)?{minutes.format('plus')}[ًا]*| إلا (?:ال)?{minutes.format('minus')}[ًا]*)?"
        r"(?: دقيقة| دقائق)?"
    )
    hour = r"(?:ال|لل|بال)?ساعة "
    yield rf"{hour}{figures}{part}?"
    yield rf"{colon}{part}?"
    yield rf"{figures}{part}"
    yield rf"{bare}(?=[ \u00a0]?[–-][ \u00a0]?\d{{1,2}}(?:[:.]\d\d)?{part})"
    yield rf"{hour}{bare}{extra}{part}?"
    an_hour = "للساعة (?:ال)?واحد[ةه]"  # what it costs
    yield rf"(?<!لل)(?!{an_hour}){hour}(?:ال)?(?P<word>{words})(?!\w){extra}{part}?"
    yield rf"{bare}{extra}{part}"
    yield rf"(?<!\w)[وب]?ال(?P<word>{words})(?!\w){extra}{part}"
    later = re.sub(r"\?P<\w+>", "?:", f"{extra}{part}")
    yield rf"(?<=بين )ال(?P<word>{words})(?= و(?:بين )?ال(?:{words})(?!\w){later})"
    yield rf"(?<!\w)[وب]?ال(?P<word>{words}) و(?:ال)?{minutes.format('plus')}[ًا]*(?!\w)"
    yield r"(?P<midnight>(?<!\w)(?:ب|ل)?منتصف (?:الليل|ليل(?=ة? (?:\d|يوم|[ا]ل))))"
    yield r"(?P<noon>(?<!بعد )(?<!قبل )(?<!\w)(?:ب|ل)?(?:الظهر|الظهيرة|ظهر[ًا]+|منتصف النهار|وقت الظهيرة)(?!\w))"
