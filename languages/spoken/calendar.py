"""Dates and hours in words."""

import datetime
from typing import Final

from languages import dates
from languages.spoken.numbers import listed, number

_EN_ORDINALS: Final = listed(
    "_ first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_AR_ORDINALS: Final = (
    ("_", "_"), ("الأول", "الواحدة"), ("الثاني", "الثانية"), ("الثالث", "الثالثة"),
    ("الرابع", "الرابعة"), ("الخامس", "الخامسة"), ("السادس", "السادسة"),
    ("السابع", "السابعة"), ("الثامن", "الثامنة"), ("التاسع", "التاسعة"),
    ("العاشر", "العاشرة"), ("الحادي عشر", "الحادية عشرة"), ("الثاني عشر", "الثانية عشرة"),
)  # fmt: skip
"""Of a day (masculine), of an hour (feminine; one o'clock is a number)."""


def date(day: datetime.date, language: str, *, weekday: bool = True, year: bool = True) -> str:
    """`e hënë, nëntë nëntor dy mijë e njëzet e gjashtë`."""
    words = _day_and_month(day, language)
    if year:
        words = f"{words} {_year(day.year, language)}"
    if not weekday:
        return words
    comma = "، " if language == "ar" else ", "
    return f"{dates.weekday_name(day, language)}{comma}{words}"


def month_and_year(day: datetime.date, language: str) -> str:
    """`tetor dy mijë e njëzet e gjashtë`."""
    return f"{dates.month_name(day.month, language)} {_year(day.year, language)}"


def clock(hour: datetime.time, language: str) -> str:
    """`ora shtatëmbëdhjetë e tridhjetë minuta`; in English and Arabic with the part of the day."""
    return {"sq": _albanian, "en": _english, "ar": _arabic}[language](hour)


def ordinal_day(day: int, language: str) -> str:
    if language == "sq":
        return number(day, language)
    if language == "en":
        if day <= 20:
            return _EN_ORDINALS[day]
        tens, ones = divmod(day, 10)
        names = {2: "twenty", 3: "thirty"}
        return f"{names[tens]}-{_EN_ORDINALS[ones]}" if ones else {3: "thirtieth"}[tens]
    return _arabic_day(day)


def _day_and_month(day: datetime.date, language: str) -> str:
    month = dates.month_name(day.month, language)
    spoken = ordinal_day(day.day, language)
    return {
        "sq": f"{spoken} {month}",
        "en": f"the {spoken} of {month}",
        "ar": f"{spoken} من {month}",
    }[language]


def _year(year: int, language: str) -> str:
    if language == "ar":
        return f"عام {number(year, language, oblique=True)}"
    return number(year, language)


def _arabic_day(day: int) -> str:
    if day <= 12:
        return _AR_ORDINALS[day][0]
    tens, ones = divmod(day, 10)
    if tens == 1:
        return f"{_AR_ORDINALS[ones][0]} عشر"
    ten = {2: "العشرون", 3: "الثلاثون"}[tens]
    if not ones:
        return ten
    first = "الحادي" if ones == 1 else _AR_ORDINALS[ones][0]
    return f"{first} و{ten}"


def _albanian(hour: datetime.time) -> str:
    words = f"ora {number(hour.hour, 'sq')}"
    if not hour.minute:
        return words
    noun = "minutë" if hour.minute == 1 else "minuta"
    return f"{words} e {number(hour.minute, 'sq', feminine=True)} {noun}"


def _english(hour: datetime.time) -> str:
    if hour.hour in (0, 12) and not hour.minute:
        return "twelve noon" if hour.hour else "midnight"
    words = number(hour.hour % 12 or 12, "en")
    if not hour.minute:
        words += " o’clock"
    elif hour.minute < 10:
        words += f" oh {number(hour.minute, 'en')}"
    else:
        words += f" {number(hour.minute, 'en')}"
    if hour.hour < 12:
        return f"{words} in the morning"
    return f"{words} in the {'afternoon' if hour.hour < 18 else 'evening'}"


def _arabic(hour: datetime.time) -> str:
    if not hour.hour and not hour.minute:
        return "منتصف الليل"
    words = f"الساعة {_AR_ORDINALS[hour.hour % 12 or 12][1]}"
    if hour.minute == 15:
        words += " والربع"
    elif hour.minute == 30:
        words += " والنصف"
    elif hour.minute:
        words += f" و{_minutes(hour.minute)}"
    if hour.hour < 12:
        return f"{words} صباحًا"
    if hour.hour == 12:
        return f"{words} ظهرًا"
    return f"{words} بعد الظهر" if hour.hour < 18 else f"{words} مساءً"


def _minutes(count: int) -> str:
    if count == 1:
        return "دقيقة واحدة"
    if count == 2:
        return "دقيقتان"
    noun = "دقائق" if count <= 10 else "دقيقة"
    return f"{number(count, 'ar', feminine=True)} {noun}"
