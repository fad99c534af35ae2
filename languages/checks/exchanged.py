"""Figures that changed places: all are there, but they say it of something else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from languages import anchors
from languages.checks import addresses, equals, names
from languages.checks.finding import Findings, gettext_noop
from languages.checks.pair import Pair
from languages.checks.reading import Reading, Word
from languages.quantities.calendar_words import MONTHS
from languages.quantities.figures import Number

NAME = "exchanged"
EXCHANGED: Final = gettext_noop(
    "Figures may have changed places: %(found)s stands where the source says %(source)s."
)
OTHER_UNIT: Final = gettext_noop("The source counts something else with this number: %(source)s.")
_FAR_APART: Final = 5_000
_PER: Final = frozenset({"في", "كل"})
_WEEKDAY: Final = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_AGES: Final = frozenset({"سن", "السن", "عمر", "العمر", "اعمار", "aged"})
"""They answer "vjeç", but are said of much else."""
_PARTS_OF_AN_HOUR: Final = frozenset(
    {"cerek", "gjysme", "gjysem", "njejten", "half", "quarter", "same", "نصف", "ربع", "نفس"}
)
_EMERGENCY: Final = frozenset({"112", "126", "127", "128", "129"})
_WEEKEND: Final = re.compile(
    r"weekends?\Z|(?:نهاية|عطلة) (?:هذا |كل |ال)?(?:ال)?[أا]سبوع\Z", re.IGNORECASE
)
_DAY_AND_NIGHT: Final = re.compile(r"\b(?:ditë e natë|natë e ditë|ditë dhe natë|natë dhe ditë)\b")
_YEAR_END: Final = re.compile(r"\bfundvit", re.IGNORECASE)
"""It is a year in other languages only."""
_PART_OF: Final = re.compile(r"\b(?:nga|prej|of|out of)\b|(?<!\w)(?:من|أصل)(?!\w)", re.IGNORECASE)
_OF_THEM: Final = re.compile(
    r"(?:\b(?:nga|prej|of|out of)|(?<!\w)و?من (?:أصل|بين)|"
    r"(?<!\w)(?:عددها|عددهم|مجموعها|إجمالي\w*))(?: the)?\s*$",
    re.IGNORECASE,
)
_OF_IT: Final = re.compile(r"[’']s? ?")
""" "The municipality's Transport Directorate"."""
_NOT_BUT_IN_ALBANIAN: Final = re.compile(r"\b(?:nuk|jo|s[’'])\b.*\bpor\b")
_BUT_NOT: Final = re.compile(
    r"\b(?:not|rather than|instead of)\b|(?<!\w)(?:وليس|وليست|ليس|لا|ولا|بدلا|بدلًا|عوضًا)(?!\w)"
)
""" "Not 350 but 250" is "250, not 350"."""
_OTHER_MEASURES: Final = tuple(
    (re.compile(theirs, re.IGNORECASE), re.compile(ours, re.IGNORECASE))
    for theirs, ours in (
        # What the source measures in, and what a hand writes instead without counting anew.
        (
            r"\bkm/(?:h|orë)|\bk(?:m|ilomet\w+) në orë",
            r"\bmph\b|miles? (?:per|an) hour|ميل|(?<![\wك])م/ ?(?:س|ث)|\bm/[hs]\b",
        ),
        (r"°\s?C\b|gradë", r"°\s?F\b|fahrenheit|فهرنهايت"),
        (r"\bkWh\b", r"\bMWh\b|ميغاو|ميجاو"),
        (r"\bMWh\b", r"\bkWh\b|كيلوو"),
        (r"\bhektar\w*", r"\bacres?\b|(?<!\w)فدان|square (?:kilo)?met|m²|متر\w* مربع"),
        (r"\bdyn[yu]m\w*", r"\bhectares?\b|\bacres?\b|هكتار|فدان"),
        (r"\bmet(?:ra?|ër) katror|\bm²", r"\bhectare|هكتار|\bcubic|m³|مكعب"),
        (r"\bmet(?:ra?|ër) kub|\bm³", r"\bsquare met|m²|متر(?:ا|ًا)? مربع"),
        (r"\A(?!.*\bgram).*\b(?:kg|kilogram\w*)\b", r"(?<=\d )g\b|\bgrams?\b|(?<!\w)(?:ال)?غرام"),
        (r"\bkg\b|kilogram", r"\blbs?\b|\bpounds?\b|(?<!\w)رطل"),
        (
            r"\A(?!.*\b(?:ton|kuintal)).*\b(?:kg|kilogram\w*)\b",
            r"\bton(?:ne)?s?\b|(?<!\w)(?:لل|ال)?(?:طن|أطنان)(?!\w)",
        ),
        (
            r"µg|mikrogram",
            r"\bgrams?\b|(?<!\w)(?:ال)?غرام|\bmg\b|\bkilogram|\bmilligram|ملغ|كيلوغرام|مليغرام|ملليغرام",
        ),
        (
            r"\bmetr[aoë]\w*|\bm\b",
            r"(?<=\d )(?:feet|foot|yards?)\b|(?<!\w)(?:قدم|أقدام|ياردة)(?!\w)",
        ),
        (r"metër kub", r"\blit(?:re|er)s?\b|(?<!\w)ل?لتر|square met|متر مربع"),
        (r"\blitr", r"\bgallons?\b|غالون"),
        (r"\bkm\b|kilomet", r"\bmiles?\b|(?<!\w)(?:ميل|أميال|ميلا|ميلين)(?!\w)"),
        (r"\bton(?:ë|a|ësh)?\b", r"\b(?:kilos?|kilogram\w*|kg)\b|كيلوغرام"),
    )
)
_RELATIONS: Final = tuple(
    (re.compile(theirs), re.compile(ours))
    for theirs, ours in (
        (r"në vend të", r"\b(?:instead of|rather than)\b|بدل|عوض"),
        (r"\bnën\b", r"\b(?:below|under)\b|(?<!\w)(?:دون|تحت)(?!\w)"),
        (r"\bmbi\b", r"\b(?:above|over)\b|(?<!\w)فوق(?!\w)"),
        (r"\bkrahasuar me\b|\bkundrejt\b", r"\b(?:compared (?:with|to)|against)\b|مقارن|مقابل"),
        (r"\bnga\b.*\bqë (?:ishin|ishte|kishte)\b", r"(?!)"),
    )
)
_PERIODIC: Final = {
    "sq": {
        "day": r"\bditor\w*", "week": r"\bjavor\w*", "month": r"\bmujor\w*", "year": r"\bvjetor\w*",
    },
    "en": {
        "day": r"\bdaily\b", "week": r"\bweekly\b", "month": r"\bmonthly\b",
        "year": r"\b(?:yearly|annual\w*)\b",
    },
    "ar": {
        "day": r"(?<!\w)و?(?:ال|لل|بال)?يومي[ةًّا]*(?!\w)", "week": r"(?<!\w)و?(?:ال|لل|بال)?أسبوعي[ةًّا]*(?!\w)",
        "month": r"(?<!\w)و?(?:ال|لل|بال)?شهري[ةًّا]*(?!\w)", "year": r"(?<!\w)و?(?:ال|لل|بال)?سنوي[ةًّا]*(?!\w)",
    },
}  # fmt: skip
"""What comes each day, week, month, year."""
_EACH: Final = {
    "sq": {
        "day": r"(?:në|për çdo|çdo) ditë\b", "week": r"(?:në|çdo) javë\b", "month": r"(?:në|çdo) muaj\b",
        "year": r"(?:në|çdo) vit\b", "hour": r"(?:në|çdo) orë\b",
    },
    "en": {
        "day": r"(?:a|per|each|every) day\b", "week": r"(?:a|per|each|every) week\b",
        "month": r"(?:a|per|each|every) month\b", "year": r"(?:a|per|each|every) year\b",
        "hour": r"(?:an|per|each|every) hour\b|\bhourly\b",
    },
    "ar": {
        "day": r"(?:في|كل) (?:ال)?يوم(?!\w)", "week": r"(?:في|كل) (?:ال)?أسبوع(?!\w)",
        "month": r"(?:في|كل) (?:ال)?شهر(?!\w)", "year": r"(?:في|كل) (?:ال)?(?:سنة|عام)(?!\w)",
        "hour": r"(?:في|كل) (?:ال)?ساعة(?!\w)",
    },
}  # fmt: skip
_RATE: Final = {
    language: {
        unit: f"{phrase}|{_PERIODIC[language].get(unit, phrase)}" for unit, phrase in each.items()
    }
    for language, each in _EACH.items()
}
"""How often, or for how long a price is paid."""
_SPAN: Final = {
    "sq": {"day": "dit", "week": "jav", "month": "muaj|mujo", "year": "vit|vjet|motmot"},
    "en": {"day": r"\bda[iy]", "week": "week", "month": "month", "year": "year|annu"},
    "ar": {"day": "يوم|أيام", "week": "سبوع|سابيع", "month": "شهر|شهور", "year": "سنو|سنة|عام|أعوام"},
}  # fmt: skip
_MONEY: Final = re.compile(r"lek|euro|€|ليك|يورو", re.IGNORECASE)
_AFTER_MONEY: Final = r"(?:lek\w*|euro|€|ليك\w*|يورو|[Ll]ek)\W{{0,2}} ?(?:each )?(?:{rate})"
_NOT_BUT: Final = {
    "sq": re.compile(r",? (?:dhe )?jo (?=[a-zëç])(?!më\b|vetëm\b)"),
    "en": re.compile(
        r",? (?:and )?(?:not|rather than) (?=(?:the|a|an|in|at|by|on|to|from|inside|outside)\b)"
    ),
    "ar": re.compile(r"،? (?:و?لا|وليس|لا) (?=(?:في|من|عند|على|إلى|ال|داخل|خارج|عبر|بال|لل))"),
}
_LABEL: Final = re.compile(r"\b[Nn]r\.? ?\Z")
""" "Gallery no. 4" is a name, which may stand on either side of what is counted."""
_TO: Final = re.compile(r"\b(?:deri|n[ëe]|to|until|till)\b|[–-]|(?<!\w)(?:إلى|حتى)(?!\w)")


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    other_start: int
    other_end: int
    value: Decimal = Decimal(0)
    """Of a number."""


def check(pair: Pair) -> Findings:
    matched = [
        (a, b)
        for a, b in pair.matched.numbers
        if not (a.weak or b.weak or a.year) and a.readings[0][0] > 1
    ]
    yield from _units(pair, [_place(a, b) for a, b in matched])
    yield from _other_measures(pair)
    yield from _rates(pair)
    yield from _periods(pair)
    # Days of a month, and shares beside what they are shares of, may stand anywhere.
    days = [(start, end) for *_, start, end in pair.source.figures.dates]
    undated = [m for m in matched if not any(a <= m[0].start < b for a, b in days)]
    for percent in (False, True):
        alike = [_place(a, b) for a, b in undated if a.percent == percent]
        yield from _order(pair, _distinct(pair, alike), strict=False)
    numbers = [_place(a, b) for a, b in matched]
    yield from _wholes(pair, _distinct(pair, numbers))
    yield from _across(pair, _distinct(pair, numbers))
    hours = [_Place(a.start, a.end, b.start, b.end) for a, b in pair.matched.hours]
    yield from _order(pair, _distinct(pair, hours), strict=True)
    dates = {(d, m): (a, b) for d, m, a, b in pair.source.figures.dates}
    others = {(d, m): (a, b) for d, m, a, b in pair.text.figures.dates}
    both = [_Place(*dates[d], *others[d]) for d in dates if d in others]
    yield from _order(pair, both, strict=False)
    months = {m: (a, b) for m, a, b in reversed(pair.source.figures.months)}
    named = {m: (a, b) for m, a, b in reversed(pair.text.figures.months)}
    if len(months) > 1:
        alike = [_Place(*months[m], *named[m]) for m in months if m in named]
        yield from _order(pair, alike, strict=True)
    theirs = {number: (a, b) for number, a, b in pair.source.figures.telephones}
    ours = {number: (a, b) for number, a, b in pair.text.figures.telephones}
    phones = [_Place(*theirs[n], *ours[n]) for n in theirs if n in ours]
    yield from _order(pair, phones, strict=True)
    calls = [n for n in numbers if pair.source.text[n.start : n.end] in _EMERGENCY]
    if phones and calls:
        yield from _order(pair, phones + calls, strict=False)
    years = [_Place(a.start, a.end, b.start, b.end) for a, b in pair.matched.numbers if a.year]
    yield from _order(pair, _distinct(pair, years), strict=False)
    there, here = addresses.found(pair.source), addresses.found(pair.text)
    yield from _order(pair, [_Place(*there[a], *here[a]) for a in there if a in here], strict=True)
    yield from _institutions(pair)
    yield from _contrasts(pair)


def _across(pair: Pair, places: list[_Place]) -> Findings:
    """Each of two sentences has a figure of the other's: nobody moves two of them crosswise."""
    if len(pair.beads) < 2 or not all(bead.source and bead.text for bead in pair.beads):
        return
    moved = []
    for one in places:
        there = _sentence(one.start, [bead.source for bead in pair.beads])
        here = _sentence(one.other_start, [bead.text for bead in pair.beads])
        if there != here:
            moved.append((there, here, one))
    for there, here, one in moved:
        for other_there, other_here, other in moved:
            if (there, here) == (other_here, other_there) and there < here:
                source = pair.source.text[other.start : other.end].strip()
                yield pair.text.finding(
                    NAME, EXCHANGED, one.other_start, one.other_end, source=source
                )
                return


def _sentence(at: int, sentences: Sequence[tuple[int, int] | None]) -> int:
    return next((i for i, place in enumerate(sentences) if place and place[0] <= at < place[1]), -1)


def _contrasts(pair: Pair) -> Findings:
    """ "In the library, not at the station" has become "at the station, not in the library"."""
    theirs, ours = _sides(pair.source), _sides(pair.text)
    if len(theirs) != len(ours):
        return
    for (_, first, second), (place, left, right) in zip(theirs, ours, strict=True):
        crossed, straight = (first & right, second & left), (first & left) | (second & right)
        if all(crossed) and len(frozenset.union(*crossed)) > len(straight):
            yield pair.text.finding(NAME, EXCHANGED, *place, source=pair.source.text[:40])


def _sides(reading: Reading) -> list[tuple[tuple[int, int], anchors.Concepts, anchors.Concepts]]:
    """What stands before and behind each "not" between two things, up to four words each way."""
    found = []
    for match in _NOT_BUT[reading.language].finditer(reading.prose):
        before = [w for w in reading.words if w.end <= match.start()][-4:]
        after = [w for w in reading.words if w.start >= match.end()][:4]
        left, right = (
            frozenset(c for w in words for c in anchors.concepts(w.key, reading.language))
            for words in (before, after)
        )
        found.append((match.span(), left, right))
    return found


def _place(one: Number, other: Number) -> _Place:
    return _Place(one.start, one.end, other.start, other.end, one.readings[0][0])


def _institutions(pair: Pair) -> Findings:
    """Who does what: told only by the words around."""
    if len(names.named(pair.source) & names.named(pair.text)) < 2:
        return
    before, after = names.placed(pair.source), names.placed(pair.text)
    for bead in pair.beads:
        if bead.source is None or bead.text is None:
            continue
        places = []
        for key in before.keys() & after.keys():
            theirs = [p for p in before[key] if bead.source[0] <= p[0] < bead.source[1]]
            ours = [p for p in after[key] if bead.text[0] <= p[0] < bead.text[1]]
            if len(theirs) == len(ours) == 1:
                places.append(_Place(*theirs[0], *ours[0]))
        yield from _order(pair, places, strict=None)


def _distinct(pair: Pair, places: list[_Place]) -> list[_Place]:
    """Those whose words stand once: of two equal numbers nobody knows which is which."""
    said = [pair.source.text[p.start : p.end] for p in places]
    return [p for p, words in zip(places, said, strict=True) if said.count(words) == 1]


def _order(pair: Pair, places: list[_Place], *, strict: bool | None) -> Findings:
    """`strict`: whether another order alone is wrong; None: only what stands around can tell."""
    places = sorted(places, key=lambda p: p.start)
    for index, first in enumerate(places):
        for second in places[index + 1 :]:
            if first.other_start > second.other_start and _wrong(pair, first, second, strict):
                yield pair.text.finding(
                    NAME, EXCHANGED, second.other_start, second.other_end,
                    source=pair.source.text[first.start : first.end].strip(),
                )  # fmt: skip
                return


def _wrong(pair: Pair, first: _Place, second: _Place, strict: bool | None) -> bool:
    """The words around tell, where they are known; else the order."""
    theirs = _contexts(pair.source, (first.start, first.end), (second.start, second.end))
    ours = _contexts(
        pair.text, (first.other_start, first.other_end), (second.other_start, second.other_end)
    )
    straight = sum(_alike(a, b) for a, b in zip(theirs, ours, strict=True))
    crossed = _alike(theirs[0], ours[1]) + _alike(theirs[1], ours[0])
    between = pair.text.prose[second.other_end : first.other_start]
    if strict is None:
        return crossed > straight and not _OF_IT.fullmatch(between)
    if _NOT_BUT_IN_ALBANIAN.search(pair.source.prose[: second.start], first.start - 25) and (
        _BUT_NOT.search(between)
    ):
        return False
    if _range(pair.source.prose, first.end, second.start) and _range(
        pair.text.prose, second.other_end, first.other_start
    ):
        return True
    if _turned_around(pair, first, second):
        return True
    labelled = [_LABEL.search(pair.source.prose[: one.start]) is None for one in (first, second)]
    if labelled[0] != labelled[1]:
        return crossed > straight
    if _is_whole(pair.source, first.start) and _is_whole(pair.text, first.other_start):
        return False  # "of 21, 16" is "16 of 21"
    part = _part_of(pair.source.prose, first.start, second.end) or _part_of(
        pair.text.prose, second.other_start, first.other_end
    )
    if _are_far_apart(first, second):
        return False
    if crossed != straight:
        return crossed > straight + (1 if part and not strict else 0)
    if part and not strict:
        return False
    return _one_sentence(pair, first, second) and (strict or second.start - first.end < 60)


def _are_far_apart(first: _Place, second: _Place) -> bool:
    """Nobody takes 4 votes for 612 million lek: such two stand in any order."""
    less, more = sorted((first.value, second.value))
    return less > 0 and more / less > _FAR_APART


def _alike(one: list[anchors.Concepts], other: list[anchors.Concepts]) -> int:
    there = {c for concepts in other for c in concepts}
    return sum(bool(concepts & there) for concepts in one)


def _contexts(
    reading: Reading, one: tuple[int, int], other: tuple[int, int]
) -> tuple[list[anchors.Concepts], list[anchors.Concepts]]:
    """The concepts beside each of two places: up to four words each way, none of the other's."""
    language = reading.language

    def around(place: tuple[int, int], rival: tuple[int, int]) -> list[anchors.Concepts]:
        begin, end = next(
            ((a, b) for a, b in reading.sentences if a <= place[0] < b), (0, len(reading.prose))
        )
        middle = (min(place[1], rival[1]) + max(place[0], rival[0])) // 2
        if rival[0] > place[0]:
            # What follows belongs to the first, up to the comma or the middle.
            comma = re.search("[,;،؛]", reading.prose[place[1] : rival[0]])
            end = min(end, place[1] + comma.start() if comma else max(middle, place[1]))
        else:
            comma = re.search("[,;،؛]", reading.prose[rival[1] : place[0]])
            begin = max(begin, rival[1] + comma.start() if comma else min(middle, place[0]))
        before = [w for w in reading.words if begin <= w.start and w.end <= place[0]][-4:]
        after = [w for w in reading.words if place[1] <= w.start < end][:4]
        return [c for w in before + after if (c := anchors.concepts(w.key, language))]

    return around(one, other), around(other, one)


def _rates(pair: Pair) -> Findings:
    """Money a month is no money a year."""
    theirs, ours = _paid(pair.source), _paid(pair.text)
    if len(theirs) == len(ours):
        for (rate, source), (other, place) in zip(theirs, ours, strict=True):
            if rate != other and sorted(r for r, _ in theirs) != sorted(r for r, _ in ours):
                said = pair.source.text[slice(*source)]
                yield pair.text.finding(NAME, OTHER_UNIT, *place, source=said)
                return


def _periods(pair: Pair) -> Findings:
    """The monthly rent has become the annual one, and no other word says "month"."""
    theirs = _periodic(pair.source)
    lost = [p for p in theirs if not _spans(pair.text, p)]
    if not lost:
        return
    ours = _periodic(pair.text)
    if added := [p for p in ours if p not in theirs]:
        source = pair.source.text[slice(*theirs[lost[0]])]
        yield pair.text.finding(NAME, OTHER_UNIT, *ours[added[0]], source=source)


def _periodic(reading: Reading) -> dict[str, tuple[int, int]]:
    found = {
        period: re.search(words, reading.prose, re.IGNORECASE)
        for period, words in _PERIODIC[reading.language].items()
    }
    return {period: match.span() for period, match in found.items() if match}


def _spans(reading: Reading, period: str) -> bool:
    return bool(re.search(_SPAN[reading.language][period], reading.prose, re.IGNORECASE))


def _paid(reading: Reading) -> list[tuple[str, tuple[int, int]]]:
    if not _MONEY.search(reading.prose):
        return []
    found = [
        (rate, match.span())
        for rate, pattern in _paying(reading.language).items()
        for match in pattern.finditer(reading.prose)
    ]
    return sorted(found, key=lambda one: one[1])


@cache
def _paying(language: str) -> dict[str, re.Pattern[str]]:
    return {
        rate: re.compile(_AFTER_MONEY.format(rate=words)) for rate, words in _RATE[language].items()
    }


def _other_measures(pair: Pair) -> Findings:
    for theirs, ours in _OTHER_MEASURES:
        source = theirs.search(pair.source.prose)
        found = ours.search(pair.text.prose) if source else None
        if source and found and not ours.search(pair.source.prose):
            yield pair.text.finding(NAME, OTHER_UNIT, *found.span(), source=source.group())


def _wholes(pair: Pair, places: list[_Place]) -> Findings:
    """ "Of 47, 45" has become "of 45, 47"."""
    for one in places:
        if not _is_whole(pair.source, one.start) or _is_whole(pair.text, one.other_start):
            continue
        for other in places:
            if (
                _is_named_whole(pair.text, other.other_start, one.other_end)
                and not _is_whole(pair.source, other.start)
                and _one_sentence(pair, *sorted((one, other), key=lambda p: p.start))
            ):
                source = pair.source.text[one.start : one.end].strip()
                yield pair.text.finding(
                    NAME, EXCHANGED, other.other_start, other.other_end, source=source
                )
                return


def _turned_around(pair: Pair, first: _Place, second: _Place) -> bool:
    """ "12 instead of 20" has become "20 instead of 12"; the same of "below" and "than"."""
    between = pair.source.prose[first.end : second.start]
    turned = pair.text.prose[second.other_end : first.other_start]
    return any(
        theirs.search(between) and ours.search(turned)
        for theirs, ours in _RELATIONS
        if len(between) < 60 and len(turned) < 60
    )


def _is_named_whole(reading: Reading, start: int, part_end: int) -> bool:
    """ "Of 47" at the beginning, or right after its part: "the gates of nine schools" are no whole."""
    match = _OF_THEM.search(reading.prose[max(start - 12, 0) : start])
    if match is None:
        return False
    begin = max(start - 12, 0) + match.start()
    before = reading.prose[:begin].rstrip()
    return not before or before[-1] in ".:;,،؛!?؟" or begin - part_end in (0, 1)


def _is_whole(reading: Reading, start: int) -> bool:
    """Whether the number there is what something is a part of."""
    return bool(_OF_THEM.search(reading.prose[max(start - 12, 0) : start]))


def _part_of(text: str, start: int, end: int) -> bool:
    return bool(_PART_OF.search(text, max(start - 8, 0), min(end + 25, len(text))))


def _range(text: str, end: int, start: int) -> bool:
    """ "From 3 to 17": whatever stands around, the order is the meaning."""
    return start - end < 30 and bool(_TO.search(text[end:start])) and "," not in text[end:start]


def _one_sentence(pair: Pair, first: _Place, second: _Place) -> bool:
    ours = sorted((first.other_start, second.other_start))
    return any(a <= first.start and second.end <= b for a, b in pair.source.sentences) and any(
        a <= ours[0] and ours[1] < b for a, b in pair.text.sentences
    )


def _units(pair: Pair, places: list[_Place]) -> Findings:
    """Three months stay months, and every week is not every month."""
    units = anchors.units()
    measures = units | anchors.of_kind("measure")
    told = False
    for place in places:
        theirs = _next(pair.source, place.end) & measures
        ours = _next(pair.text, place.other_end) & measures
        if theirs and ours and not theirs & ours:
            told = True
            word = next(w for w in pair.source.words if w.start >= place.end)
            yield pair.text.finding(
                NAME, OTHER_UNIT, place.other_start, place.other_end,
                source=pair.source.text[place.start : word.end],
            )  # fmt: skip
    before, after = _measures(pair.source, units), _measures(pair.text, units)
    lost = [w for c, w in before.items() if not c & frozenset().union(*after)]
    added = [
        word
        for concepts, word in after.items()
        if not concepts & frozenset().union(*before) and word.key not in _AGES
    ]
    if not lost or not added or told or _YEAR_END.search(pair.source.prose):
        return
    if not equals.same_time(pair.source, lost[0], pair.text, added[0]):
        yield pair.text.finding(NAME, OTHER_UNIT, added[0].start, added[0].end, source=lost[0].text)


def _measures(reading: Reading, units: anchors.Concepts) -> dict[anchors.Concepts, Word]:
    found: dict[anchors.Concepts, Word] = {}
    clocks = [(h.start, h.end) for h in reading.figures.hours]
    for index, word in enumerate(reading.words):
        measured = anchors.concepts(word.key, reading.language) & units
        if not measured or any(a <= word.start < b for a, b in clocks):
            continue
        if reading.prose[word.start - 1 : word.start] == "/":
            continue  # kilometres an hour
        if _is_no_measure(reading, index):
            continue
        before = reading.words[index - 1].key if index else ""
        if (before in _PARTS_OF_AN_HOUR and word.key != "days") or before.endswith("واط"):
            continue  # a quarter of an hour, the same hour, a kilowatt-hour
        if _DAY_AND_NIGHT.search(reading.prose, max(word.start - 7, 0), word.end + 7):
            continue
        following = reading.words[index + 1].text if index + 1 < len(reading.words) else ""
        if _WEEKEND.search(reading.prose, max(word.start - 15, 0), word.end):
            continue
        if word.key == "يومي" and re.match(r" \d", reading.prose[word.end :]):
            continue  # on the days 12 and 13
        if MONTHS[reading.language].fullmatch(following) or following.startswith(_WEEKDAY):
            continue  # the month of August, on Mondays
        if index > 1 and reading.words[index - 2].key in ("rendi", "rendin", "rendit"):
            continue  # the order of the day: an agenda
        found.setdefault(measured, word)
    return found


def _is_no_measure(reading: Reading, index: int) -> bool:
    """ "Today", and "how much", which is also a kilometre."""
    word = reading.words[index]
    if word.key == "اليوم":
        return _is_today(reading.words, index)
    return word.key == "كم" and not reading.prose[: word.start].rstrip()[-1:].isdigit()


def _is_today(words: Sequence[Word], index: int) -> bool:
    """Neither "every day" nor "the International Day"."""
    following = words[index + 1].key if index + 1 < len(words) else ""
    return words[index - 1].key not in _PER and not following.startswith("ال")


def _next(reading: Reading, end: int) -> anchors.Concepts:
    word = next((w for w in reading.words if w.start >= end), None)
    if word is None or word.start - end > 2:
        return frozenset()
    return anchors.concepts(word.key, reading.language)
