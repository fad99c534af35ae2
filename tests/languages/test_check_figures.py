"""What a translation may not change, and what is only said in another way."""

import pytest
from django.conf import settings

from languages.checks import check

NBSP = "\u00a0"


def errors(source: str, text: str, language: str) -> set[str]:
    findings = check(source, text, language, names=settings.CITY.places())
    return {found.check for found in findings if found.severity == "error"}


@pytest.mark.parametrize(
    ("source", "text", "language"),
    [
        # Numbers in words, grouped, dual, of Arabic digits.
        ("Erdhën njëzet e tre banorë.", "Twenty-three residents came.", "en"),
        ("Erdhën 23 banorë.", "حضر ثلاثة وعشرون ساكنًا.", "ar"),
        ("Erdhën 23 banorë.", "حضر ٢٣ ساكنًا.", "ar"),
        ("Treqind e pesëdhjetë banorë.", "Three hundred and fifty residents.", "en"),
        ("2 500 banorë.", "ألفان وخمسمئة ساكن.", "ar"),
        ("1 milion e 200 mijë lekë.", "ALL 1 million and 200 thousand.", "en"),
        ("Dy takime u mbajtën.", "عُقد لقاءان.", "ar"),
        ("Takimi zgjati 2 ditë.", "استمر اللقاء يومين.", "ar"),
        ("Takimi zgjati dy ditë.", "The meeting lasted a couple of days.", "en"),
        ("Mblidhet për herë të tretë.", "It meets for the third time.", "en"),
        ("Një banor pyeti.", "سأل أحد السكان.", "ar"),
        ("Dhjetëra banorë erdhën.", "Dozens of residents came.", "en"),
        (f"Kushton 12{NBSP}400,50 lekë.", "It costs 12,400.50 lek.", "en"),
        ("U shpenzuan 12.400 lekë.", "أُنفق 12,400 ليك.", "ar"),
        # Percentages.
        ("U rrit me 12%.", "It rose by 12 per cent.", "en"),
        ("U rrit me 12 për qind.", "ارتفع بنسبة 12 بالمئة.", "ar"),
        ("U rrit me dymbëdhjetë për qind.", "ارتفع بنسبة 12٪.", "ar"),
        # Hours.
        ("Në orën 16:30.", "At half past four in the afternoon.", "en"),
        ("Në orën 16:30.", "الساعة الرابعة والنصف عصرًا.", "ar"),
        ("Në orën 9.45.", "الساعة العاشرة إلا ربعًا صباحًا.", "ar"),
        ("Në orën 10 pa një çerek.", "At a quarter to ten.", "en"),
        ("Nga ora 9 deri në 15.", "From 9 a.m. to 3 p.m.", "en"),
        ("Në orën 12:00.", "At noon.", "en"),
        ("Në mesnatë.", "At midnight.", "en"),
        # Dates.
        ("Më 05.03.2026.", "On 5 March 2026.", "en"),
        ("Më 5 mars 2026.", "On March 5, 2026.", "en"),
        ("Më 5 nëntor.", "في 5 تشرين الثاني.", "ar"),
        ("Më 5 nëntor.", "في الخامس من نوفمبر.", "ar"),
        ("Nga 3 deri më 5 nëntor.", "3–5 November.", "en"),
        ("Të hënën, më 9 nëntor.", "يوم الاثنين 9 نوفمبر.", "ar"),
        # Telephones.
        ("Telefononi +355 54 240 118.", "Call 054 240 118.", "en"),
        ("Telefononi 054/240-118.", "اتصلوا بالرقم +355 54 240 118.", "ar"),
        # Order that the language asks for.
        ("Nga 23 detyra, 12 u kryen.", "12 of the 23 actions are done.", "en"),
        ("Vota: 11 pro dhe 3 kundër.", "Votes: 3 against and 11 in favour.", "en"),
        # Names.
        ("Policia foli në Papër.", "The State Police spoke in Papër.", "en"),
        ("Takimi bëhet në Papërin e poshtëm.", "يُعقد اللقاء في بابر السفلى.", "ar"),
        # No.
        ("Askush nuk u lëndua.", "Nobody was hurt.", "en"),
        ("Mbledhja nuk u mbajt.", "The meeting was cancelled.", "en"),
        ("Hyrja është pa pagesë.", "Entry is free.", "en"),
        ("Hyrja lejohet vetëm me ftesë.", "لا يُسمح بالدخول إلا بدعوة.", "ar"),
        # Another measure.
        ("Njoftimi dërgohet 7 ditë përpara.", "Notice goes out a week ahead.", "en"),
        ("Dolën 7 nga 10 gra.", "70% of women went out.", "en"),
        ("U mbajtën gjysmë duzine takimesh në vitet ’70.", "Six meetings were held in the 1970s.", "en"),
        # Sentences.
        ("Bashkia ndërton urën; punimet nisin në maj.", "The Municipality builds it. Works start in May.", "en"),
        ("Bashkia ndërton urën. Punimet nisin në maj.", "تبني البلدية الجسر وتبدأ الأشغال في مايو.", "ar"),
    ],
)  # fmt: skip
def test_another_way_of_saying_it_is_no_error(source: str, text: str, language: str) -> None:
    assert errors(source, text, language) == set()


@pytest.mark.parametrize(
    ("source", "text", "language", "name"),
    [
        ("Erdhën njëzet e tre banorë.", "Thirty-two residents came.", "en", "numbers"),
        ("Erdhën 23 banorë.", "حضر اثنان وثلاثون ساكنًا.", "ar", "numbers"),
        ("Erdhën 14 banorë.", "حضر ٤١ ساكنًا.", "ar", "numbers"),
        ("Dhjetëra banorë erdhën.", "Thousands of residents came.", "en", "numbers"),
        ("Takimi u mbajt dy herë.", "The meeting was held five times.", "en", "numbers"),
        ("Në orën 16:30.", "At 4:30 a.m.", "en", "times"),
        ("Në orën 16:30.", "الساعة الخامسة والنصف عصرًا.", "ar", "times"),
        ("Më 5 nëntor.", "في 5 تشرين الأول.", "ar", "dates"),
        ("Të hënën, më 9 nëntor.", "On Tuesday, 9 November.", "en", "dates"),
        ("Nga 9 maj deri më 3 korrik.", "From 3 May to 9 July.", "en", "dates"),
        ("Telefononi 054 240 118.", "Call 054 240 181.", "en", "telephones"),
        ("U rrit me 12%.", "It rose by 12.", "en", "amounts"),
        ("Kushton 100 lekë.", "It costs 100 euros.", "en", "amounts"),
        ("Erdhën 8 gra dhe 11 fëmijë.", "11 women and 8 children came.", "en", "exchanged"),
        ("Policia: 129, ambulanca: 127.", "Police: 127, ambulance: 129.", "en", "exchanged"),
        ("Zgjat tre muaj.", "It lasts three weeks.", "en", "exchanged"),
        ("Shih www.example.org/a.", "See www.example.org/b.", "en", "addresses"),
        ("Më %(date)s.", "On %(day)s.", "en", "placeholders"),
        ("<b>Falas</b>.", "<b>Free.", "en", "placeholders"),
        ("Policia foli në Papër.", "The police spoke in Gjinar.", "en", "names"),
        ("Foli prokuroria.", "The court spoke.", "en", "names"),
        ("Mos e kaloni urën.", "Cross the bridge.", "en", "negation"),
        ("Ura është e hapur.", "The bridge is not open.", "en", "negation"),
        ("Mos e kaloni urën.", "اعبروا الجسر.", "ar", "negation"),
        ("Dolën pa frikë në rrugë.", "They went out into the street with fear.", "en", "negation"),
        ("Rruga është e mbyllur.", "The road is open.", "en", "opposites"),
        ("Mbi 60% jetojnë në fshat.", "أقل من 60% يعيشون في القرى.", "ar", "opposites"),
        ("Dy në tre banorë votuan.", "One in three residents voted.", "en", "numbers"),
        ("U hoqën 14 tonë mbeturina.", "14 kilograms of waste were removed.", "en", "exchanged"),
        (
            "Bashkia pastroi lumin. Policia mbylli rrugën e shkollës.",
            "The Municipality cleaned the river.",
            "en",
            "sentences",
        ),
        (
            "Bashkia pastroi lumin.",
            "The Municipality cleaned the river. The police closed the road to the school.",
            "en",
            "sentences",
        ),
        ("Bashkia pastroi lumin.", "The Municipality pastroi the river.", "en", "untranslated"),
        ("Bashkia pastroi lumin.", "نظفت البلدية the river.", "ar", "untranslated"),
        ("Kush e pastron?", "The Municipality cleans it.", "en", "punctuation"),
    ],
)
def test_a_change_is_an_error(source: str, text: str, language: str, name: str) -> None:
    assert name in errors(source, text, language)


def test_the_message_says_both_and_the_place_is_in_the_text() -> None:
    text = "On 9 November \u206641\u2069 residents came."
    (found,) = check("Më 9 nëntor erdhën 14 banorë.", text, "en")
    assert found.message == "The source says 14, the translation says 41."
    assert text[found.start : found.end] == "41"


def test_what_is_not_there_has_no_place() -> None:
    (found,) = check("Telefononi 116 111.", "Call us.", "en")
    assert (found.check, found.start, found.end) == ("telephones", None, None)


def test_an_implausible_length_is_a_warning_until_it_is_absurd() -> None:
    source = "Bashkia pastroi lumin dhe kanalet pranë shkollës së fshatit."
    warned = check(source, "The river is clean.", "en")
    assert {(f.check, f.severity) for f in warned if f.check == "length"} == {("length", "warning")}
