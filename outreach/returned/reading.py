"""What a message to our return path says: RFC 3464, RFC 5965, and what older servers write.

It comes from strangers and may be anything. The person whom it is about is known by marks that only
our own letters carry (`tokens.py`); an address in it is a hint where to look for one, and no proof.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses

from flufl.bounce import all_failures

from outreach.models import ReturnedMail
from outreach.returned.verdicts import STATUS, plainer, says_why, verdict
from outreach.tokens import RETURNS

Kind = ReturnedMail.Kind

FOR_OLD_FORMATS = 64 * 1024
LINE = 998
"""Bytes of a line at most (RFC 5322); patterns meet no longer one."""
MOST = 50
"""Marks and addresses of one message that are looked at."""
_TAG = re.compile(rf"\b{RETURNS}\+([0-9]{{1,18}}\.[0-9a-f]{{16}})@", re.IGNORECASE)
_MESSAGE = re.compile(r"<([0-9a-f]{40})@")
_LINK = re.compile(r"<https?://[^<>\s]{1,300}/([A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{10,100})/?>")
_ADDRESS = re.compile(r"[^\s<>\"(),;:@]{1,128}@[^\s<>\"(),;:@]{1,255}")
_REASON = re.compile(r"\b[45]\d\d[ -]|(?<![.\d])[45]\.\d{1,3}\.\d{1,3}(?![.\d])")
_ROBOTS = re.compile(r"mailer-daemon|postmaster|mail delivery", re.IGNORECASE)
_COMPLAINTS = {"abuse", "fraud", "opt-out", "opt-out-list"}
_FOUND_BY = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Return-Path")


@dataclass(frozen=True, slots=True)
class Told:
    kind: Kind
    status: str = ""
    said: str = ""
    tags: tuple[str, ...] = ()
    """What stood after the plus of return paths, the message's own first; perhaps forged."""
    marks: tuple[str, ...] = ()
    """Message-IDs of the letter that came back, before the @."""
    links: tuple[str, ...] = ()
    """The signed parts of its links to leave."""
    hints: tuple[str, ...] = ()
    """Addresses that it was sent to, in lower case."""


@dataclass(slots=True)
class _Parts:
    """Of a report, what is not for people."""

    status: list[Message] = field(default_factory=list)
    feedback: Message | None = None
    returned: Message | None = None


def read(raw: bytes) -> Told:
    """Never raises: what cannot be read is OTHER."""
    try:
        return _read(message_from_bytes(raw), raw)
    except Exception:  # the parser and the patterns trip on too many kinds of broken message
        return Told(Kind.OTHER)


def _read(message: Message, raw: bytes) -> Told:
    parts = _parts_of(message)
    outcome, whose = _outcome(message, parts, raw), _whose(message, parts)
    return replace(whose, kind=outcome.kind, status=outcome.status, said=outcome.said)


def _outcome(message: Message, parts: _Parts, raw: bytes) -> Told:
    if parts.feedback is not None:
        complains = _header(parts.feedback, "Feedback-Type").lower() in _COMPLAINTS
        return Told(Kind.COMPLAINT if complains else Kind.OTHER)
    if outcomes := [told for block in parts.status if (told := _of_block(block))]:
        return min(outcomes, key=lambda told: _WORST_FIRST.index(told.kind))
    if _answers_by_itself(message):
        return Told(Kind.AUTO_REPLY)
    return _old_format(message, raw)


def _parts_of(message: Message) -> _Parts:
    """What is inside a returned letter is the letter's and no report."""
    found = _Parts()
    for part in _without_letters(message):
        kind = part.get_content_type()
        inner = _inside(part)
        if kind == "message/delivery-status":
            found.status += inner
        elif kind == "message/feedback-report" and inner:
            found.feedback = inner[0]
        elif kind in ("message/rfc822", "message/global") and inner:
            found.returned = inner[0]
        elif kind in ("text/rfc822-headers", "message/rfc822-headers"):
            body = part.get_payload(decode=True)
            found.returned = message_from_bytes(body if isinstance(body, bytes) else b"")
    return found


def _without_letters(message: Message) -> Iterator[Message]:
    waiting = [message]
    while waiting:
        part = waiting.pop()
        yield part
        if part.get_content_maintype() == "multipart":
            waiting += reversed(_inside(part))


def _inside(part: Message) -> list[Message]:
    inner = part.get_payload()
    return [one for one in inner if isinstance(one, Message)] if isinstance(inner, list) else []


# Reports ---------------------------------------------------------------------------------------

_WORST_FIRST = (Kind.HARD, Kind.BLOCKED, Kind.SOFT, Kind.DELAYED, Kind.PASSED_ON)


def _of_block(block: Message) -> Told | None:
    """None of the fields about the message as a whole."""
    action = _header(block, "Action").lower().split(" ")[0]
    written = _header(block, "Status")
    if not action and not written:
        return None
    said = _words(_header(block, "Diagnostic-Code"))
    found = STATUS.search(written)
    status = plainer(found.group() if found else "", said)
    if action == "delayed":
        return Told(Kind.DELAYED, status, said)
    if action in ("delivered", "relayed", "expanded") or status.startswith("2"):
        return Told(Kind.PASSED_ON, status, said)
    return Told(verdict(status, said), status, said)


def _answers_by_itself(message: Message) -> bool:
    if _header(message, "X-Failed-Recipients") or _ROBOTS.search(_header(message, "From")):
        return False
    submitted = _header(message, "Auto-Submitted").lower()
    precedence = _header(message, "Precedence").lower()
    receipt = _parameter(message, "report-type") == "disposition-notification"
    return bool(
        receipt
        or (submitted and not submitted.startswith("no"))
        or precedence == "auto_reply"
        or _header(message, "X-Autoreply")
        or _header(message, "X-Autorespond")
    )


def _old_format(message: Message, raw: bytes) -> Told:
    """Servers that wrote before there was a standard, or beside it."""
    lines = raw[:FOR_OLD_FORMATS].splitlines()
    short = message_from_bytes(b"\n".join(line[:LINE] for line in lines))
    if any(part.get_content_type() == "message/delivery-status" for part in short.walk()):
        return Told(Kind.OTHER)  # inside a letter that somebody passes on
    later, failed = all_failures(short)
    if not failed:
        return Told(Kind.DELAYED if later else Kind.OTHER)
    said = next(filter(None, map(_reason, _text_lines(short))), "")
    status = plainer("", said)
    return Told(verdict(status, said), status, said)


def _text_lines(message: Message) -> Iterator[str]:
    for part in _without_letters(message):
        if part.get_content_maintype() == "text":
            body = part.get_payload(decode=True)
            yield from (body if isinstance(body, bytes) else b"").decode("latin-1").splitlines()


def _reason(line: str) -> str:
    return _words(line) if _REASON.search(line) or says_why(line) else ""


# Whom it is about ------------------------------------------------------------------------------


def _whose(message: Message, parts: _Parts) -> Told:
    letter, feedback = parts.returned, parts.feedback
    inside = [message, *filter(None, [letter, feedback])]
    paths = [value for part in inside for name in _FOUND_BY for value in _all(part, name)]
    sent_to = []
    if feedback is not None:
        paths += _all(feedback, "Original-Mail-From")
        sent_to += _all(feedback, "Original-Rcpt-To")
    for block in parts.status:
        for name in ("Original-Recipient", "Final-Recipient"):
            sent_to += [value.partition(";")[2] for value in _all(block, name)]
    marks: list[str] = []
    links: list[str] = []
    if letter is not None:
        sent_to += _all(letter, "To")
        marks = [mark for value in _all(letter, "Message-ID") for mark in _MESSAGE.findall(value)]
        links = [link for v in _all(letter, "List-Unsubscribe") for link in _LINK.findall(v)]
    hints = [address.lower() for _, address in getaddresses(sent_to[:MOST]) if _plain(address)]
    return Told(
        Kind.OTHER,
        tags=_few(tag.lower() for value in paths for tag in _TAG.findall(value)),
        marks=_few(marks),
        links=_few(links),
        hints=_few(hints),
    )


def _plain(address: str) -> bool:
    """As our readers' addresses are; others need not be looked for, and some cannot be."""
    return "@" in address and address.isascii() and address.isprintable()


def _few(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))[:MOST]


# Words -----------------------------------------------------------------------------------------


def _all(message: Message, name: str) -> list[str]:
    return [str(value)[:2000] for value in message.get_all(name, [])]


def _header(message: Message, name: str) -> str:
    return " ".join(str(message.get(name, ""))[:2000].split())


def _parameter(message: Message, name: str) -> str:
    value = message.get_param(name, "")
    return value.lower() if isinstance(value, str) else ""


def _words(text: str) -> str:
    """In one line that can be stored, without the protocol's name and anybody's address."""
    text = text[:2000].encode("utf-8", "replace").decode("utf-8")
    text = "".join(character if character.isprintable() else " " for character in text)
    text = re.sub(r"^ *(smtp|x-[\w-]{1,30}) *; *", "", text, flags=re.IGNORECASE)
    return " ".join(_ADDRESS.sub("…", text).split())[:300]
