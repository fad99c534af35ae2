"""What is wrong with a text alone: signs, letters, words, and what may not be published."""

import pytest

from languages.checks import Rules, check_picture, check_text

ZERO, LRE, PDF, LRI, PDI = "\u200b", "\u202a", "\u202c", "\u2066", "\u2069"


def errors(text: str, language: str, *, election: bool = False) -> set[str]:
    findings = check_text(text, language, rules=Rules(election=election))
    return {found.check for found in findings if found.severity == "error"}


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        (f"The coun{ZERO}cil met.", "en", "hidden"),
        (f"اتصلوا {LRE}129{PDF} الآن.", "ar", "hidden"),
        (f"اتصلوا {LRI}129 الآن.", "ar", "hidden"),
        (f"قرر {LRI}المجلس{PDI} ذلك.", "ar", "hidden"),
        ("قرر المجـلس ذلك.", "ar", "hidden"),
        ("The cоuncil met.", "en", "scripts"),
        ("Πολιτεία decided.", "en", "scripts"),
        ("قرر المجلس في المکتبة.", "ar", "scripts"),
        ("قرر ﺍﻟﻤﺠﻠﺲ ذلك.", "ar", "scripts"),
        ("قرر المجلسABC ذلك.", "ar", "scripts"),
        ("The Council met , and voted.", "en", "punctuation"),
        ("The Council met,and voted.", "en", "punctuation"),
        ("The Council met.. It voted.", "en", "punctuation"),
        ("The Council، met.", "en", "punctuation"),
        ("قرر المجلس, ثم صوت.", "ar", "punctuation"),
        (", the Council met.", "en", "punctuation"),
        ("The Council (and the police met.", "en", "punctuation"),
        ("قرر المجلس «ذلك.", "ar", "punctuation"),
        ("Këshilli  u mblodh.", "sq", "punctuation"),
        ("The the Council met.", "en", "repeated"),
        ("The Council met \ufffd here.", "en", "broken"),
        ("Këshilli u mblodh â€œsotâ€.", "sq", "broken"),
        ("The Council m et here.", "en", "broken"),
        ("The resi dents met.", "en", "broken"),
        ("The police met thecouncil.", "en", "broken"),
        ("The Council brtkl met.", "en", "broken"),
        ("قرر المجلس و البلدية.", "ar", "broken"),
        ("قررت المدرسةالابتدائية ذلك.", "ar", "broken"),
        ("حضر 12ساكنًا.", "ar", "broken"),
        ("Keshilli u mblodh.", "sq", "letters"),
        ("Këshilli u mblodh ne orën tre.", "sq", "letters"),
        ("Duhet te shkojmë.", "sq", "letters"),
        ("Qytetaret pyetën.", "sq", "letters"),
        ("Rendesia e punës.", "sq", "letters"),
        ("Gratë jane këtu.", "sq", "letters"),
        ("Këshilli vendosi the budget.", "sq", "untranslated"),
        ("Foli Zonja Mirela Kola.", "sq", "private"),
        ("Mr Arben Hoxha spoke.", "en", "private"),
        ("تحدث السيد أربن هوجا أمس.", "ar", "private"),
        ("Kartela J12345678K u gjet.", "sq", "private"),
        ('<p>Foto: <img src="a.jpg"></p>', "sq", "alternative"),
    ],
)
def test_a_flaw_is_an_error(text: str, language: str, name: str) -> None:
    assert name in errors(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"اتصلوا بالرقم {LRI}129{PDI} الآن.", "ar"),
        ("المبلغ بـ 3 ملايين ليك.", "ar"),
        ("حُددت السرعة بـ40 كم.", "ar"),
        ("يعمل مركز Linja Blu مع OSHEE.", "ar"),
        ("قرر المجلس، ثم صوت: 1,500 صوت.", "ar"),
        ("أ) البلدية؛ ب) الشرطة.", "ar"),
        ("شرح السكان ذلك يومًا يومًا.", "ar"),
        ("The “Linja Blu” centre (open 24 hours) met at 4 p.m., then closed.", "en"),
        ("a) police; b) schools.", "en"),
        ("Write to info@example.org, or see https://example.org/a,b.", "en"),
        ("U mblodhën pak nga pak, grupe grupe.", "sq"),
        ("Duhet të shkojmë te shkolla, te ju dhe te të tjerët.", "sq"),
        ("Ne e dimë; me 14 veta, më 14 maj.", "sq"),
        ("S’ka rrezik: t’i themi të gjithëve.", "sq"),
        ("Trajnimi për marketing në internet u mbyll.", "sq"),
        ("Kryetari i bashkisë dhe imami folën.", "sq"),
        ('<p>Foto: <img src="a.jpg" alt="Ura e re"></p>', "sq"),
    ],
)
def test_what_is_right_stays_silent(text: str, language: str) -> None:
    assert errors(text, language) == set()


def test_a_word_of_promise_is_an_error_only_before_an_election() -> None:
    for text, language in (
        ("Bashkia premton një urë.", "sq"),
        ("The Municipality promises a bridge.", "en"),
        ("البلدية تتعهد ببناء جسر.", "ar"),
    ):
        assert errors(text, language) == set()
        assert errors(text, language, election=True) == {"promises"}


def test_the_words_for_a_picture_are_needed_and_are_no_file_name() -> None:
    assert [f.message for f in check_picture(" ", "sq")] == [
        "A picture has no words for those who do not see it."
    ]
    assert [f.check for f in check_picture("IMG_2041.jpg", "sq")] == ["alternative"]
    assert check_picture("Ura e re mbi lumë", "sq") == []
    assert [f.check for f in check_picture("Ura e re pranë shkolles", "sq")] == ["letters"]
