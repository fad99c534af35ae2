"""Numbers written in words, as values with their places."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final, Protocol

from languages.quantities.vocabulary import (
    ARABIC_TEEN_UNITS,
    DOZEN,
    HALF,
    SCALES,
    VAGUE,
    WEAK,
    WORDS,
)

_GAP: Final = re.compile(r"[ \u00a0\u202f-]{1,2}")
_AND: Final = {"sq": "e", "en": "and"}
_ONE: Final = {"احدي", "احد", "حادي", "حاديه"}
"""One, before "and twenty"; elsewhere they are somebody."""
_TEN: Final = {"عشر", "عشره"}
_DUAL: Final = ("ان", "ين", "تا", "تي", "يهما")


class Token(Protocol):
    text: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spelled:
    value: Decimal
    start: int
    end: int
    weak: bool = False
    """It need not be said in the other language: a, one, the first, both, half."""
    others: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    value: Decimal
    start: int
    end: int
    joined: bool
    """Its word begins with the Arabic "and"."""
    scale: bool = False


def spelled(words: Sequence[Token], text: str, language: str) -> list[Spelled]:
    """Every number in words, the compound ones as one."""
    found: list[Spelled] = []
    index, counted = 0, -1
    while index < len(words):
        if not _may_count(words[index].key, language) or _is_village(words, index):
            index += 1
            continue
        made, after = _compound(words, index, text, language)
        if made is not None and made.weak and _counted(counted, made, text, language):
            counted = made.end
        elif made is not None:
            found.append(made)
            counted = made.end if made.value > 2 and not made.weak else -1
        index = max(after, index + 1)
    return found


def _is_village(words: Sequence[Token], index: int) -> bool:
    """Gjashtë near Saranda: "në fshatin Gjashtë", "in the village of Gjashtë"."""
    word = words[index].text
    return index > 0 and word.istitle() and words[index - 1].key.startswith("fshat")


@lru_cache(maxsize=32768)
def _may_count(key: str, language: str) -> bool:
    """Whether a number may begin with the word: most words need no second look."""
    listed = (WORDS, SCALES, WEAK, HALF)
    if language != "ar":
        return any(key in table[language] for table in listed) or bool(_COUNTED.fullmatch(key))
    return (
        key == _FOR_SIX
        or key.endswith(_DUAL)
        or any(
            form in ARABIC_TEEN_UNITS
            or form in _SECOND
            or form in _ONE
            or any(form in table["ar"] for table in listed)
            for form, _ in _readings(key)
        )
    )


def _counted(end: int, made: Spelled, text: str, language: str) -> bool:
    """An Arabic plural in -ين right after the number that counts it, or its adjective, is no dual.

    `end`: where the number or the counted word before it ends.
    """
    if language != "ar" or made.value != 2 or text[made.start] == "و":
        return False
    return text[end : made.start] == " "


def vague(words: Sequence[Token], language: str, taken: list[tuple[int, int]]) -> list[int]:
    """The sizes of "dozens" and "thousands", sorted, outside of numbers."""
    table = VAGUE[language]
    return sorted(
        table[_bare(word.key, language)]
        for word in words
        if _bare(word.key, language) in table and not any(a <= word.start < b for a, b in taken)
    )


def _bare(key: str, language: str) -> str:
    if language == "ar" and key[:1] in ("و", "ب", "ل", "ف") and key[1:] in VAGUE["ar"]:
        return key[1:]
    return key


class _Sum:
    """A number as its words are read, largest first (in Arabic the units before the tens)."""

    def __init__(self, head: _Part, language: str) -> None:
        self.language = language
        self.thousands, self.rest = Decimal(0), head.value
        if head.scale and head.value >= 1000:
            self.thousands, self.rest = head.value, Decimal(0)
        self.last, self.end, self.count = head.value, head.end, 1

    def takes(self, part: _Part, joined: bool, scaled: bool) -> bool:
        """Whether the word goes on with the number; then it is added. `scaled`: a hundred or more
        follows it."""
        if part.scale and not joined:
            if part.value == 100:
                if not 0 < self.rest < 10:
                    return False
                self.rest *= 100
            else:
                self.thousands += (self.rest or 1) * part.value
                self.rest = Decimal(0)
        elif not _continues(self.last, part.value, joined, self.language) or (
            # "two hundred and three hundred": the next number begins
            joined and self.language == "en" and scaled and self.last >= 100
        ):
            return False
        elif part.scale and part.value >= 1000:
            self.thousands += part.value
        else:
            self.rest += part.value
        self.last, self.end, self.count = part.value, part.end, self.count + 1
        return True


def _compound(
    words: Sequence[Token], first: int, text: str, language: str
) -> tuple[Spelled | None, int]:
    """The number that begins at a word, and the index after it."""
    halved = _halved(words, first, language)
    if halved is not None:
        return halved
    head = _part(words, first, text, language)
    if head is None:
        return _weak(words[first], language), first + 1
    part, index = head
    made = _Sum(part, language)
    while index < len(words):
        at = _following(words, index, made.end, text, language)
        following = _part(words, at, text, language) if at is not None else None
        if at is None or following is None:
            break
        part, after = following
        scaled = after < len(words) and words[after].key in SCALES[language]
        if not made.takes(part, part.joined or at > index, scaled):
            break
        index = after
    value = made.thousands + made.rest
    # The Arabic thousand alone is also "he composed".
    weak = made.count == 1 and (value <= 1 or (language == "ar" and value == 1000))
    return Spelled(value, words[first].start, made.end, weak), index


def _halved(words: Sequence[Token], first: int, language: str) -> tuple[Spelled, int] | None:
    """Half a dozen, half a million."""
    if words[first].key not in HALF[language]:
        return None
    index = first + 1
    if index < len(words) and words[index].key in ("a", "an"):
        index += 1
    if index == len(words):
        return None
    key = words[index].key
    whole = Decimal(12) if key in DOZEN[language] else SCALES[language].get(key)
    if whole is None:
        return None
    return Spelled(whole / 2, words[first].start, words[index].end), index + 1


def _following(
    words: Sequence[Token], index: int, end: int, text: str, language: str
) -> int | None:
    """The next word of the number, after an "and"; None where something parts them."""
    if not _GAP.fullmatch(text[end : words[index].start]):
        return None
    if words[index].key != _AND.get(language):
        return index
    if index + 1 == len(words):
        return None
    gap = text[words[index].end : words[index + 1].start]
    return index + 1 if _GAP.fullmatch(gap) else None


def _continues(last: Decimal, value: Decimal, and_: bool, language: str) -> bool:
    if language == "ar":
        # Units come before tens: three and twenty.
        return and_ and (
            (last < 10 and value % 10 == 0 and 20 <= value <= 90) or _smaller(last, value)
        )
    if language == "sq" and not and_:
        return False
    if last >= 20 and last < 100:
        return value < 10 and value > 0
    return _smaller(last, value)


def _smaller(last: Decimal, value: Decimal) -> bool:
    return last >= 100 and 0 < value < last


def _part(words: Sequence[Token], index: int, text: str, language: str) -> tuple[_Part, int] | None:
    word = words[index]
    table, scales = WORDS[language], SCALES[language]
    if language != "ar":
        if word.key in table:
            return _Part(Decimal(table[word.key]), word.start, word.end, False), index + 1
        if word.key in scales:
            return _Part(scales[word.key], word.start, word.end, False, True), index + 1
        return None
    return _arabic(words, index, text)


_SECOND: Final = frozenset({"ثاني", "ثان", "ثانيه"})
""" "The second and eighty"; alone it is a part of a minute."""
_FOR_SIX: Final = "لست"
_COUNTED_IN_SIX: Final = frozenset({"ساعات", "ايام", "اسابيع", "اشهر", "سنوات", "دقايق", "مرات"})
_NO_HUNDRED: Final = frozenset({"كميه", "كميات", "الكميه", "وكميه", "بكميه"})
"""A quantity, which looks like "as a hundred"."""


def _arabic(words: Sequence[Token], index: int, text: str) -> tuple[_Part, int] | None:
    word = words[index]
    if _is_for_six(words, index):
        return _Part(Decimal(6), word.start, word.end, False), index + 1
    for key, joined in _readings(word.key):
        if key in ARABIC_TEEN_UNITS and index + 1 < len(words):
            ten = words[index + 1]
            if _without_article(ten.key) in _TEN and _GAP.fullmatch(text[word.end : ten.start]):
                value = Decimal(10 + ARABIC_TEEN_UNITS[key])
                if ARABIC_TEEN_UNITS[key] < 10:
                    return _Part(value, word.start, ten.end, joined), index + 2
        unit = 2 if key in _SECOND else 1 if key in _ONE else 0
        if unit and index + 1 < len(words) and _is_joined_ten(words[index + 1].key):
            return _Part(Decimal(unit), word.start, word.end, joined), index + 1
        if word.key in _NO_HUNDRED:
            return None
        if key in WORDS["ar"]:
            return _Part(Decimal(WORDS["ar"][key]), word.start, word.end, joined), index + 1
        if key in SCALES["ar"]:
            made = _scale(words, index, text, key, joined=joined)
            return (made, index + 1) if made else None
    return None


def _scale(
    words: Sequence[Token], index: int, text: str, key: str, *, joined: bool
) -> _Part | None:
    """A thousand, thousands where a number counts them, two thousand right before what they count."""
    word, size = words[index], SCALES["ar"][key]
    if key in _TWO_OR_ONE and _is_dual(words, index, text):
        return _Part(2 * size, word.start, word.end, joined)
    plural_alone = key in ("الاف", "ملايين", "مليارات")
    if plural_alone and not (index and _is_unit(words[index - 1].key)):
        return None
    return _Part(size, word.start, word.end, joined, True)


_TWO_OR_ONE: Final = frozenset({"الفا", "مليونا"})
"""With the mark of its case, or behind a number, one thousand; right before what it counts, two."""
_NOT_COUNTED: Final = ("و", "من", "في", "الي", "علي", "عن")


def _is_dual(words: Sequence[Token], index: int, text: str) -> bool:
    word = words[index]
    if "ً" in text[word.start : word.end] or re.search(r"[\d\ue000]\s*$", text[: word.start]):
        return False
    if index + 1 == len(words) or (index and _is_unit(words[index - 1].key)):
        return False
    after = words[index + 1]
    joined = after.key.startswith("و") and not after.key.startswith("وحد")
    return text[word.end : after.start] == " " and not (joined or after.key in _NOT_COUNTED)


def _is_for_six(words: Sequence[Token], index: int) -> bool:
    """ "For six hours", where "for six" is written as "you are not"."""
    after = words[index + 1].key if index + 1 < len(words) else ""
    return words[index].key == _FOR_SIX and after in _COUNTED_IN_SIX


def _is_joined_ten(key: str) -> bool:
    return any(joined and 20 <= WORDS["ar"].get(k, 0) <= 90 for k, joined in _readings(key))


def _is_unit(key: str) -> bool:
    return any(k in WORDS["ar"] for k, _ in _readings(key))


@cache
def _readings(key: str) -> tuple[tuple[str, bool], ...]:
    """The word as it is, then without what Arabic joins to its front."""
    readings = [(key, False)]
    rest = key
    joined = False
    if rest[:1] in ("و", "ف") and len(rest) > 3:
        rest, joined = rest[1:], True
        readings.append((rest, joined))
    if rest[:1] in ("ب", "ل", "ك") and len(rest) > 3:
        readings.append((rest[1:], joined))
        if rest[:2] == "لل":
            readings.append((rest[2:], joined))
        elif rest[1:3] == "ال":
            readings.append((rest[3:], joined))
    if rest.startswith("ال") and len(rest) > 3:
        readings.append((rest[2:], joined))
    return tuple(readings)


def _without_article(key: str) -> str:
    return key.removeprefix("ال")


_COUNTED: Final = re.compile(
    r"(?P<number>\w{2,}?)(?:vjec|vjetor|vjetesh|kates|katsh|ditor|javor|mujor|oresh|faqesh|vendesh|fish)\w*"
)
""" "Dymbëdhjetëvjeçari", "dhjetëkatësh"."""

_TANWIN: Final = "\u064b"
"""Of a thing that a number counts, which no dual has."""


def _weak(word: Token, language: str) -> Spelled | None:
    for key, _ in _readings(word.key) if language == "ar" else ((word.key, False),):
        if key in WEAK[language]:
            values = tuple(Decimal(v) for v in WEAK[language][key])
            return Spelled(values[0], word.start, word.end, True, values[1:])
    counted = _COUNTED.fullmatch(word.key) if language == "sq" else None
    if counted and counted["number"] in WORDS["sq"]:
        return Spelled(Decimal(WORDS["sq"][counted["number"]]), word.start, word.end, True)
    # The dual: two of anything. It satisfies a two, no more.
    if (
        language == "ar"
        and len(word.key) > 3
        and word.key.endswith(_DUAL)
        and _TANWIN not in word.text
    ):
        return Spelled(Decimal(2), word.start, word.end, True)
    return None
