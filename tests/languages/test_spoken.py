"""What is read aloud: each case is what somebody says, in three languages."""

import datetime

import pytest

from languages import LANGUAGES, spoken


@pytest.mark.parametrize(
    ("value", "sq", "en", "ar"),
    [
        (0, "zero", "zero", "صفر"),
        (3, "tre", "three", "ثلاثة"),
        (11, "njëmbëdhjetë", "eleven", "أحد عشر"),
        (12, "dymbëdhjetë", "twelve", "اثنا عشر"),
        (18, "tetëmbëdhjetë", "eighteen", "ثمانية عشر"),
        (20, "njëzet", "twenty", "عشرون"),
        (21, "njëzet e një", "twenty-one", "واحد وعشرون"),
        (40, "dyzet", "forty", "أربعون"),
        (100, "njëqind", "one hundred", "مئة"),
        (112, "njëqind e dymbëdhjetë", "one hundred and twelve", "مئة واثنا عشر"),
        (203, "dyqind e tre", "two hundred and three", "مئتان وثلاثة"),
        (1000, "një mijë", "one thousand", "ألف"),
        (2026, "dy mijë e njëzet e gjashtë", "two thousand and twenty-six", "ألفان وستة وعشرون"),
        (3000, "tre mijë", "three thousand", "ثلاثة آلاف"),
        (1234, "një mijë e dyqind e tridhjetë e katër",
         "one thousand two hundred and thirty-four", "ألف ومئتان وأربعة وثلاثون"),
        (11_000, "njëmbëdhjetë mijë", "eleven thousand", "أحد عشر ألفا"),
        (100_000, "njëqind mijë", "one hundred thousand", "مئة ألف"),
        (2_000_001, "dy milionë e një", "two million and one", "مليونان وواحد"),
    ],
)  # fmt: skip
def test_numbers_are_said(value: int, sq: str, en: str, ar: str) -> None:
    assert [spoken.number(value, language) for language in LANGUAGES] == [sq, en, ar]


@pytest.mark.parametrize(
    ("value", "feminine", "oblique"),
    [
        (1, "واحدة", "واحد"),
        (2, "اثنتان", "اثنين"),
        (3, "ثلاث", "ثلاثة"),
        (8, "ثماني", "ثمانية"),
        (10, "عشر", "عشرة"),
        (11, "إحدى عشرة", "أحد عشر"),
        (12, "اثنتا عشرة", "اثني عشر"),
        (15, "خمس عشرة", "خمسة عشر"),
        (21, "إحدى وعشرون", "واحد وعشرين"),
        (28, "ثمان وعشرون", "ثمانية وعشرين"),
        (200, "مئتان", "مئتين"),
    ],
)
def test_arabic_numbers_agree(value: int, feminine: str, oblique: str) -> None:
    assert spoken.number(value, "ar", feminine=True) == feminine
    assert spoken.number(value, "ar", oblique=True) == oblique


def test_what_no_bulletin_counts_is_refused() -> None:
    for value in (-1, 1_000_000_000):
        with pytest.raises(ValueError, match="is not between"):
            spoken.number(value, "sq")
    with pytest.raises(KeyError):
        spoken.number(1, "de")


def test_each_number_below_ten_thousand_has_its_own_words() -> None:
    for language in LANGUAGES:
        said = {spoken.number(value, language) for value in range(10_000)}
        assert len(said) == 10_000
        assert not any(letter.isdigit() for words in said for letter in words)


@pytest.mark.parametrize(
    ("hour", "sq", "en", "ar"),
    [
        ("17:30", "ora shtatëmbëdhjetë e tridhjetë minuta", "five thirty in the afternoon",
         "الساعة الخامسة والنصف بعد الظهر"),
        ("09:05", "ora nëntë e pesë minuta", "nine oh five in the morning",
         "الساعة التاسعة وخمس دقائق صباحًا"),
        ("10:00", "ora dhjetë", "ten o’clock in the morning", "الساعة العاشرة صباحًا"),
        ("12:00", "ora dymbëdhjetë", "twelve noon", "الساعة الثانية عشرة ظهرًا"),
        ("13:00", "ora trembëdhjetë", "one o’clock in the afternoon", "الساعة الواحدة بعد الظهر"),
        ("20:15", "ora njëzet e pesëmbëdhjetë minuta", "eight fifteen in the evening",
         "الساعة الثامنة والربع مساءً"),
        ("00:00", "ora zero", "midnight", "منتصف الليل"),
    ],
)  # fmt: skip
def test_hours_are_said(hour: str, sq: str, en: str, ar: str) -> None:
    at = datetime.time.fromisoformat(hour)
    assert [spoken.clock(at, language) for language in LANGUAGES] == [sq, en, ar]


def test_dates_are_said() -> None:
    day = datetime.date(2026, 11, 9)
    assert [spoken.date(day, language) for language in LANGUAGES] == [
        "e hënë, nëntë nëntor dy mijë e njëzet e gjashtë",
        "Monday, the ninth of November two thousand and twenty-six",
        "الاثنين، التاسع من نوفمبر عام ألفين وستة وعشرين",
    ]
    last = datetime.date(2026, 10, 31)
    assert [spoken.date(last, code, weekday=False, year=False) for code in LANGUAGES] == [
        "tridhjetë e një tetor",
        "the thirty-first of October",
        "الحادي والثلاثون من أكتوبر",
    ]


def test_telephones_are_said_digit_by_digit_in_their_groups() -> None:
    assert spoken.telephone("116 111", "sq") == "një një gjashtë, një një një"
    assert spoken.telephone("+355 54 000 000", "en") == (
        "plus, three five five, five four, zero zero zero, zero zero zero"
    )
    assert spoken.telephone("0692233445", "en") == (
        "zero six nine, two two three, three four four five"
    )
    assert spoken.telephone("112", "ar") == "واحد واحد اثنان"


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("sq", "Më 9 nëntor 2026, në orën 17:30, telefononi 129.",
         "Më nëntë nëntor dy mijë e njëzet e gjashtë, në orën shtatëmbëdhjetë e tridhjetë minuta, "
         "telefononi një dy nëntë."),
        ("sq", "Ora 10:00–12:00", "Ora dhjetë deri në dymbëdhjetë."),
        ("sq", "Kostoi 1 500 lekë, 3,5 % më pak",
         "Kostoi një mijë e pesëqind lekë, tre presje pesë për qind më pak."),
        ("sq", "3 shkolla dhe 3 muaj", "tri shkolla dhe tre muaj."),
        ("sq", "Vendimi nr. 2026-3 i KVSP-së",
         "Vendimi numër tre i vitit dy mijë e njëzet e gjashtë i "
         "Këshillit Vendor të Sigurisë Publike."),
        ("sq", "09.11.2026", "nëntë nëntor dy mijë e njëzet e gjashtë."),
        ("en", "Call 116 117 at 09:00, e.g. on 3 May.",
         "Call one one six, one one seven at nine o’clock in the morning, "
         "for example on the third of May."),
        ("en", "The cost is 1,500.25 lek", "The cost is one thousand five hundred point two five lek."),
        ("ar", "في 20 مدرسة و3 أيام", "في عشرين مدرسة وثلاثة أيام."),
        ("ar", "3 مدارس، 5 قرارات، 12 أسرة", "ثلاث مدارس، خمسة قرارات، اثنتا عشرة أسرة."),
        ("ar", "٩ نوفمبر 2026، الساعة 17:30",
         "التاسع من نوفمبر عام ألفين وستة وعشرين، الساعة الخامسة والنصف بعد الظهر."),
        ("sq", "3 këshilla për dimrin", "tri këshilla për dimrin."),
        ("ar", "الساعة 10:00–12:00", "من الساعة العاشرة صباحًا إلى الساعة الثانية عشرة ظهرًا."),
        ("ar", "في 24 أكتوبر 2024", "في الرابع والعشرين من أكتوبر عام ألفين وأربعة وعشرين."),
        ("ar", "من 21 إلى 25 نوفمبر", "من الحادي والعشرين إلى الخامس والعشرين من نوفمبر."),
        ("ar", "استبيان عام 2022", "استبيان عام ألفين واثنين وعشرين."),
        ("ar", "20 من أصل 23 إجراء", "عشرون من أصل ثلاثة وعشرين إجراء."),
        ("ar", "من 9 إلى 11 نوفمبر", "من التاسع إلى الحادي عشر من نوفمبر."),
        ("ar", "الساعة 17:00: فعالية", "الساعة الخامسة بعد الظهر: فعالية."),
        ("ar", "الرقم \u2066116 111\u2069", "الرقم واحد واحد ستة، واحد واحد واحد."),
        ("sq", "E hënë, ora 9:00: takim", "E hënë, ora nëntë: takim."),
        ("en", "Call 129: State Police", "Call one two nine: State Police."),
        ("en", "The meeting began at 1:29", "The meeting began at one twenty-nine in the morning."),
        ("ar", "3 ممرات و3 لجان", "ثلاثة ممرات وثلاث لجان."),
        ("ar", "3 كم، 10 كم، 43 كم", "ثلاثة كيلومترات، عشرة كيلومترات، ثلاثة وأربعون كيلومترًا."),
        ("ar", "100 كم، 3.2 كم", "مئة كيلومتر، ثلاثة فاصلة اثنان كيلومتر."),
        ("ar", "في مدرستين (2) في فونارا (Funarë).", "في مدرستين في فونارا."),
        ("ar", "مواضع مظلمة في ( Gjinar ).", "مواضع مظلمة في Gjinar."),
        ("ar", "هل وجدتم خطأ؟", "هل وجدتم خطأ؟"),
        ("sq", "", ""),
    ],
)  # fmt: skip
def test_running_text_is_said(language: str, text: str, said: str) -> None:
    assert spoken.aloud(text, language) == said


def test_an_address_is_said_without_its_path() -> None:
    url = "https://www.portal.example.org/buletini/2026/10/"
    assert spoken.web_address(url, "sq") == "portal pikë example pikë org"
    assert spoken.web_address(url, "ar") == "portal نقطة example نقطة org"
