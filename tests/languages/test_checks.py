import pytest

from languages import glossary
from languages.checks import check, check_text

NBSP = "\u00a0"
WORDS = [
    "Members",
    "of",
    "the",
    "council",
    "and",
    "many",
    "residents",
    "met",
    "there",
    "again",
    "on",
    "a",
    "bright",
    "summer",
    "evening",
][:15]
ARABIC_WORDS = [
    "اجتمع",
    "أعضاء",
    "المجلس",
    "وكثير",
    "من",
    "السكان",
    "مرة",
    "أخرى",
    "في",
    "مساء",
    "صيفي",
    "جميل",
    "قرب",
    "النهر",
    "وتحدثوا",
    "عن",
    "الطريق",
    "والمدرسة",
    "والجسر",
    "الجديد",
][:20]


def codes(source: str, translation: str, language: str) -> set[str]:
    return {f.check for f in check(source, translation, language)}


def codes_of_text(text: str, language: str) -> set[str]:
    return {f.check for f in check_text(text, language)}


GOOD = [
    ("Këshilli vendosi më 9 nëntor 2026.", "The Council decided on 9 November 2026.", "en"),
    ("Këshilli vendosi më 9 nëntor 2026.", "قرر المجلس في 9 نوفمبر 2026.", "ar"),
    ("Vendim nr. 678, datë 30.10.2024.", "Decision 678 of 30 October 2024.", "en"),
    ("Vendim nr. 678, datë 30.10.2024.", "القرار 678 بتاريخ 30 أكتوبر 2024.", "ar"),
    ("Takimi: 9–11 nëntor.", "اللقاء من 9 إلى 11 نوفمبر.", "ar"),
    ("Buletini i tetorit 2026.", "Bulletin of October 2026.", "en"),
    ("Afati: 9 nëntori 2026.", "Deadline: 9th of November 2026.", "en"),
    ("Mblidhet më 2026-11-09.", "It meets on November 9, 2026.", "en"),
    (f"Kushton 1{NBSP}234{NBSP}567,5 lekë.", "It costs 1,234,567.5 lek.", "en"),
    ("Kushton 1 500 lekë.", "يكلف 1,500 ليك.", "ar"),
    (f"Kushton 1{NBSP}500 lekë.", "يكلف 1٬500 ليك.", "ar"),
    ("Kushton 1.500 lekë.", "It costs 1,500 lek.", "en"),
    ("Fjala: 2,50 dhe 3.", "Words: 2.5 and 3.", "en"),
    ("Telefononi 129 ose 116 111.", f"Call 129 or 116{NBSP}111.", "en"),
    (f"Telefononi +355{NBSP}54 123 456.", "اتصلوا بالرقم +355 54 123 456.", "ar"),
    ("Në ora 17:30.", "الساعة 17:30.", "ar"),
    ("Në ora 9.30.", "At 09:30.", "en"),
    ("Erdhën 17 veta.", "حضر ١٧ شخصًا.", "ar"),
    ("Shih https://example.org/a?b=1,2", "انظروا https://example.org/a?b=1,2", "ar"),
    ("Në mars 12 banorë pyetën.", "In March, 12 residents asked.", "en"),
]


@pytest.mark.parametrize(("source", "translation", "language"), GOOD)
def test_a_faithful_translation_has_no_error(source: str, translation: str, language: str) -> None:
    assert [f for f in check(source, translation, language) if f.severity == "error"] == []


@pytest.mark.parametrize(
    ("source", "translation", "language", "code"),
    [
        ("Teksti.", "", "en", "empty"),
        ("Teksti.", " \u200f\n", "ar", "empty"),
        ("Erdhën 17 veta.", "71 people came.", "en", "numbers"),
        ("Erdhën 17 veta.", "People came.", "en", "numbers"),
        ("Erdhën veta.", "17 people came.", "en", "numbers"),
        ("Erdhën 17 veta.", "حضر ١٨ شخصًا.", "ar", "numbers"),
        (f"Kushton 1{NBSP}500 lekë.", "It costs 1.500 lek.", "en", "numbers"),
        ("Kushton 2,5 lekë.", "It costs 2,500 lek.", "en", "numbers"),
        ("Në ora 17:30.", "At 17:20.", "en", "times"),
        ("Telefononi 116 111.", "Call us.", "en", "telephones"),
        ("Telefononi 116 111.", "Call 116 117.", "en", "telephones"),
        ("Telefononi +355 54 123 456.", "Call +355 54 123 465.", "en", "telephones"),
        ("Më 9 nëntor 2026.", "On 8 November 2026.", "en", "numbers"),
        ("Më 9 nëntor 2026.", "On 9 December 2026.", "en", "dates"),
        ("Më 9 nëntor 2026.", "في 9 ديسمبر 2026.", "ar", "dates"),
        ("Më 30.10.2024.", "On 30 September 2024.", "en", "dates"),
        ("Buletini i tetorit 2026.", "Bulletin of May 2026.", "en", "dates"),
        ("Këshilli u mblodh dhe vendosi.", "Këshilli u mblodh dhe vendosi.", "en", "untranslated"),
    ],
)
def test_a_changed_fact_is_found(source: str, translation: str, language: str, code: str) -> None:
    assert code in codes(source, translation, language)


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("The Council decided.", "ar", "scripts"),
        ("قرر المجلس.", "en", "scripts"),
        ("قرر المجلس, ثم صوت.", "ar", "punctuation"),
        ("قرر المجلس; ثم صوت.", "ar", "punctuation"),
        ("من قرر?", "ar", "punctuation"),
        ("في 2026, قرر المجلس.", "ar", "punctuation"),
        ("خط نجدة الطفلALO مجاني.", "ar", "scripts"),
        ("في بابرPapër لقاء.", "ar", "scripts"),
        ("قرر المجـلس.", "ar", "hidden"),
        ("قرر المجلس ، ثم صوت.", "ar", "punctuation"),
        ("اتصلوا بالرقم ١٢٩.", "ar", "digits"),
        ("خط The Council decided.", "ar", "scripts"),
        ("Mirë se vini!", "sq", "style"),
        ("Keshilli vendosi.", "sq", "letters"),
        ("Ne seli te keshillit.", "sq", "letters"),
        ("Me keshillin.", "sq", "letters"),
        ("Masat e sigurise.", "sq", "letters"),
        ("Drejtuesi eshte aty.", "sq", "letters"),
        ("Paguhet me këste te barabarta.", "sq", "letters"),
        ("Raporti i tremujorit të pare.", "sq", "letters"),
        ('Lexoni <a href="https://example.org/toka>njoftimin</a>.', "sq", "placeholders"),
        ('Lexoni <a hrf="https://example.org/toka">njoftimin</a>.', "sq", "placeholders"),
        ("Kërkesat pranohen te Filan Fisteku, tel. 068 24 71 935.", "sq", "private"),
        ("Qeni kafshoi fëmijën Filan Fisteku dhe iku.", "sq", "private"),
        (" ".join(f"word{letter}" for letter in "abcdefghijklmnop") + ".", "en", "style"),
        (" ".join([*ARABIC_WORDS, "كلمة"]) + ".", "ar", "style"),
    ],
)
def test_a_flaw_of_the_text_is_found(text: str, language: str, code: str) -> None:
    assert code in codes_of_text(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قرر المجلس، ثم صوت 1,500 عضو.", "ar"),
        ("خط نجدة الطفل ALO مجاني.", "ar"),
        ("129", "ar"),
        ("Për një detyrë te institucionet, se kështu u vendos.", "sq"),
        ("Afati i një detyre dhe i kësaj gjuhe.", "sq"),
        (" ".join(WORDS) + ".", "en"),
        (
            " ".join(WORDS)
            + ". They asked about the road, the bridge, the school and the old town hall.",
            "en",
        ),
        (" ".join(ARABIC_WORDS) + "؟", "ar"),
        ("Rendi numerik.", "sq"),
        ("Kush has një qen, të njoftojë.", "sq"),
        ("Plotësoni formularin {linku} deri më 10 tetor.", "sq"),
        ("Inspektoriati kontrolloi minierat.", "sq"),
        ("Residents of Papër and Gjinar met.", "en"),
    ],
)
def test_a_good_text_has_no_finding(text: str, language: str) -> None:
    assert check_text(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "severity"),
    [
        ("Në komunën tonë.", "sq", "error"),
        ("Komuna vendosi.", "sq", "error"),
        ("Mori pjesë në punëtori.", "sq", "warning"),
        ("Pas punëtorisë.", "sq", "error"),
        ("Proçesverbali u miratua.", "sq", "error"),
        ("Lagje problematike.", "sq", "error"),
        ("Foli znj. kryetare.", "sq", "warning"),
        ("Zgjidhet kryetari i/e ri.", "sq", "warning"),
        ("A gypsy quarter.", "en", "error"),
        ("A radicalised community.", "en", "error"),
        ("قرر مجلس الأمن.", "ar", "error"),
        ("قرر مجلس الامن.", "ar", "error"),
        ("قرر مَجلِس الأمن.", "ar", "error"),
        ("اجتمع بمجلس الأمن.", "ar", "error"),
        ("مديرية شرطة الولاية.", "ar", "error"),
        ("شرطة في الولاية.", "ar", "warning"),
        ("حي الغجر.", "ar", "error"),
        ("وللمصريين دور.", "ar", "error"),
        ("الإرهاب الإسلامي.", "ar", "error"),
    ],
)
def test_a_forbidden_word_is_found(text: str, language: str, severity: str) -> None:
    found = [f.severity for f in check_text(text, language) if f.check == "terms"]
    assert found == [severity]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Komuniteti komunikon.", "sq"),
        ("Ish-komuna e vjetër.", "sq"),
        ("Punëtori social erdhi.", "sq"),
        ("Procesverbali u miratua.", "sq"),
        ("عقد كل مجلس. الأمن أولًا.", "ar"),
        ("المجلس المحلي للسلامة العامة.", "ar"),
        ("مصريو البلقان.", "ar"),
        ("المصريون في البلقان.", "ar"),
        ("شرطة الدولة.", "ar"),
    ],
)
def test_a_longer_or_another_word_is_not_forbidden(text: str, language: str) -> None:
    assert "terms" not in codes_of_text(text, language)


def test_a_forbidden_word_is_shown_as_written_with_what_to_write() -> None:
    (finding,) = (f for f in check_text("Pastaj Komuna, më vonë.", "sq") if f.check == "terms")
    assert finding.message == "A word that we do not use: Komuna. Instead: bashki."
    assert (finding.start, finding.end) == (7, 13)


@pytest.mark.parametrize("language", ["sq", "en", "ar"])
def test_the_glossary_passes_its_own_gate(language: str) -> None:
    for term in glossary.terms():
        assert check_text(term.in_language(language), language) == [], term


def test_a_telephone_is_told_once_and_not_as_a_number() -> None:
    assert [f.check for f in check("Telefononi 116 111.", "Call us.", "en")] == ["telephones"]


def test_the_source_may_be_in_another_language() -> None:
    assert check("It costs 1,500 lek.", "Kushton 1 500 lekë.", "sq", source_language="en") == []


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no such language"):
        check("Teksti.", "Text.", "de")


def test_a_lack_that_is_gone_is_told_in_its_own_word() -> None:
    """Not as "pa", which the source does not say."""
    source = "Anëtarët vunë re se ndriçimi mungon në tre vende."
    (found,) = check(source, "Members noted that three places have lighting.", "en")
    assert (found.check, found.values["source"]) == ("negation", "mungon")
