"""Months, weekdays and parts of the day in the words of three languages, as patterns."""

import re
from typing import Final

_SQ_MONTHS = (
    "janar", "shkurt", "mars", "prill", "maj", "qershor", "korrik", "gusht", "shtator", "tetor",
    r"n[ëe]ntor", "dhjetor",
)  # fmt: skip
SQ_NAMES = (
    "Janari", "Shkurti", "Marsi", "Prilli", "Maji", "Qershori", "Korriku", "Gushti", "Shtatori",
    "Tetori", "Nëntori", "Dhjetori",
)  # fmt: skip
_EN_MONTHS = (
    "Jan(?:uary)?", "Feb(?:ruary)?", "Mar(?:ch)?", "Apr(?:il)?", "May", "June?", "July?",
    "Aug(?:ust)?", "Sept?(?:ember)?", "Oct(?:ober)?", "Nov(?:ember)?", "Dec(?:ember)?",
)  # fmt: skip
# Both traditions: of the Nile and of the Levant.
_AR_MONTHS = (
    "يناير|كانون الثاني|جانفي", "فبراير|شباط|فيفري", "مارس|[آا]ذار", "[أاإ]بريل|نيسان|[أا]فريل",
    "مايو|[أا]يار|ماي", "يوني[وه]|حزيران|جوان", "يولي[وه]|تموز|جويلية", "[أا]غسطس|آب|[أا]وت",
    "سبتمبر|[أا]يلول", "[أا]كتوبر|تشرين ال[أا]ول", "نوفمبر|تشرين الثاني",
    "ديسمبر|كانون ال[أا]ول",
)  # fmt: skip
_SQ_DAYS = (
    "h[ëe]n[ëe]n?", "mart[ëe]n?", "m[ëe]rkur[ëe]n?", "enjt(?:e[n]?|ja)", "premt(?:e[n]?|ja)", "shtun[ëe]n?",
    "diel[ëe]?n?",
)  # fmt: skip
_EN_DAYS = ("Mon", "Tues?", "Wed(?:nes)?", "Thu(?:rs)?", "Fri", "Sat(?:ur)?", "Sun")
_AR_DAYS = (
    "[إا]ثنين", "ثلاثاء", "[أا]ربعاء", "خميس", "جمعة", "سبت", "(?:[أا]حد|آحاد)",
)  # fmt: skip

_MARKS = "\u064b-\u0652"


def _or(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{one}|{other}" for one, other in zip(words, others, strict=True))


def _numbered(words: tuple[str, ...], name: str) -> str:
    return "|".join(f"(?P<{name}{i}>{word})" for i, word in enumerate(words, 1))


MONTHS: Final = {
    "sq": re.compile(
        rf"\b(?:{_numbered(_SQ_MONTHS, 'm')})(?:i|it|in|u|ut|un|et|eve)?\b", re.IGNORECASE
    ),
    # "5 Maji" is a street or a neighbourhood that keeps its name.
    "en": re.compile(rf"\b(?:{_numbered(_or(_EN_MONTHS, SQ_NAMES), 'm')})\b\.?"),
    "ar": re.compile(rf"(?<!\w)[وفبل]?(?:{_numbered(_or(_AR_MONTHS, SQ_NAMES), 'm')})(?!\w)"),
}
WEEKDAYS: Final = {
    "sq": re.compile(
        rf"\b(?<!Shën )(?:(?:e|t[ëe]|s[ëe]) (?:{_numbered(_SQ_DAYS, 'd')})(?:s|ve)?"
        r"|(?:e |t[ëe] )?(?P<e1>h[ëe]na(?:ve)?)|(?:e |t[ëe] )?(?P<e2>marta(?:ve)?)"
        r"|(?:e |t[ëe] )?(?P<e3>m[ëe]rkura(?:ve)?)|(?:e |t[ëe] )(?P<e6>shtuna(?:ve)?)"
        r"|(?:e |t[ëe] )(?P<e7>diela(?:ve)?))\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"\b(?:{_numbered(_EN_DAYS, 'd')})(?:days?|(?=[–-])|(?<=[–-]\w{{3}})(?= )|(?= \d))\b"
    ),
    "ar": re.compile(
        rf"(?<!\w)[وفبل]?(?:ال|لل|(?<=يوم )|(?<=أيام )|(?<=أول )|(?<=كل )|(?<=آخر )|"
        r"(?=[أا]حد (?:الفصح|الشعانين|القيامة))|"
        rf"(?<=مساء )|(?<=صباح )|(?<= و)(?=ثلاث|[أا]ربع|خمي|[إا]ثني|جمع|سبت))(?:{_numbered(_AR_DAYS, 'd')})(?!\w)"
    ),
}

SPAN = re.compile(
    r"\s*(?:–|-|—|/|,|،|dhe|ose|deri(?: m[ëe]| n[ëe])?|and|or|to|until|till|و|أو|إلى|حتى)\s*"
)

AFTERNOON: Final = {
    "sq": r"(?:e |të )?(?:pasdites?|mbasdites?|pasditen|mbr[ëe]mj(?:es|en|e)?|darkes?|"
    r"dark[ëe]s)|PM",
    "en": r"p\.? ?m\b\.?|PM\b|in the (?:afternoon|evening)|at night|(?<!\d[–-]\d )last night|tonight",
    "ar": r"(?:من )?(?:بعد الظهر|بعد ظهر|مساء[ًا]*|عصر[ًا]*|ليل[ًا]*|في المساء|المساء|العصر|"
    r"الليل|مساءً|م(?!\w))",
}
MORNING: Final = {
    "sq": r"(?:e |të |n[ëe] )?(?:paradites?|m[ëe]ngjes(?:it|i)?)|AM",
    "en": r"a\.? ?m\b\.?|AM\b|in the morning",
    "ar": r"(?:من )?(?:قبل الظهر|صباح[ًا]*|في الصباح|الصباح|صباحً?ا|ص(?!\w)|فجر[ًا]*)",
}
NOON: Final = {
    "sq": r"(?:e |t[ëe] )?(?:mesdit[ëe]s?|dreke?s?)",
    "en": r"noon|midday",
    "ar": r"ظهر[ًا]*|الظهر",
}


def month_of(match: re.Match[str]) -> int:
    return next(i for i in range(1, 13) if match[f"m{i}"])


def weekday_of(match: re.Match[str]) -> int:
    return next(
        int(name[1:]) for name, value in match.groupdict().items() if value and name[1:].isdigit()
    )
