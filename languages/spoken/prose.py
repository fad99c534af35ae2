"""Running text as it is read aloud."""

import datetime
import re
from collections.abc import Callable
from functools import cache
from typing import Final

from languages import dates
from languages.numbers import western_digits
from languages.spoken import calendar
from languages.spoken.numbers import MOST, listed, number, telephone

_SPACES = "\u00a0\u202f\u2009 "
_TELEPHONE: Final = re.compile(
    rf"(?<![\w+])(?:\+|00)\d(?:[{_SPACES}./-]?\d){{6,14}}(?!\d)"
    rf"|(?<![\d+])0\d{{1,2}}(?:[{_SPACES}/-]?\d){{6,8}}(?!\d)"
    rf"|(?<!\d)116[{_SPACES}]?[01]\d\d(?!\d)"
)
_SHORT_TELEPHONE: Final = re.compile(r"(?<![\d.,:/-])1(?:12|2[5-9])(?![\d/-]|[.,:]\d)")
"""The emergency numbers of the country; as an amount they are as well read digit by digit."""
_CLOCK: Final = {
    "sq": re.compile(r"(?:\b[Oo]r[aë]s?\s+)?(?<![\d:])(\d{1,2}):(\d\d)(?!:?\d)"),
    "en": re.compile(r"(?<![\d:])(\d{1,2}):(\d\d)(?!:?\d)"),
    "ar": re.compile(r"(?:الساعة\s+)?(?<![\d:])(\d{1,2}):(\d\d)(?!:?\d)"),
}
_DAY_FIRST: Final = re.compile(r"(?<!\d)(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)")
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_DECISION: Final = re.compile(
    r"(?:(?<!\w)(?:[Nn]r\.|[Nn]umër|[Nn]o\.|[Nn]umber|رقم)\s*)?(?<![\d-])(20\d\d)-(\d{1,3})(?![\d-])"
)
_RANGE: Final = re.compile(r"(?<=\d)\s?–\s?(?=\d)")
_HOURS_AR: Final = re.compile(r"(?<!من )الساعة\s+(?=\d{1,2}:\d\d\s?–)")
_TO: Final = {"sq": " deri në ", "en": " to ", "ar": " إلى "}
_PERCENT: Final = {"sq": " për qind", "en": " per cent", "ar": " في المئة"}
_POINT: Final = {"sq": " presje ", "en": " point ", "ar": " فاصلة "}
_NUMBER: Final = {
    "sq": re.compile(
        rf"(?<!\w)(\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)|\d+)(?:,(\d+))?(?!\w)(?=(?:\s+(\w+))?)"
    ),
    "en": re.compile(r"(?<![\w])(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.(\d+))?(?!\w)"),
    "ar": re.compile(r"(?<!\d)(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.(\d+))?(?!\d)(?:\s+(\w+))?"),
}
_SHORT: Final = {
    "sq": (
        (r"\(KVSP\)", ""), (r"KVSP-së", "Këshillit Vendor të Sigurisë Publike"),
        (r"KVSP-në", "Këshillin Vendor të Sigurisë Publike"),
        (r"KVSP(?:-ja)?", "Këshilli Vendor i Sigurisë Publike"), (r"[Nn]r\.", "numër"),
        (r"p\.sh\.", "për shembull"), (r"etj\.", "e të tjera"), (r"Rr\.", "Rruga"),
        (r"[Tt]el\.", "telefon"), (r"d\.m\.th\.", "domethënë"), (r"km", "kilometra"),
    ),
    "en": (
        (r"\(LPSC\)", ""), (r"LPSC", "Local Public Safety Council"), (r"[Nn]o\.(?=\s*\d)", "number"),
        (r"e\.g\.", "for example"), (r"i\.e\.", "that is"), (r"etc\.", "and so on"),
        (r"St\.", "Street"), (r"[Tt]el\.", "telephone"), (r"km", "kilometres"),
    ),
    # The dual has said it already: مدرستين (2).
    "ar": (
        (r"\([12]\)", ""), (r"إلخ\.?", "إلى آخره"),
        # After a fraction and round hundreds, after three to ten, and after all others.
        (r"(?:(?<=\.\d )|(?<=\.\d\d )|(?<=00 ))كم", "كيلومتر"),
        (r"(?:(?<![1-9][3-9] )(?<=[3-9] )|(?<=10 ))كم", "كيلومترات"),
        (r"(?<=\d )كم", "كيلومترًا"),
    ),
}  # fmt: skip
_IN_LATIN: Final = re.compile(r"\(([A-Za-zÀ-ž .’-]+)\)")
_WITHOUT_ISOLATES: Final = dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069))
"""They keep digits in their order; words do without them."""
_SPACES_LEFT: Final = re.compile(r" {2,}")
_SPACE_LEFT: Final = re.compile(r" ([.,،؛;])")
_ENDS: Final = re.compile(r"(?<=[.!?؟])$")
# Nouns that bulletins count whose form hides their gender.
_AR_MASCULINE: Final = frozenset(
    listed(
        "إجراءات اجتماعات قرارات بلاغات التزامات طلبات نشاطات لقاءات مقترحات تبليغات "
        "أيام أشهر أماكن مواضع أشخاص أطفال أعضاء شوارع أسئلة أنشطة وعود سكان رجال حوادث "
        "ممرات إعلانات تدريبات اقتراحات إصدارات تصويبات تعليقات اتصالات إصلاحات استبيانات "
        "إنذارات أصوات أوقات مستشفيات كيلومترات أمتار أطنان هكتارات"
    )
)
_AR_FEMININE: Final = frozenset(
    listed(
        "مدارس دقائق أسر قرى نساء فتيات سنوات ساعات وحدات طرق مرات جلسات كاميرات حافلات "
        "مؤسسات نصائح حالات صور رسائل غرف مدن قصص أوراق لجان خطط ورش نقاط حصص نوافذ"
    )
)
_SQ_FEMININE: Final = (
    "dit", "javë", "orë", "shkoll", "njësi", "detyr", "rrug", "pyetj", "gra", "vajz", "familj",
    "fletë", "kamer", "nxënëse", "minut", "herë", "makin", "patrull", "lagj", "drita", "mijë",
    "këshilla", "fjali", "faqe", "pika", "karta", "letra", "shkresa", "pjesë", "çanta", "arsye",
    "biçikleta", "tabela", "salla", "zyra", "farmaci", "veprimtari", "mbledhje", "gjuhë", "linja",
    "ndërtesa", "shtëpi", "kërkesa", "ankesa", "fushata", "klasa", "qendra", "masa", "sekonda",
)  # fmt: skip
"""Beginnings of feminine nouns: *tri ditë*, and *tre muaj*."""
_AR_PREPOSITIONS: Final = re.compile(
    r"(?:^|\s)(?:في|من|إلى|على|عن|خلال|بعد|قبل|حتى|منذ|نحو|حوالي|كل|بين|[ول]?عام|[ول]?سنة|أصل)\s+$"
)
"""Prepositions, and nouns that a number belongs to: the year 2022, out of 23."""


def aloud(text: str, language: str) -> str:
    """The text with everything that is not a word said in words.

    What it does not know stays as it is: a text is never made shorter. KeyError for a language
    that is not one of the three.
    """
    text = western_digits(text).translate(_WITHOUT_ISOLATES)
    text = _TELEPHONE.sub(lambda m: telephone(m.group(), language), text)
    text = _SHORT_TELEPHONE.sub(lambda m: telephone(m.group(), language), text)
    if language == "ar":
        text = _HOURS_AR.sub("من الساعة ", text)
    text = _RANGE.sub(_TO[language], text)
    text = _dates(text, language)
    text = _CLOCK[language].sub(_clock(language), text)
    text = _DECISION.sub(lambda m: _decision(m, language), text)
    text = re.sub(r"(?<=\d)\s?[%٪]", _PERCENT[language], text)
    if language == "ar":
        text = _IN_LATIN.sub(_latin, text)
    for short, whole in _SHORT[language]:
        text = re.sub(rf"(?<![\w]){short}(?!\w)", whole, text)
    text = _NUMBER[language].sub(lambda m: _number(m, language, text), text)
    return _whole_end(text)


def _latin(match: re.Match[str]) -> str:
    """A name in Latin letters beside its Arabic is not said twice; after a preposition it is all."""
    before = match.string[: match.start()].rstrip() + " "
    return match[1].strip() if _AR_PREPOSITIONS.search(before) else ""


def _dates(text: str, language: str) -> str:
    def of(day: str, month: str, year: str) -> str | None:
        try:
            found = datetime.date(int(year), int(month), int(day))
        except ValueError:
            return None
        return calendar.date(found, language, weekday=False)

    text = _DAY_FIRST.sub(lambda m: _governed(of(m[1], m[3], m[4]) or m.group(), m), text)
    text = _YEAR_FIRST.sub(lambda m: _governed(of(m[3], m[2], m[1]) or m.group(), m), text)

    def in_words(match: re.Match[str]) -> str:
        month = next(n for n in range(1, 13) if match[f"m{n}"])
        if not match["day"]:
            return match.group()
        if not 1 <= int(match["day"]) <= 31:
            return match.group()
        spoken = calendar.ordinal_day(int(match["day"]), language)
        name = match[f"m{month}"]
        words = {
            "sq": f"{spoken} {name}",
            "en": f"the {spoken} of {name}",
            "ar": f"{spoken} من {name}",
        }
        return _governed(words[language], match)

    text = _month_names(language).sub(in_words, text)
    if language == "ar":
        months = "|".join(re.escape(dates.month_name(n, "ar")) for n in range(1, 13))
        text = re.sub(rf"من (\d\d?) إلى (?=(?:\S+ ){{1,2}}من (?:{months}))", _first_day, text)
        year = rf"(?P<m>\b(?:{months})) (?P<y>20\d\d)(?!\d)"
        text = re.sub(
            year, lambda m: f"{m['m']} عام {number(int(m['y']), 'ar', oblique=True)}", text
        )
    return text


def _first_day(match: re.Match[str]) -> str:
    """من 9 إلى 11 نوفمبر: the first day too is one of the month."""
    if not 1 <= int(match[1]) <= 31:
        return match.group()
    day = calendar.ordinal_day(int(match[1]), "ar")
    return f"من {day.replace('ون', 'ين')} إلى "


def _governed(said: str, match: re.Match[str]) -> str:
    """An Arabic day after its preposition: في الرابع والعشرين, and alone الرابع والعشرون."""
    if not _AR_PREPOSITIONS.search(match.string[: match.start()]):
        return said
    return said.replace("العشرون", "العشرين").replace("الثلاثون", "الثلاثين")


@cache
def _month_names(language: str) -> re.Pattern[str]:
    months = "|".join(
        f"(?P<m{n}>{re.escape(dates.month_name(n, language))}{'(?:i|it|in)?' if language == 'sq' else ''})"
        for n in range(1, 13)
    )
    return re.compile(rf"(?<![\d–-])(?P<day>\d{{1,2}})\s+(?:{months})\b")


def _clock(language: str) -> Callable[[re.Match[str]], str]:
    def said(match: re.Match[str]) -> str:
        try:
            hour = datetime.time(int(match[1]), int(match[2]))
        except ValueError:
            return match.group()
        words = calendar.clock(hour, language)
        if language == "sq" and match.group()[0].isupper():
            return words[0].upper() + words[1:]
        if language == "sq" and match.group()[0].isdigit():
            return words.removeprefix("ora ")
        return words

    return said


def _decision(match: re.Match[str], language: str) -> str:
    serial, year = number(int(match[2]), language), number(int(match[1]), language, oblique=True)
    return {
        "sq": f"numër {serial} i vitit {year}",
        "en": f"number {serial} of {year}",
        "ar": f"رقم {serial} لعام {year}",
    }[language]


def _number(match: re.Match[str], language: str, text: str) -> str:
    whole = re.sub(r"\D", "", match[1])
    if int(whole) > MOST:
        return telephone(whole, language) + match.group()[len(match[1]) :]
    if language == "ar":
        words = _arabic_number(match, int(whole), text)
    else:
        feminine = language == "sq" and (match[3] or "").lower().startswith(_SQ_FEMININE)
        words = number(int(whole), language, feminine=feminine)
    if match[2]:
        words += _POINT[language] + " ".join(number(int(digit), language) for digit in match[2])
    if language == "ar" and match[3]:
        words += f" {match[3]}"
    return words


def _arabic_number(match: re.Match[str], value: int, text: str) -> str:
    """In the gender of the noun that follows, as far as its form gives it away."""
    oblique = bool(_AR_PREPOSITIONS.search(text[: match.start()]))
    return number(value, "ar", feminine=_is_feminine(match[3] or ""), oblique=oblique)


def _is_feminine(noun: str) -> bool:
    if noun in _AR_FEMININE:
        return True
    if noun in _AR_MASCULINE:
        return False
    return noun.endswith(("ة", "ات"))


def _whole_end(text: str) -> str:
    """A text that is read aloud ends with a full stop: it is where the voice rests."""
    text = _SPACE_LEFT.sub(r"\1", _SPACES_LEFT.sub(" ", text)).strip()
    return text if not text or _ENDS.search(text) or text[-1] in "…:" else f"{text}."
