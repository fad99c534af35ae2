"""Word by word: what a translation leaves out, and what it says of its own."""

import pytest

from languages import bilingual
from languages.checks import check

LIGHTS = "Për shkollat, Këshilli miratoi 12 milionë lekë për kamerat dhe semaforët."
LETTER = "Shërbimi është falas. Nxënësit dhe pensionistët udhëtojnë me gjysmë çmimi."
AGENCY = "Analizat i bën Agjencia Kombëtare e Mjedisit brenda 30 ditëve."


def found(source: str, text: str, language: str) -> list[str]:
    return [f.check for f in check(source, text, language) if f.severity == "error"]


@pytest.mark.parametrize(
    ("source", "text", "language"),
    [
        (LIGHTS, "The Council approved 12 million lek for cameras and traffic lights near schools.", "en"),
        (LIGHTS, "أقر المجلس 12 مليون ليك للكاميرات وإشارات المرور قرب المدارس.", "ar"),
        # Other words, another order, a noun for a verb.
        (LIGHTS, "For CCTV and traffic signals at schools, 12 million lek has been approved by the Council.", "en"),
        (LETTER, "The service is free of charge. Pupils and pensioners travel at half price.", "en"),
        (LETTER, "الخدمة مجانية. ويسافر التلاميذ والمتقاعدون بنصف الأجرة.", "ar"),
        (AGENCY, "The National Environment Agency carries out the analyses within 30 days.", "en"),
        (AGENCY, "تُجري الوكالة الوطنية للبيئة التحاليل في غضون 30 يومًا.", "ar"),
    ],
)  # fmt: skip
def test_a_whole_translation_is_left_alone(source: str, text: str, language: str) -> None:
    assert found(source, text, language) == []


@pytest.mark.parametrize(
    ("source", "text", "language"),
    [
        # One of an enumeration, though the text is hardly shorter for it.
        (LETTER, "The service is free of charge. Pupils travel at half price.", "en"),
        (LETTER, "الخدمة مجانية. ويسافر التلاميذ بنصف الأجرة.", "ar"),
        (LIGHTS, "The Council approved 12 million lek for cameras near schools.", "en"),
        (LIGHTS, "أقر المجلس 12 مليون ليك للكاميرات قرب المدارس.", "ar"),
    ],
)
def test_a_part_that_is_left_out_is_told(source: str, text: str, language: str) -> None:
    assert "omitted" in found(source, text, language)


def test_what_is_left_out_is_named_in_the_words_of_the_source() -> None:
    told = check(LETTER, "The service is free of charge. Pupils travel at half price.", "en")
    assert [f.values["source"] for f in told if f.check == "omitted"] == ["pensionistët"]


@pytest.mark.parametrize(
    ("text", "language", "severity"),
    [
        ("The service is free of charge, with lunch and a concert. Pupils and pensioners travel at half price.",
         "en", "warning"),
        ("The service is free of charge, with lunch, wine and a concert. Pupils and pensioners travel at half price.",
         "en", "error"),
        ("الخدمة مجانية. ويسافر التلاميذ والمتقاعدون ووزير الداخلية بنصف الأجرة.", "ar", "warning"),
    ],
)  # fmt: skip
def test_several_words_that_nothing_explains_are_told(
    text: str, language: str, severity: str
) -> None:
    told = {f.severity for f in check(LETTER, text, language) if f.check in ("added", "names")}
    assert told == {severity}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The National Employment Agency carries out the analyses within 30 days.", "en"),
        ("تُجري الوكالة الوطنية للطرق التحاليل في غضون 30 يومًا.", "ar"),
    ],
)
def test_one_word_of_an_office_that_is_another_is_told(text: str, language: str) -> None:
    assert "names" in found(AGENCY, text, language)


def test_each_family_can_be_said_in_both_languages() -> None:
    rows = [row for row in bilingual._all() if row["kind"] in ("thing", "act", "quality")]
    assert len(rows) > 3000
    assert [row for row in rows if not (row["sq"] and row["en"] and row["ar"])] == []
    scripts = [
        row
        for row in rows
        if any("\u0600" <= c <= "\u06ff" for c in row["sq"] + row["en"])
        or not any("\u0600" <= c <= "\u06ff" for c in row["ar"])
    ]
    assert scripts == []


@pytest.mark.parametrize(
    ("key", "language", "other", "there"),
    [
        ("keshilli", "sq", "council", "en"),
        ("keshillit", "sq", "والمجلس", "ar"),
        ("nxenesit", "sq", "pupils", "en"),
    ],
)
def test_forms_of_a_word_belong_to_its_family(
    key: str, language: str, other: str, there: str
) -> None:
    assert bilingual.families(key, language) & bilingual.families(other, there)
