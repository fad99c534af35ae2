"""Texts made of an issue: read aloud, for the radio, for WhatsApp, as an SMS."""

import pytest

from bulletins import content
from bulletins.content import Sentence, Sentences
from bulletins.outputs import messages, speech
from languages import LANGUAGES
from tests.bulletins import outlets

LONG = "Këshilli vendosi drita të reja në rrugën e shkollës dhe në qendër. " * 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_read_aloud_text_has_no_digit_and_misses_no_block(language: str) -> None:
    issue = outlets.sample(language)
    passages = speech.passages(issue)
    said = " ".join(text for passage in passages for text in passage.paragraphs)
    assert not any(letter.isdigit() for letter in said)
    assert [passage.title for passage in passages[1:]] == [block.title for block in issue.blocks]


FREE = {
    "sq": "<h3>Dimri</h3><p>KVSP mblidhet më 12.11.2026, ora 17:30.</p>"
    '<ul><li>Telefononi <a href="tel:116111">116 111</a></li><li>Shihni https://example.org/a1</li></ul>',
    "en": "<h3>Winter</h3><p>The LPSC meets on 12 November 2026 at 17:30.</p>"
    '<ul><li>Call <a href="tel:116111">116 111</a></li><li>See https://example.org/a1</li></ul>',
    "ar": "<h3>الشتاء</h3><p>يجتمع المجلس في 12 نوفمبر 2026 الساعة 17:30.</p>"
    '<ul><li>اتصلوا بالرقم <a href="tel:116111">116 111</a></li><li>انظروا https://example.org/a1</li></ul>',
}
SAID = {
    "sq": ("Dimri.", "Këshilli Vendor i Sigurisë Publike mblidhet", "një një gjashtë", "pikë org"),
    "en": ("Winter.", "The Local Public Safety Council meets", "one one six", "dot org"),
    "ar": ("الشتاء.", "الثاني عشر من نوفمبر", "واحد واحد ستة", "نقطة org"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_free_text_is_read_aloud_and_begins_on_the_radio(language: str) -> None:
    free = content.Text("text", "text", "", FREE[language])
    issue = outlets.changed(language, blocks=(free,))
    (_, passage) = speech.passages(issue)
    assert len(passage.paragraphs) == 4
    said = " ".join(passage.paragraphs)
    assert not any(letter.isdigit() for letter in said)
    assert not any(sign in said for sign in "<>/")
    for words in SAID[language]:
        assert words in said
    script = speech.radio_script(issue)
    assert passage.paragraphs[1] in script
    assert not any(line in script for line in (passage.paragraphs[0], *passage.paragraphs[2:]))


def test_a_digest_is_heard_on_the_radio_too() -> None:
    said = content.Sentence("Promise 2024-9 is late.", "late")
    told = content.Sentences("sentences", "promises", "Promises", (said,))
    script = speech.radio_script(outlets.changed("en", form="digest", blocks=(told,)))
    assert any(line.startswith("Promise number nine of") for line in script)


def test_every_kind_of_block_has_a_voice() -> None:
    assert set(speech._READERS) == set(content.BLOCKS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_radio_script_lasts_ninety_seconds_at_most(language: str) -> None:
    script = speech.radio_script(outlets.sample(language))
    assert 80 < speech.words_in(script) <= speech.MOST_WORDS
    assert not any(letter.isdigit() for letter in " ".join(script))
    assert all(sentence[-1] in ".!?؟" for sentence in script)
    one_one_two = {"sq": "një një dy", "en": "one one two", "ar": "واحد واحد اثنان"}[language]
    assert one_one_two in " ".join(script)


def test_the_radio_cuts_no_sentence() -> None:
    script = speech.radio_script(outlets.with_headlines("sq", LONG, "Dritat u ndezën."))
    assert "Dritat u ndezën." in script
    assert not any(line.startswith("Këshilli vendosi") for line in script)
    assert speech.words_in(script) <= speech.MOST_WORDS


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whatsapp_message_is_short_and_whole(language: str) -> None:
    issue = outlets.sample(language)
    text = messages.whatsapp(issue)
    assert len(text) <= 900
    assert text.endswith(f"{issue.web_address}?k=s") and "112" in text
    assert issue.headlines[0] in text


def test_a_whatsapp_message_leaves_out_what_is_too_long() -> None:
    issue = outlets.with_headlines("sq", LONG, "Dritat u ndezën.")
    text = messages.whatsapp(issue)
    assert len(text) <= 900 and "Dritat u ndezën." in text and "Këshilli vendosi" not in text
    assert issue.web_address in text


@pytest.mark.parametrize(
    ("language", "alphabet", "segments"),
    [("sq", "UCS-2", 3), ("en", "GSM-7", 1), ("ar", "UCS-2", 3)],
)
def test_an_sms_says_what_it_costs(language: str, alphabet: str, segments: int) -> None:
    issue = outlets.sample(language)
    sms = messages.sms(issue)
    assert len(sms.text) <= 160
    assert (sms.alphabet, sms.segments) == (alphabet, segments)
    assert issue.web_address in sms.text and "112" in sms.text
    assert any(headline in sms.text for headline in issue.headlines)


def test_an_sms_without_room_keeps_address_and_112() -> None:
    address = "https://portal.example.org/" + "x" * 90
    issue = outlets.changed("sq", web_address=address, demonstration=False)
    sms = messages.sms(issue)
    assert len(sms.text) <= 160 and address in sms.text and "112" in sms.text
    assert not any(headline in sms.text for headline in issue.headlines)


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3),
        ("€" * 80, 1), ("€" * 81, 2),
        ("ë" * 70, 1), ("ë" * 71, 2), ("ç" * 134, 2), ("ç" * 135, 3),
        ("م" * 70, 1), ("😀" * 35, 1), ("😀" * 36, 2), ("Ç" * 160, 1),
    ],
)  # fmt: skip
def test_messages_are_counted_as_telephone_companies_do(text: str, segments: int) -> None:
    assert messages.segments(text) == segments


def test_a_message_that_is_passed_on_says_which_council_and_when() -> None:
    issue = outlets.sample("sq")
    lines = messages.whatsapp(issue).splitlines()
    assert lines[1] == issue.council.name
    assert any(line.startswith("E enjte, 12 nëntor 2026, ora 16:00: ") for line in lines)
    assert "))" not in messages.whatsapp(outlets.sample("ar"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paragraph_that_is_read_begins_with_a_capital(language: str) -> None:
    for passage in speech.passages(outlets.sample(language)):
        assert not any(text[0].islower() for text in passage.paragraphs)


def test_a_digest_is_read_aloud_with_its_sentences() -> None:
    said = Sentence("Promise 2024-9 is late. The deadline was 15 October 2024.", "late")
    block = Sentences("sentences", "promises", "Promises", (said,))
    digest = outlets.changed("en", blocks=(block,))
    (paragraph,) = next(p.paragraphs for p in speech.passages(digest) if p.title == "Promises")
    assert paragraph.endswith(
        "The deadline was the fifteenth of October two thousand and twenty-four."
    )
