"""A letter as bytes: MIME built once for an edition, then spliced for each recipient.

`to_bytes` builds one letter whole. `PreparedLetter` encodes the two bodies once and puts each
recipient's five values (To, Message-ID, boundary, stop link, preferences link) on lines of their
own, so that quoted-printable and base64 stay valid whatever the length of a link.

Every line on the wire is 7-bit and ends in CRLF (RFC 5322); headers of a mailing list follow
RFC 2369 (List-*), RFC 2919 (List-Id) and RFC 8058 (one-click unsubscribing).
"""

from __future__ import annotations

import base64
import hashlib
import html as html_escapes
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import policy, quoprimime
from email.charset import BASE64, Charset
from email.header import Header
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cached_property
from typing import Any, Literal

import css_inline

from languages import direction

# A prepared letter is rendered with these two in place of a person's links. `.invalid` is reserved
# (RFC 2606), so a slot that was never filled leads nowhere.
UNSUBSCRIBE_SLOT = "https://unsubscribe.slot.invalid/"
PREFERENCES_SLOT = "https://preferences.slot.invalid/"

TransferEncoding = Literal["base64", "quoted-printable"]
CRLF = b"\r\n"

# Without quoted local parts and address literals: both are legal, neither is a resident's.
_ADDRESS = re.compile(r"[^\s\x00-\x1f\x7f<>,;:\"()\[\]\\@]+@[^\s\x00-\x1f\x7f<>,;:\"()\[\]\\@]+")
_MESSAGE_ID = re.compile(r"<[!-;=?A-~]+@[!-;=?A-~]+>")  # visible ASCII, no angle brackets inside
_URI = re.compile(r"[a-z]+:[!-;=?-~]+")  # the same; a space or `>` would end it early
_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_LIST_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.[A-Za-z0-9._-]*[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """What a calendar program does with a letter: an iTIP object (RFC 5546) and its method."""

    method: Literal["REQUEST", "CANCEL"]
    data: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF that comes with a letter. `name` is a plain file name in ASCII."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One letter to one person.

    `date` is an aware datetime; `message_id` has its angle brackets. `unsubscribe_url` is http(s)
    and answers a POST (RFC 8058); `unsubscribe_mailto` is a whole `mailto:` address.
    A letter with a `list_id` needs both; one without (a confirmation) has no List headers.
    `envelope_sender` is where bounces go; it is handed to the server and stands in no header.
    `extra` are further headers in ASCII or any language, none of those written here.
    With a `calendar`, the letter is also an invitation, and carries it as a file.
    """

    subject: str
    text: str
    html: str
    language: str
    sender_name: str
    sender_address: str
    recipient: str
    envelope_sender: str
    message_id: str
    date: datetime
    list_id: str = ""
    list_name: str = ""
    unsubscribe_url: str = ""
    unsubscribe_mailto: str = ""
    archive_url: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    calendar: CalendarPart | None = None
    document: Document | None = None
    more_documents: tuple[Document, ...] = ()
    """Further ones of a single letter; a prepared one has one at the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """What differs from one recipient to the next. `date` None keeps the prepared letter's."""

    recipient: str
    envelope_sender: str
    message_id: str
    unsubscribe_url: str
    unsubscribe_mailto: str
    preferences_url: str = ""
    date: datetime | None = None


class Wired(bytes):
    """Whole CRLF lines of which none begins with a dot: a mail server may have them as they are."""


@dataclass(frozen=True, slots=True)
class Spliced:
    """A recipient's letter, ready for `Handover.send`."""

    envelope_sender: str
    recipient: str
    data: bytes


def to_bytes(message: Message) -> bytes:
    """The letter on the wire; the same message gives the same bytes.

    Raises ValueError where a header would be broken or forged (a line break in a subject,
    two recipients, a naive date, a list without a way to leave).
    """
    encoding = _transfer_encoding(message.language)
    letter = EmailMessage(policy=_AS_WRITTEN)
    letter.set_content(message.text, charset="utf-8", cte=encoding)
    letter.add_alternative(message.html, subtype="html", charset="utf-8", cte=encoding)
    if message.calendar:
        letter.set_boundary(_boundary(f"alternatives of {message.message_id}"))
        _add_calendar(letter, message.calendar)
    elif message.document:
        letter.set_boundary(_boundary(f"alternatives of {message.message_id}"))
        for document in (message.document, *message.more_documents):
            letter.add_attachment(document.data, **_file_of(document))
    letter.set_boundary(_boundary(message.message_id))
    for part in letter.walk():
        if part is not letter:
            del part["MIME-Version"]  # it belongs to the whole letter (RFC 2045 §4)
    for name, value in [*_personal_headers(message), *_shared_headers(message)]:
        letter[name] = value
    _check_envelope(message.envelope_sender)
    return letter.as_bytes()


def _add_calendar(letter: EmailMessage, calendar: CalendarPart) -> None:
    """As a third alternative, which Gmail and Outlook act upon, and as a file for all others.

    In base64: its lines must arrive as they are folded (RFC 5545 §3.1).
    """
    letter.add_alternative(
        calendar.data,
        maintype="text",
        subtype="calendar",
        cte="base64",
        params={"method": calendar.method, "charset": "utf-8"},
    )
    letter.add_attachment(
        calendar.data,
        maintype="application",
        subtype="ics",
        cte="base64",
        filename="invite.ics",
        params={"name": "invite.ics"},
    )


def _file_of(document: Document) -> dict[str, Any]:
    if not _FILE_NAME.fullmatch(document.name):
        raise ValueError(f"This cannot be a document's name: {document.name!r}")
    return {
        "maintype": "application",
        "subtype": "pdf",
        "cte": "base64",
        "filename": document.name,
    }


class PreparedLetter:
    """The letter of one edition in one language, encoded once.

    Thread-safe: nothing changes after `prepare`.
    """

    def __init__(self, message: Message) -> None:
        self._message = message
        self._headers = b"".join(_header_line(*pair) for pair in _shared_headers(message))
        encoding = _transfer_encoding(message.language)
        self._parts = [
            _PreparedPart(message.text, "plain", encoding, escape=str),
            _PreparedPart(message.html, "html", encoding, escape=html_escapes.escape),
        ]
        self._document = _document_part(message.document) if message.document else b""
        self._wired = not any(part.has_dots for part in self._parts)

    @classmethod
    def prepare(cls, message: Message) -> PreparedLetter:
        """Take a message whose bodies were rendered with `UNSUBSCRIBE_SLOT` (and, where there is
        one, `PREFERENCES_SLOT`) as links. Its own recipient, id and links are only stand-ins.

        Raises ValueError as `to_bytes` does, and where a body offers no way to leave.
        """
        for kind, body in (("text", message.text), ("HTML", message.html)):
            if message.list_id and UNSUBSCRIBE_SLOT not in body:
                raise ValueError(f"The {kind} of the letter has no link to unsubscribe.")
        if message.calendar:
            raise ValueError("A calendar entry is for one person; no edition has one.")
        return cls(message)

    def splice(self, slots: Slots) -> Spliced:
        """This letter for one recipient. Raises ValueError for an address, id or link that would
        break a header; a letter that shows preferences needs `preferences_url`."""
        message = replace(
            self._message,
            recipient=slots.recipient,
            envelope_sender=slots.envelope_sender,
            message_id=slots.message_id,
            unsubscribe_url=slots.unsubscribe_url,
            unsubscribe_mailto=slots.unsubscribe_mailto,
            date=slots.date or self._message.date,
        )
        _check_envelope(message.envelope_sender)
        if slots.preferences_url:
            _uri(slots.preferences_url, "http:", "https:")
        elif any(part.shows_preferences for part in self._parts):
            raise ValueError("The letter shows preferences and the recipient has no link to them.")
        links = {
            UNSUBSCRIBE_SLOT: slots.unsubscribe_url,
            PREFERENCES_SLOT: slots.preferences_url,
        }
        whole = _boundary(message.message_id)
        pieces = [
            b"MIME-Version: 1.0\r\n",
            _content_type("mixed" if self._document else "alternative", whole),
            *(_header_line(*pair) for pair in _personal_headers(message)),
            self._headers,
        ]
        if self._document:
            inner = _boundary(f"alternatives of {message.message_id}")
            pieces += [*_next_part(whole), _content_type("alternative", inner)]
            pieces += self._alternatives(inner, links)
            pieces += [*_next_part(whole), self._document, *_end_of_parts(whole)]
        else:
            pieces += self._alternatives(whole, links)
        data = b"".join(pieces)
        # What is the same in every letter was looked at once; a letter's own lines are few.
        if self._wired and not any(_has_dots(piece) for piece in pieces if len(piece) < _SHORT):
            data = Wired(data)
        return Spliced(message.envelope_sender, message.recipient, data)

    def _alternatives(self, boundary: str, links: Mapping[str, str]) -> list[bytes]:
        pieces: list[bytes] = []
        for part in self._parts:
            pieces += [*_next_part(boundary), part.headers, CRLF, *part.body(links)]
        return [*pieces, *_end_of_parts(boundary)]


def inline(html: str) -> str:
    """The letter's styles moved from its <style> blocks into the elements.

    At-rules (dark mode) stay in a <style> block, since an element cannot hold them. Nothing is
    fetched: a linked stylesheet raises ValueError, because no mail program would load it either.
    """
    if re.search(r"<link\b[^>]*\bstylesheet\b|@import\b", html, re.IGNORECASE):
        raise ValueError("A letter must carry its styles in a <style> block, not link them.")
    return _INLINER.inline(html)


_INLINER = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False, minify_css=True)


def wrap(text: str, language: str, width: int = 72) -> str:
    """A rendered text part with lines of at most `width` characters and single blank lines.

    A list item ("- …") continues under its first word. Links and no-break spaces are never broken.
    Between Arabic words, `2026-14` and `+355 …` are isolated: they would be shown as `14-2026`.
    """
    lines: list[str] = []
    for raw in text.splitlines():
        if not raw.strip():
            if lines and lines[-1]:
                lines.append("")
            continue
        isolate = direction(language) == "rtl" and "://" not in raw
        line = _SIGNED_NUMBER.sub("\u2066\\g<0>\u2069", raw) if isolate else raw
        indent = re.match(r"\s*(?:[-–•] )?", line)
        lines += textwrap.wrap(
            line.rstrip(),
            width,
            subsequent_indent=" " * len(indent.group() if indent else ""),
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines).strip("\n") + "\n"


# One that is isolated already stays as it is.
_SIGNED_NUMBER = re.compile(r"(?<!\u2066)\+\d[\d \u00a0]*\d|(?<![\w\u2066-])\d+(?:-\d+)+(?![\w-])")

# Headers ---------------------------------------------------------------------------------------


class _AsWritten(policy.EmailPolicy):
    """`policy.SMTP`, with headers written as we folded them.

    The standard folder turns any word longer than a line into an encoded word: a long link in
    List-Unsubscribe or a long Message-ID would reach nobody.
    """

    def header_store_parse(self, name: str, value: object) -> tuple[str, str]:
        return name, str(value)

    def fold(self, name: str, value: str) -> str:
        return f"{name}: {value}\r\n"

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii")


_AS_WRITTEN = _AsWritten(linesep="\r\n", cte_type="7bit", max_line_length=76)  # RFC 2045 §6.7


def _personal_headers(message: Message) -> Iterator[tuple[str, str]]:
    yield "To", _address(message.recipient)
    yield "Message-ID", _matching(_MESSAGE_ID, message.message_id, "Message-ID")
    if message.date.tzinfo is None:
        raise ValueError("The date of a letter needs its time zone.")
    yield "Date", format_datetime(message.date)
    if message.list_id:
        web = _uri(message.unsubscribe_url, "https:", "http:")
        post = _uri(message.unsubscribe_mailto, "mailto:")
        yield "List-Unsubscribe", f"<{web}>,\r\n <{post}>"
        yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"


def _shared_headers(message: Message) -> Iterator[tuple[str, str]]:
    yield "From", _named("From", message.sender_name, _address(message.sender_address))
    yield "Subject", _words(message.subject, "Subject")
    yield "Content-Language", _matching(re.compile("[a-z]{2}"), message.language, "language")
    yield "Auto-Submitted", "auto-generated"
    if message.list_id:
        list_id = _matching(_LIST_ID, message.list_id, "List-Id")
        yield "List-Id", _named("List-Id", message.list_name, list_id)
        if message.archive_url:
            yield "List-Archive", f"<{_uri(message.archive_url, 'https:', 'http:')}>"
        yield "Precedence", "bulk"
    for name, value in message.extra.items():
        if name.lower() in _OURS:
            raise ValueError(f"The header {name} is written by the letter itself.")
        yield _matching(_HEADER_NAME, name, "header name"), _words(value, name)


_OURS = {
    *("to", "cc", "bcc", "message-id", "date", "from", "sender", "subject", "return-path"),
    *("content-language", "content-type", "content-transfer-encoding", "mime-version"),
    *("auto-submitted", "list-unsubscribe", "list-unsubscribe-post", "list-id", "list-archive"),
    "precedence",
}


def _header_line(name: str, value: str) -> bytes:
    return f"{name}: {value}\r\n".encode("ascii")


def _words(value: str, name: str) -> str:
    """Free text as a header's value: folded, and in encoded words (RFC 2047) unless ASCII."""
    _refuse_breaks(value, name)
    if value.isascii() and "=?" not in value:
        return Header(value, header_name=name).encode(splitchars=" ", linesep="\r\n")
    # Broken between words: some readers show a space between encoded words where none belongs.
    pieces = re.findall(r"[^ ]{1,9} ?| ", value)
    words = [pieces[0]]
    for piece in pieces[1:]:
        if len((words[-1] + piece).encode()) <= 39:  # 64 characters at most in base64
            words[-1] += piece
        else:
            words.append(piece)
    return "\r\n ".join(_UTF8.header_encode(word) for word in words)


_UTF8 = Charset("utf-8")
_UTF8.header_encoding = BASE64


def _named(header: str, name: str, identifier: str) -> str:
    """`name <identifier>`, the name quoted in ASCII, else in encoded words."""
    if not name:
        return f"<{identifier}>"
    if name.isascii() and "=?" not in name:
        _refuse_breaks(name, header)
        phrase = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    else:
        phrase = _words(name, header)
    last_line = f"{header}: {phrase}".rpartition("\r\n")[2]
    fits = len(last_line) + len(identifier) + 3 <= 78
    return f"{phrase}{' ' if fits else CRLF.decode() + ' '}<{identifier}>"


def _address(value: str) -> str:
    """One bare address in ASCII (an internationalised domain in its xn-- form)."""
    if not value.isascii() or len(value) > 254 or not _ADDRESS.fullmatch(value):
        raise ValueError("An address must be a single plain name@domain in ASCII.")
    return value


def _check_envelope(sender: str) -> None:
    if sender:  # an empty one is legal: a letter that must never bounce
        _address(sender)


def _uri(value: str, *schemes: str) -> str:
    if not value.startswith(schemes) or len(value) > 900 or not _URI.fullmatch(value):
        raise ValueError(f"A letter needs a whole {' or '.join(schemes)} address here.")
    return value


def _matching(pattern: re.Pattern[str], value: str, name: str) -> str:
    if not pattern.fullmatch(value):
        raise ValueError(f"This cannot be a {name}: {value!r}")
    return value


def _refuse_breaks(value: str, name: str) -> None:
    # Not only CR and LF: str.splitlines(), and with it some servers, also end a line at others.
    if re.search(r"[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029]", value):
        raise ValueError(f"The header {name} must be a single line.")


def _boundary(message_id: str) -> str:
    """`=_` cannot occur in quoted-printable, nor `_` in base64: no body can contain it."""
    return "=_" + hashlib.sha256(message_id.encode()).hexdigest()[:24]


# Bodies ----------------------------------------------------------------------------------------


def _transfer_encoding(language: str) -> TransferEncoding:
    # Arabic in quoted-printable is three times as long as in base64's four thirds.
    return "base64" if language == "ar" else "quoted-printable"


class _PreparedPart:
    """One body, cut at its slots and encoded between them."""

    def __init__(
        self, body: str, subtype: str, encoding: TransferEncoding, *, escape: Callable[[str], str]
    ) -> None:
        self.headers = _part_headers(subtype, encoding)
        self._encoding = encoding
        self._escape = escape
        slots = f"({re.escape(UNSUBSCRIBE_SLOT)}|{re.escape(PREFERENCES_SLOT)})"
        pieces = re.split(slots, "\r\n".join(body.splitlines()) + "\r\n")
        if any(len(piece) < 2 for piece in pieces[2:-1:2]):
            raise ValueError("Two links of a letter need something between them.")
        self._slots = pieces[1::2]
        self._texts = [_Base64Text(piece.encode()) for piece in pieces[::2]]
        self._printables = [
            _quoted_printable(piece) if encoding == "quoted-printable" else b""
            for piece in pieces[::2]
        ]

    @property
    def has_dots(self) -> bool:
        """Whether a line begins with a dot; none does in base64."""
        return any(_has_dots(piece) for piece in self._printables)

    @property
    def shows_preferences(self) -> bool:
        return PREFERENCES_SLOT in self._slots

    def body(self, links: Mapping[str, str]) -> list[bytes]:
        values = [self._escape(links[slot]) for slot in self._slots]
        if self._encoding == "base64":
            return self._in_base64(values)
        pieces = [self._printables[0]]
        for value, following in zip(values, self._printables[1:], strict=True):
            # `=` at the end of a line joins it with the next one: the link has lines of its own.
            pieces += [b"=\r\n", _quoted_printable(value), b"=\r\n", following]
        return pieces

    def _in_base64(self, values: list[str]) -> list[bytes]:
        """Three bytes make four characters, so what stands before and after a link lends it up to
        two bytes, and each text between links is kept encoded from its first, second, third byte.
        """
        lines, carried = self._texts[0].after(0)
        pieces = [lines]
        for value, following in zip(values, self._texts[1:], strict=True):
            own = carried + value.encode("ascii")
            lent = -len(own) % 3
            lines, carried = following.after(lent)
            pieces += [_base64_lines(own + following.data[:lent]), lines]
        return [*pieces, _base64_lines(carried)]


class _Base64Text:
    """A text between two links (at least two bytes: after a link comes at least a line break)."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def _from(self) -> list[tuple[bytes, bytes]]:
        return [self._encoded(start) for start in range(3)]

    def _encoded(self, start: int) -> tuple[bytes, bytes]:
        whole = max(len(self.data) - start, 0) // 3 * 3
        end = start + whole
        return _base64_lines(self.data[start:end]), self.data[end:]

    def after(self, start: int) -> tuple[bytes, bytes]:
        """Encoded lines from byte `start` on, and the one or two last bytes that did not fit."""
        return self._from[start]


def _base64_lines(data: bytes) -> bytes:
    return b"".join(
        base64.b64encode(data[start : start + 57]) + CRLF for start in range(0, len(data), 57)
    )


def _quoted_printable(text: str) -> bytes:
    # 75: one column is kept for the soft break that may follow.
    octets = text.replace("\r\n", "\n").encode().decode("latin-1")
    return quoprimime.body_encode(octets, maxlinelen=75, eol="\r\n").encode("ascii")


_SHORT = 4_000
"""Bytes; every link and header of one recipient is shorter than this (see `_uri`)."""


def _has_dots(piece: bytes) -> bool:
    return piece.startswith(b".") or b"\n." in piece


def _content_type(subtype: str, boundary: str) -> bytes:
    return _header_line("Content-Type", f'multipart/{subtype}; boundary="{boundary}"')


def _next_part(boundary: str) -> list[bytes]:
    return [CRLF, b"--", boundary.encode("ascii"), CRLF]


def _end_of_parts(boundary: str) -> list[bytes]:
    return [CRLF, b"--", boundary.encode("ascii"), b"--", CRLF]


def _document_part(document: Document) -> bytes:
    part = EmailMessage(policy=_AS_WRITTEN)
    part.set_content(document.data, **_file_of(document))
    del part["MIME-Version"]
    return part.as_bytes()


def _part_headers(subtype: str, encoding: TransferEncoding) -> bytes:
    """As the standard library writes them, so that both ways to build a letter agree."""
    part = EmailMessage(policy=_AS_WRITTEN)
    part.set_content("", subtype=subtype, charset="utf-8", cte=encoding)
    del part["MIME-Version"]
    return part.as_bytes().partition(b"\r\n\r\n")[0] + CRLF
