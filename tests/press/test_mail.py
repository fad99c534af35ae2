"""A letter on the wire: read back with the standard library, as a mail program would."""

import base64
import re
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from typing import Any

import pytest

from press.mail import (
    PREFERENCES_SLOT,
    UNSUBSCRIBE_SLOT,
    CalendarPart,
    Document,
    PreparedLetter,
    Slots,
    inline,
    to_bytes,
    wrap,
)
from tests.press.letters import message, rendered

LANGUAGES = ("sq", "en", "ar")


def read(data: bytes) -> EmailMessage:
    letter = message_from_bytes(data, policy=policy.default)
    assert isinstance(letter, EmailMessage)
    defects = [defect for part in letter.walk() for defect in part.defects]
    assert not defects
    return letter


def parts(letter: EmailMessage) -> list[EmailMessage]:
    return [part for part in letter.iter_parts() if isinstance(part, EmailMessage)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_reads_back_as_it_was_written(language: str) -> None:
    sent = message(language, extra={"Reply-To": "zyra@example.org"})
    letter = read(to_bytes(sent))

    assert letter["Subject"] == sent.subject
    (sender,) = letter["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (sent.sender_name, sent.sender_address)
    assert letter["To"] == sent.recipient
    assert letter["Message-ID"] == sent.message_id
    assert letter["Date"].datetime == sent.date
    assert letter["Content-Language"] == language
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Precedence"] == "bulk"
    assert letter["List-Archive"] == "<https://example.org/buletini/>"
    assert letter["List-Id"].endswith(f"<buletini-{language}.example.org>")
    assert letter["Reply-To"] == "zyra@example.org"
    assert letter.get_content_type() == "multipart/alternative"
    text, html = parts(letter)
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content().splitlines() == sent.text.splitlines()
    assert html.get_content().splitlines() == sent.html.splitlines()


def test_headers_of_one_click_unsubscribing_have_the_form_of_rfc_8058() -> None:
    url = "https://example.org/ndalo/" + "a" * 150 + "/?k=m&x=1"
    data = to_bytes(message(unsubscribe_url=url))
    assert (
        b"List-Unsubscribe: <"
        + url.encode()
        + b">,\r\n <mailto:ndalo+abc@example.org?subject=stop>"
    ) in data
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in data


def test_a_letter_that_is_no_list_has_no_list_headers() -> None:
    letter = read(to_bytes(message(list_id="")))
    assert not [name for name in letter if name.startswith("List-")]
    assert "Precedence" not in letter
    assert letter["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("language", "encoding"),
    [("sq", "quoted-printable"), ("en", "quoted-printable"), ("ar", "base64")],
)
def test_bodies_are_encoded_by_language(language: str, encoding: str) -> None:
    for part in parts(read(to_bytes(message(language)))):
        assert part["Content-Transfer-Encoding"] == encoding


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wire_is_seven_bit_in_short_crlf_lines(language: str) -> None:
    subject, text, html = rendered(language)
    whole = message(language, subject=subject, text=text, html=html)
    spliced = PreparedLetter.prepare(whole).splice(slots()).data
    for data in (to_bytes(whole), spliced):
        assert data.isascii()
        assert data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n")
        headers, _, bodies = data.partition(b"\r\n\r\n")
        assert max(map(len, bodies.split(b"\r\n"))) <= 76
        # RFC 5322 lets a line have 998 characters; only an identifier or a link may need them.
        assert max(map(len, headers.split(b"\r\n"))) <= 998
        assert max(len(line) for line in headers.split(b"\r\n") if b"://" not in line) <= 78


def test_encoded_words_are_never_longer_than_rfc_2047_allows() -> None:
    for subject in ("ا" * 300, "ë ç " * 80, "🔔" * 40, "ë   ç" * 30, "شرطة الدولة " * 20):
        data = to_bytes(message("ar", subject=subject.strip()))
        assert all(len(word) <= 75 for word in re.findall(rb"=\?\S+\?=", data))
        assert read(data)["Subject"] == subject.strip()


def test_the_same_message_gives_the_same_bytes() -> None:
    assert to_bytes(message()) == to_bytes(message())
    assert to_bytes(message()) != to_bytes(message(message_id="<2@example.org>"))


FORGERIES: list[dict[str, Any]] = [
    {"subject": "Buletini\r\nBcc: të-gjithë@example.org"},
    {"subject": "Buletini\nBcc: dikush@example.org"},
    {"subject": "Buletini\rBcc: dikush@example.org"},
    {"subject": "Buletini\u2028Bcc: dikush@example.org"},
    {"sender_name": "Zyra\r\nBcc: dikush@example.org"},
    {"sender_name": "Zyra ë\nBcc: dikush@example.org"},
    {"sender_address": "a@example.org\r\nBcc: dikush@example.org"},
    {"recipient": "a@example.org\nBcc: b@example.org"},
    {"recipient": "a@example.org\n"},
    {"recipient": "a@example.org, b@example.org"},
    {"recipient": "A <a@example.org>"},
    {"recipient": "pa-vend"},
    {"recipient": "lexuesja@shembull-ë.example"},
    {"envelope_sender": "kthim@example.org> SIZE=1\r\nRCPT TO:<x@example.org"},
    {"message_id": "<a@example.org>\r\nX: y"},
    {"message_id": "pa-kllapa@example.org"},
    {"list_name": "Buletini\nX: y"},
    {"list_id": "buletini.example.org>\r\nX: y"},
    {"unsubscribe_url": "https://example.org/>, <https://keq.example/"},
    {"unsubscribe_url": "javascript:alert(1)"},
    {"unsubscribe_url": ""},
    {"unsubscribe_mailto": "ndalo@example.org"},
    {"archive_url": "https://example.org/\r\nX: y"},
    {"language": "sq\r\nX: y"},
    {"date": datetime(2026, 11, 2, 9, 0)},  # naive on purpose
    {"extra": {"X-Nota": "a\r\nBcc: b@example.org"}},
    {"extra": {"X-Nota: a\r\nBcc": "b@example.org"}},
    {"extra": {"bcc": "b@example.org"}},
]


@pytest.mark.parametrize("forgery", FORGERIES, ids="-".join)
def test_a_broken_or_forged_header_is_refused(forgery: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        to_bytes(replace(message(), **forgery))


# Splicing --------------------------------------------------------------------------------------


def slots(**changes: Any) -> Slots:
    values: dict[str, Any] = {
        "recipient": "lexuesi.tjeter@example.net",
        "envelope_sender": "kthim+77@example.org",
        "message_id": "<mailing-1.77@example.org>",
        "unsubscribe_url": "https://example.org/ndalo/QkFTRTY0LXRva2Vu==/?k=m&g=sq",
        "unsubscribe_mailto": "mailto:ndalo+77@example.org",
        "preferences_url": "https://example.org/preferencat/QkFTRTY0/",
        **changes,
    }
    return Slots(**values)


def same_letter(one: bytes, other: bytes) -> None:
    first, second = read(one), read(other)
    assert first.items() == second.items()
    for mine, theirs in zip(parts(first), parts(second), strict=True):
        assert mine.items() == theirs.items()
        assert mine.get_payload(decode=True) == theirs.get_payload(decode=True)


@cache
def for_all(language: str) -> PreparedLetter:
    """One letter, spliced for many: as on its way to subscribers."""
    subject, text, html = rendered(language)
    return PreparedLetter.prepare(message(language, subject=subject, text=text, html=html))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("length", range(60))
def test_a_spliced_letter_equals_one_built_whole(language: str, length: int) -> None:
    """Sixty lengths of link: every remainder of three, and past the end of an encoded line."""
    mine = slots(
        unsubscribe_url="https://example.org/ndalo/" + "=" * length + "/?k=m&g=sq",
        preferences_url="https://example.org/p/" + "x" * (length * 2),
    )
    spliced = for_all(language).splice(mine)

    subject, text, html = rendered(
        language, unsubscribe_url=mine.unsubscribe_url, preferences_url=mine.preferences_url
    )
    whole = message(
        language,
        subject=subject,
        text=text,
        html=html,
        recipient=mine.recipient,
        envelope_sender=mine.envelope_sender,
        message_id=mine.message_id,
        unsubscribe_url=mine.unsubscribe_url,
        unsubscribe_mailto=mine.unsubscribe_mailto,
    )
    same_letter(spliced.data, to_bytes(whole))
    assert (spliced.envelope_sender, spliced.recipient) == (mine.envelope_sender, mine.recipient)
    assert max(map(len, spliced.data.partition(b"\r\n\r\n")[2].split(b"\r\n"))) <= 76


@pytest.mark.parametrize("language", ["sq", "ar"])
@pytest.mark.parametrize("before", range(4))
@pytest.mark.parametrize("between", range(2, 6))
def test_splicing_holds_whatever_stands_around_a_link(
    language: str, before: int, between: int
) -> None:
    def body(unsubscribe: str, preferences: str) -> str:
        return "x" * before + unsubscribe + " " * between + preferences

    mine = slots()
    slotted = body(UNSUBSCRIBE_SLOT, PREFERENCES_SLOT)
    prepared = PreparedLetter.prepare(message(language, text=slotted, html=slotted))
    html = body(mine.unsubscribe_url.replace("&", "&amp;"), mine.preferences_url)
    whole = replace(
        message(language, text=body(mine.unsubscribe_url, mine.preferences_url), html=html),
        recipient=mine.recipient,
        message_id=mine.message_id,
        unsubscribe_url=mine.unsubscribe_url,
        unsubscribe_mailto=mine.unsubscribe_mailto,
    )
    same_letter(prepared.splice(mine).data, to_bytes(whole))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slot_and_no_other_reader_is_left_in_a_spliced_letter(language: str) -> None:
    prepared = PreparedLetter.prepare(message(language))
    first = prepared.splice(slots(recipient="e-para@example.com"))
    second = prepared.splice(slots(recipient="e-dyta@example.com", message_id="<2@example.org>"))
    for part in parts(read(second.data)):
        assert "slot.invalid" not in part.get_content()
        assert slots().preferences_url in part.get_content()
    assert b"e-para" not in second.data
    assert b"e-para" in first.data
    assert b"lexuesja@example.com" not in second.data


def test_a_list_letter_without_a_link_to_leave_is_not_prepared() -> None:
    with pytest.raises(ValueError, match="no link to unsubscribe"):
        PreparedLetter.prepare(message(html="<p>x</p>"))
    with pytest.raises(ValueError, match="no link to unsubscribe"):
        PreparedLetter.prepare(message(text="x"))


def test_a_letter_that_shows_preferences_needs_the_link() -> None:
    with pytest.raises(ValueError, match="preferences"):
        PreparedLetter.prepare(message()).splice(slots(preferences_url=""))


@pytest.mark.parametrize(
    "forgery",
    [
        {"recipient": "a@example.org\r\nBcc: b@example.org"},
        {"envelope_sender": "a@example.org>\r\nRCPT TO:<b@example.org"},
        {"message_id": "<1@example.org>\r\nX: y"},
        {"unsubscribe_url": 'https://example.org/"><script>\r\n'},
        {"unsubscribe_mailto": "mailto:a@example.org>\r\nX: y"},
        {"preferences_url": "https://example.org/\r\n.\r\n"},
        {"date": datetime(2026, 11, 3)},  # naive on purpose
    ],
    ids="-".join,
)
def test_splicing_refuses_what_would_break_a_line(forgery: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        PreparedLetter.prepare(message()).splice(slots(**forgery))


def test_a_quote_in_a_link_cannot_leave_its_attribute() -> None:
    data = PreparedLetter.prepare(message()).splice(slots(preferences_url='https://e.org/"x')).data
    assert 'href="https://e.org/&quot;x"' in parts(read(data))[1].get_content()


# Styles and the text part ----------------------------------------------------------------------


def test_styles_move_into_the_elements_and_dark_mode_stays() -> None:
    html = inline(
        "<html><head><style>p{color:red}@media (prefers-color-scheme:dark)"
        "{p{color:blue!important}}</style></head><body><p>x</p></body></html>"
    )
    assert re.search(r'<p style="color: ?red;?">', html)
    assert "prefers-color-scheme" in html


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="stylesheet" href="https://example.org/a.css">',
        "<link href=/etc/passwd REL=StyleSheet>",
        "<style>@import url(https://example.org/a.css);</style>",
    ],
)
def test_a_linked_stylesheet_is_refused(link: str) -> None:
    with pytest.raises(ValueError, match="styles"):
        inline(f"<html><head>{link}</head><body></body></html>")


def test_the_text_part_is_wrapped_under_its_item_and_links_stay_whole() -> None:
    link = "https://example.org/" + "a" * 90
    text = wrap(f"\n\n- {'fjalë ' * 30}\n\n\n\n{link}\n\n", "sq")
    first, *rest = text.splitlines()
    assert first.startswith("- fjalë")
    assert rest[0].startswith("  fjalë")
    assert rest[-2:] == ["", link]
    assert all(len(line) <= 72 for line in text.splitlines() if "://" not in line)


def test_numbers_with_a_hyphen_keep_their_order_between_arabic_words() -> None:
    assert wrap("القرار 2026-14", "ar") == "القرار \u20662026-14\u2069\n"
    assert wrap("القرار \u20662026-14\u2069", "ar") == "القرار \u20662026-14\u2069\n"
    assert wrap("Vendimi 2026-14", "sq") == "Vendimi 2026-14\n"
    assert wrap("https://example.org/2026-14/", "ar") == "https://example.org/2026-14/\n"


def test_base64_lines_are_whole() -> None:
    data = PreparedLetter.prepare(message("ar")).splice(slots()).data
    for block in data.split(b"Content-Transfer-Encoding: base64\r\n\r\n")[1:]:
        lines = block.partition(b"\r\n\r\n")[0].split(b"\r\n")
        assert all(len(line) % 4 == 0 for line in lines)
        assert b"=" not in b"".join(lines[:-1])  # padding ends a body, never stands inside one
        base64.b64decode(b"".join(lines), validate=True)


# A calendar's entry --------------------------------------------------------------------------

ENTRY = "BEGIN:VCALENDAR\r\nLOCATION:Këshilli\\, çdo\r\n  e enjte\r\nEND:VCALENDAR\r\n".encode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_an_entry_is_an_alternative_and_a_file(language: str, method: Any) -> None:
    sent = message(language, calendar=CalendarPart(method, ENTRY))
    letter = read(to_bytes(sent))
    assert letter.get_content_type() == "multipart/mixed"
    alternatives, file = parts(letter)
    assert alternatives.get_content_type() == "multipart/alternative"
    text, html, entry = parts(alternatives)
    assert text.get_content().splitlines() == sent.text.splitlines()
    assert html.get_content().splitlines() == sent.html.splitlines()
    assert entry.get_content_type() == "text/calendar"
    assert entry["Content-Type"].params == {"method": method, "charset": "utf-8"}
    assert entry.get_payload(decode=True) == file.get_payload(decode=True) == ENTRY
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "invite.ics")
    assert file.get_content_disposition() == "attachment"
    assert [part["MIME-Version"] for part in letter.walk()].count("1.0") == 1


def test_a_letter_with_an_entry_is_seven_bit_in_short_lines_and_the_same_again() -> None:
    data = to_bytes(message("sq", calendar=CalendarPart("REQUEST", ENTRY * 40)))
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 78
    assert data == to_bytes(message("sq", calendar=CalendarPart("REQUEST", ENTRY * 40)))


def test_an_edition_is_no_invitation() -> None:
    with pytest.raises(ValueError, match="one person"):
        PreparedLetter.prepare(message(calendar=CalendarPart("REQUEST", ENTRY)))


# A document ------------------------------------------------------------------------------------

PDF = b"%PDF-1.7\n.\n\x00\xff" + bytes(range(256)) * 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_with_a_document_is_the_same_letter_with_a_file(language: str) -> None:
    sent = message(language, document=Document("2026-10-sq-1.pdf", PDF))
    spliced = PreparedLetter.prepare(sent).splice(slots()).data
    for data in (to_bytes(sent), spliced):
        letter = read(data)
        assert letter.get_content_type() == "multipart/mixed"
        alternatives, file = parts(letter)
        assert alternatives.get_content_type() == "multipart/alternative"
        assert [part.get_content_subtype() for part in parts(alternatives)] == ["plain", "html"]
        assert (file.get_content_type(), file.get_filename()) == (
            "application/pdf",
            "2026-10-sq-1.pdf",
        )
        assert file.get_content_disposition() == "attachment"
        assert file.get_content() == PDF
        assert data.isascii()
        assert data.count(b"\n") == data.count(b"\r\n")
        assert max(map(len, data.partition(b"\r\n\r\n")[2].split(b"\r\n"))) <= 76


@pytest.mark.parametrize("name", ["", "../a.pdf", 'a".pdf', "a\r\nBcc: b.pdf", "ë.pdf"])
def test_a_document_has_a_plain_name(name: str) -> None:
    for build in (to_bytes, PreparedLetter.prepare):
        with pytest.raises(ValueError, match="cannot be a document's name"):
            build(message(document=Document(name, PDF)))
