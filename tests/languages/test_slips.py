"""Slips of one language, and what a translation says otherwise or brings in: each beside its clean text."""

import pytest

from languages.checks import check, check_text, dictionary

needs_words = pytest.mark.skipif(
    not dictionary.has("përkohësisht", "sq"), reason="no list of Albanian words on this machine"
)


def errors(sq: str, text: str = "", language: str = "sq") -> list[str]:
    found = check(sq, text, language) if text else check_text(sq, "sq")
    return [one.check for one in found if one.severity == "error"]


@needs_words
@pytest.mark.parametrize(
    ("clean", "faulty"),
    [
        ("Bisedat mbeten konfidenciale.", "Bisedat mbeten konfiden ciale."),
        ("Rruga mbyllet në kryqëzim.", "Rruga mbyllet në kryqë zim."),
        ("Ata shërbyen bashkë supë.", "Ata shërbyenbashkë supë."),
        ("Burrat duan të ndryshojnë.", "Burrat duan tëndryshojnë."),
        ("Pyetja bëhet gjithmonë vetëm.", "Pyetja bëhet gjithmone vetëm."),
        ("Grupi mblidhet çdo dy javë.", "Grupi mblidhet every dy javë."),
    ],
)
def test_albanian_words_that_no_list_has_are_told(clean: str, faulty: str) -> None:
    assert not errors(clean)
    assert errors(faulty)


@pytest.mark.parametrize(
    ("clean", "faulty"),
    [
        ("Më 25 nëntor 2025, të martën, u mblodhëm.", "Më 25 nëntor 2025, të premten, u mblodhëm."),
        ("Votimi bëhet më 11 maj 2025.", "Votimi bëhet më 41 maj 2025."),
        ("Në vitin 2025 nuk pati raste.", "Në vitin 20255 nuk pati raste."),
        ("Shkruani te ndihma@example.org.", "Shkruani te ndihma@example."),
        ("Telefononi 0216 2 2190 sot.", "Telefononi 0216 2 2l9O sot."),
        ("Kërkesa jepet brenda 10 ditëve.", "Kërkesa jepet brenda10ditëve."),
        ("Pati 15,5% më shumë vizitorë.", "Pati 15,5 më shumë vizitorë."),
        ("Kush e ruan portën sonë?", "Kush e ruan portën sonë,?"),
        ("Zyra përgjigjet në 084 555 218.", "Zyra përgjigjet në [telefoni]."),
        ("Viktima nuk ka nevojë për avokat.", "Viktima nuk ka nevoje për avokat."),
        ("Nuk kërkohet të jepni emrin.", "Nuk kërkohet të të jepni emrin."),
    ],
)
def test_slips_of_albanian_are_told(clean: str, faulty: str) -> None:
    assert not errors(clean)
    assert errors(faulty)


@pytest.mark.parametrize(
    ("sq", "language", "clean", "faulty"),
    [
        ("Porta e shkollës mbetet hapur.", "en", "The school gate stays open.", "The school gate banana stays open."),
        ("Porta e shkollës mbetet hapur.", "ar", "تبقى بوابة المدرسة مفتوحة.", "تبقى بوابة بطاطا المدرسة مفتوحة."),
        ("Ata u kthyen nga Greqia.", "en", "They came back from Greece.", "They came back from Germany."),
        ("Zinxhirët janë të detyrueshëm.", "ar", "السلاسل إلزامية.", "السلاسل غير إلزامية."),
        ("Ejani në bibliotekë, jo në shkollë.", "en", "Come to the library, not to the school.",
         "Come to the school, not to the library."),
    ],
)  # fmt: skip
def test_what_a_translation_turns_around_or_brings_in_is_told(
    sq: str, language: str, clean: str, faulty: str
) -> None:
    assert not errors(sq, clean, language)
    assert errors(sq, faulty, language)


@pytest.mark.parametrize(
    ("sq", "language", "text"),
    [
        ("Takimi zgjat një orë e gjysmë.", "en", "The meeting lasts ninety minutes."),
        ("Autobusi vonohet pesëmbëdhjetë minuta.", "en", "The bus is a quarter of an hour late."),
        ("Të dhënat ruhen gjashtë muaj.", "en", "The data are kept for half a year."),
        ("Dhjetë vjet më parë kishte 3 kamera.", "en", "A decade ago there were three cameras."),
        ("Kursi ka 24 vende.", "en", "The course has two dozen places."),
        ("Aplikacioni u shkarkua 12.400 herë.", "ar", "حُمِّل التطبيق 12 ألفًا و400 مرة."),
        ("Rruga zgjatet nga 1.700 në 2.500 metra.", "en", "The road grows from 1.7 to 2.5 kilometres."),
        ("Besimi u rrit nga 51 % në 55 %.", "en", "Trust rose from 51 to 55 per cent."),
        ("Në vitin shkollor 2025–2026 pati 19 raste.", "en", "There were 19 cases in the 2025/26 school year."),
        ("Kompania dhuroi gjysmë milioni lekë.", "ar", "تبرّعت الشركة بنصف مليون ليك."),
        ("Tabelat janë dygjuhëshe.", "en", "The signs are in two languages."),
    ],
)  # fmt: skip
def test_the_same_said_in_another_measure_is_left_alone(sq: str, language: str, text: str) -> None:
    assert not errors(sq, text, language)
