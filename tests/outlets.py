"""What comes out of the portal, read as text: documents, tables, letters, Redis, the log."""

import base64
import io
import json
import logging
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

import pypdf
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest

Outputs = Iterator[tuple[str, str]]
"""(where it came out, the text)."""


def text_of(data: bytes) -> str:
    """Of a document, a table or a letter what stands in it and behind it; else the bytes."""
    if data.startswith(b"%PDF") and b"\nstartxref" in data:
        return "\n".join(text for _, text in document("", data))
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return "\n".join(
                f"{name} {parts.read(name).decode('latin-1')}" for name in parts.namelist()
            )
    return data.decode("utf-8", errors="replace")


def document(name: str, data: bytes) -> Outputs:
    """A PDF's text, its metadata and every object in it."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    yield f"{name}, text", "\n".join(page.extract_text() for page in reader.pages)
    yield from behind(name, reader)


def behind(name: str, reader: pypdf.PdfReader) -> Outputs:
    yield f"{name}, metadata", str(reader.metadata)
    for number in range(1, reader.trailer["/Size"]):
        found = reader.get_object(number)
        yield f"{name}, object {number}", str(found)
        # The outlines of letters have a length of their own; they say nothing.
        if isinstance(found, pypdf.generic.StreamObject) and "/Length1" not in found:
            yield f"{name}, object {number}", found.get_data().decode("latin-1")


def opened(data: bytes) -> EmailMessage:
    letter: EmailMessage = BytesParser(policy=policy.default).parsebytes(data)  # type: ignore[assignment]
    return letter


def letter_text(letter: EmailMessage) -> str:
    texts = [f"{name}: {value}" for name, value in letter.items()]
    texts += [_words(part) for part in letter.walk() if not part.is_multipart()]
    return "\n".join(texts)


def _words(part: EmailMessage) -> str:
    """A calendar's entry with its lines joined, or an address would be broken in two."""
    content = part.get_content()
    text: str = content.decode() if isinstance(content, bytes) else content
    calendar = part.get_content_type() in ("text/calendar", "application/ics")
    return re.sub(r"\r?\n ", "", text) if calendar else text


def lies_in(server: Any) -> Outputs:
    """Every key and value of Redis, and calls to workers as a worker would read them."""
    for key in sorted(server.scan_iter()):
        yield f"Redis key {key!r}", key.decode()
        for value in _values(server, key):
            yield f"Redis {key!r}", value
            yield f"Redis {key!r}, decoded", _message(value)


def _values(server: Any, key: bytes) -> list[str]:
    kind = server.type(key)
    if kind == b"list":
        found = server.lrange(key, 0, -1)
    elif kind == b"set":
        found = server.smembers(key)
    elif kind == b"hash":
        found = [part for pair in server.hgetall(key).items() for part in pair]
    elif kind == b"zset":
        found = server.zrange(key, 0, -1)
    else:
        found = [server.get(key)]
    return [value.decode() for value in found]


def _message(value: str) -> str:
    try:
        return base64.b64decode(json.loads(value)["body"]).decode()
    except (ValueError, KeyError, TypeError):
        return ""


def cookies_text(response: Any) -> str:
    """What a browser is given to keep, with the confirmations that are packed into it."""
    packed = response.cookies.get("messages")
    said = CookieStorage(HttpRequest())._decode(packed.value) if packed else None
    return " ".join([str(response.cookies), *map(str, said or ())])


@contextmanager
def the_log() -> Iterator[io.StringIO]:
    """The handler of the settings with its own filters and format, writing where we read."""
    handlers: list[Any] = logging.getLogger("django").handlers
    (handler,) = (handler for handler in handlers if handler.name == "console")
    assert handler in logging.getLogger().handlers
    written = io.StringIO()
    before = handler.setStream(written)
    try:
        yield written
    finally:
        handler.setStream(before)
