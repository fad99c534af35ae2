"""Albanian sums that do not come out: a part larger than its whole, women and men who are not all."""

import re
from decimal import Decimal
from itertools import pairwise
from typing import Final

from languages.checks.finding import Findings, gettext_noop
from languages.checks.reading import Reading
from languages.quantities.figures import Number

NAME: Final = "parts"
LARGER: Final = gettext_noop("A part is larger than its whole: %(found)s")
NOT_ALL: Final = gettext_noop("The parts do not make the whole: %(found)s")
_SHARE_OF: Final = re.compile(
    r"\b(?:votuan|pra|ose|janë|ishin|përbëjnë|morën pjesë) (?P<share>(?:1[0-9]\d|[2-9]\d\d)(?:,\d+)?\s?%)"
    r" (?:e|i|të) (?:listës|zgjedhësve|votuesve|banorëve|nxënësve|të regjistruarve|të gjith)"
)
""" "146,3 % e listës": of a list nobody is more than all."""
_THEY: Final = re.compile(r"\A(?: [\wëç]+){0,1} (?:prej|nga) (?:tyre|syresh|këtyre)\b")
_WHICH: Final = re.compile(r"[,;(–-]\s*(?:ndër|prej|nga) (?:të )?(?:cilat|cilët|cilave|cilëve) \Z")
_OF: Final = re.compile(r" (?:nga|prej) (?:të )?\Z")
_MEMBERS: Final = re.compile(r" [a-zëç]{4,}(?:ët|at|tarët|tarët e|sit|jtë)\b(?! (?:që|të) )")
_LIST: Final = re.compile(
    r"(?<![\d.,])(?P<all>\d{1,3}(?:[ .]\d{3})+|\d+) [a-zëç]+[^.:;\d]{0,60}: "
    r"(?P<parts>(?:\d[\d .]* [a-zëç][^,.;:\d]{1,40}(?:, | dhe | e )){1,6}\d[\d .]* [a-zëç][^,.;:\d]{1,40})[.;]"
)
_WHOLE: Final = re.compile(r"\d{1,3}(?:[ .]\d{3})+|\d+")
_SEXES: Final = (
    re.compile(r" (?:gra|vajza|femra)\b"),
    re.compile(r" (?:burra|djem|meshkuj)\b"),
)
_AND: Final = re.compile(r" (?:gra|vajza|femra|burra|djem|meshkuj)(?:,)? (?:dhe|e) \Z")


def check(reading: Reading) -> Findings:
    if reading.language != "sq":
        return
    for match in _SHARE_OF.finditer(reading.prose):
        yield reading.finding(NAME, LARGER, *match.span("share"))
    yield from _listed(reading)
    counted = _counts(reading)
    for start, end in reading.sentences if counted else ():
        numbers = [n for n in reading.figures.numbers if start <= n.start < end]
        counts = [n for n in counted if start <= n.start < end]
        for whole, part in pairwise(numbers):
            if whole not in counts or part not in counts:
                continue
            before = [_value(n) for n in counts if n.start < part.start]
            if _value(part) > max(before) and _is_part(reading, whole, part):
                yield reading.finding(NAME, LARGER, part.start, part.end)
            elif _value(whole) > _value(part) and _is_whole(reading, whole, part):
                yield reading.finding(NAME, LARGER, whole.start, whole.end)
        if len(counts) == len(numbers) == 3 and _are_women_and_men(reading, counts):
            total, one, other = map(_value, counts)
            if one + other != total:
                yield reading.finding(NAME, NOT_ALL, counts[1].start, counts[2].end)


def _listed(reading: Reading) -> Findings:
    """ "300 trees: 120 apples, 100 plums and 80 walnuts"."""
    for match in _LIST.finditer(reading.prose):
        parts = [_whole_number(part) for part in _WHOLE.findall(match["parts"])]
        if len(parts) > 1 and sum(parts) != _whole_number(match["all"]):
            yield reading.finding(NAME, NOT_ALL, *match.span())


def _whole_number(figures: str) -> int:
    return int(re.sub(r"\D", "", figures))


def _counts(reading: Reading) -> list[Number]:
    """Numbers that count something: no day, no hour, no year, no share, no "6-week" course."""
    figures = reading.figures
    taken = [(hour.start, hour.end) for hour in figures.hours]
    taken += [(start, end) for *_, start, end in (*figures.dates, *figures.months)]
    taken += [(start, end) for _, start, end in figures.telephones]
    return [
        number
        for number in figures.numbers
        if number.readings == ((Decimal(_value(number)),),)
        and not (number.percent or number.year or number.weak)
        and not any(start <= number.start < end for start, end in taken)
        and reading.prose[number.end : number.end + 1] != "-"
    ]


def _value(number: Number) -> int:
    return int(number.readings[0][0])


def _between(reading: Reading, one: Number, other: Number) -> str:
    return reading.prose[one.end : other.start]


def _is_part(reading: Reading, whole: Number, part: Number) -> bool:
    """ "17 cases, 25 of them", "17 cases, of which 25"."""
    between = _between(reading, whole, part)
    if len(between) > 80 or "." in between:
        return False
    return bool(_WHICH.search(between) or _THEY.match(reading.prose[part.end :]))


def _is_whole(reading: Reading, part: Number, whole: Number) -> bool:
    """ "14 of the 12 members": here the second number is the whole."""
    return bool(
        _OF.fullmatch(_between(reading, part, whole)) and _MEMBERS.match(reading.prose, whole.end)
    )


def _are_women_and_men(reading: Reading, counts: list[Number]) -> bool:
    """ "64 teachers: 51 women and 13 men"."""
    whole, one, other = counts
    text = reading.prose
    first = next((i for i, sex in enumerate(_SEXES) if sex.match(text, one.end)), None)
    return (
        first is not None
        and bool(_SEXES[1 - first].match(text, other.end))
        and bool(_AND.fullmatch(_between(reading, one, other)))
        and bool(
            re.search(r"[,:(–]\s?(?:nga të cilët |prej tyre )?\Z", _between(reading, whole, one))
        )
    )
