"""Whole numbers in words, and telephone numbers digit by digit.

No library that we found knows Albanian; these are the rules of the three languages for what a
bulletin has: 0 to 999,999,999.
"""

import re
from typing import Final

MOST: Final = 999_999_999


def listed(text: str) -> tuple[str, ...]:
    """The words of a text, each one an entry."""
    return tuple(text.split())


_SQ_ONES: Final = listed("zero një dy tre katër pesë gjashtë shtatë tetë nëntë dhjetë")
_SQ_TENS: Final = listed(
    "_ dhjetë njëzet tridhjetë dyzet pesëdhjetë gjashtëdhjetë shtatëdhjetë tetëdhjetë nëntëdhjetë"
)
_EN_ONES: Final = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_EN_TENS: Final = listed("_ ten twenty thirty forty fifty sixty seventy eighty ninety")
# With a masculine noun, with a feminine one.
_AR_ONES: Final = (
    ("صفر", "صفر"), ("واحد", "واحدة"), ("اثنان", "اثنتان"), ("ثلاثة", "ثلاث"),
    ("أربعة", "أربع"), ("خمسة", "خمس"), ("ستة", "ست"), ("سبعة", "سبع"),
    ("ثمانية", "ثماني"), ("تسعة", "تسع"), ("عشرة", "عشر"),
)  # fmt: skip
_AR_TENS: Final = listed("_ عشر عشر ثلاث أربع خمس ست سبع ثمان تسع")
_AR_HUNDREDS: Final = [
    "_",
    "مئة",
    "مئتان",
    "ثلاثمئة",
    "أربعمئة",
    "خمسمئة",
    "ستمئة",
    "سبعمئة",
    "ثمانمئة",
    "تسعمئة",
]


def number(value: int, language: str, *, feminine: bool = False, oblique: bool = False) -> str:
    """`dy mijë e njëzet e gjashtë`. ValueError below 0 and above 999,999,999.

    `feminine`: the gender of the noun that is counted, where the language has one for numbers.
    `oblique`: Arabic after a preposition, عشرين for عشرون.
    """
    if not 0 <= value <= MOST:
        raise ValueError(f"{value} is not between 0 and {MOST}")
    if language == "sq":
        return _albanian(value, feminine)
    if language == "en":
        return _english(value)
    if language == "ar":
        return _arabic(value, feminine, oblique)
    raise KeyError(language)


def telephone(text: str, language: str) -> str:
    """Digit by digit, in the groups in which it is written: `një një gjashtë, një një një`.

    A group of more than four digits is told in threes; its last one may have four.
    """
    groups = [
        part
        for group in re.findall(r"\d+|\+", text)
        for part in ([group] if group == "+" else _parts(group))
    ]
    plus = {"sq": "plus", "en": "plus", "ar": "زائد"}[language]
    words = [
        plus if group == "+" else " ".join(number(int(digit), language) for digit in group)
        for group in groups
    ]
    comma = "، " if language == "ar" else ", "
    return comma.join(words)


def _parts(group: str) -> list[str]:
    parts = []
    while len(group) > 4:
        parts.append(group[:3])
        group = group[3:]
    return [*parts, group]


def _albanian(value: int, feminine: bool = False) -> str:
    if value == 3 and feminine:
        return "tri"
    if value <= 10:
        return _SQ_ONES[value]
    if value < 20:
        return f"{_SQ_ONES[value - 10]}mbëdhjetë"
    if value < 100:
        return _joined(_SQ_TENS[value // 10], value % 10, feminine)
    if value < 1000:
        return _joined(f"{_SQ_ONES[value // 100]}qind", value % 100, feminine)
    if value < 1_000_000:
        return _joined(f"{_albanian(value // 1000)} mijë", value % 1000, feminine)
    millions = value // 1_000_000
    noun = "milion" if millions == 1 else "milionë"
    return _joined(f"{_albanian(millions)} {noun}", value % 1_000_000, feminine)


def _joined(whole: str, rest: int, feminine: bool) -> str:
    return f"{whole} e {_albanian(rest, feminine)}" if rest else whole


def _english(value: int) -> str:
    if value < 20:
        return _EN_ONES[value]
    if value < 100:
        rest = f"-{_EN_ONES[value % 10]}" if value % 10 else ""
        return _EN_TENS[value // 10] + rest
    if value < 1000:
        rest = f" and {_english(value % 100)}" if value % 100 else ""
        return f"{_EN_ONES[value // 100]} hundred{rest}"
    size, name = (1000, "thousand") if value < 1_000_000 else (1_000_000, "million")
    whole, left = divmod(value, size)
    joint = " and " if 0 < left < 100 else " "
    return f"{_english(whole)} {name}" + (joint + _english(left) if left else "")


def _arabic(value: int, feminine: bool = False, oblique: bool = False) -> str:
    if value < 100:
        return _arabic_small(value, feminine, oblique)
    if value < 1000:
        hundreds = _AR_HUNDREDS[value // 100]
        if value // 100 == 2 and oblique:
            hundreds = "مئتين"
        return _and(hundreds, value % 100, feminine, oblique)
    if value < 1_000_000:
        whole = _arabic_counted(value // 1000, ("ألف", "ألفان", "ألفين", "آلاف", "ألفا"), oblique)
        return _and(whole, value % 1000, feminine, oblique)
    forms = ("مليون", "مليونان", "مليونين", "ملايين", "مليونا")
    whole = _arabic_counted(value // 1_000_000, forms, oblique)
    return _and(whole, value % 1_000_000, feminine, oblique)


def _arabic_small(value: int, feminine: bool, oblique: bool) -> str:
    if value <= 10:
        return _AR_ONES[value][feminine] if value != 2 or not oblique else _two(feminine)
    tens, ones = divmod(value, 10)
    if tens == 1:
        return _arabic_teen(ones, feminine, oblique)
    ending = "ين" if oblique else "ون"
    word = _AR_TENS[tens] + ending
    if not ones:
        return word
    first = {1: ("واحد", "إحدى")}.get(ones, _AR_ONES[ones])[feminine]
    if ones == 8 and feminine:
        first = "ثمان"
    if ones == 2 and oblique:
        first = _two(feminine)
    return f"{first} و{word}"


def _arabic_teen(ones: int, feminine: bool, oblique: bool) -> str:
    ten = "عشرة" if feminine else "عشر"
    if ones == 1:
        return f"{'إحدى' if feminine else 'أحد'} {ten}"
    if ones == 2:
        stem = ("اثنت" if feminine else "اثن") + ("ي" if oblique else "ا")
        return f"{stem} {ten}"
    return f"{_AR_ONES[ones][feminine]} {ten}"


def _two(feminine: bool) -> str:
    return "اثنتين" if feminine else "اثنين"


def _arabic_counted(count: int, forms: tuple[str, str, str, str, str], oblique: bool) -> str:
    """Thousands and millions, with their dual, their plural and their singular after eleven."""
    one, two, two_oblique, few, many = forms
    if count == 1:
        return one
    if count == 2:
        return two_oblique if oblique else two
    words = _arabic(count, oblique=oblique)
    last = count % 100
    if 3 <= last <= 10:
        return f"{words} {few}"
    return f"{words} {many if 11 <= last <= 99 else one}"


def _and(whole: str, rest: int, feminine: bool, oblique: bool) -> str:
    return f"{whole} و{_arabic(rest, feminine, oblique)}" if rest else whole
