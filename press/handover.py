"""Handing one letter to the server that will carry it, or to a folder where there is no server.

The ledger must never guess. Each way a hand-over can end has its own name:

- `Accepted`: the server said 250; the letter is its own now.
- `Deferred`: not taken, and nothing wrong with the recipient; try again later.
- `Refused`: not taken, and never will be, for this recipient.
- `InDoubt`: the end of the letter was sent and no answer came. Only the server's log knows.

One handover serves one thread.
"""

from __future__ import annotations

import contextlib
import os
import re
import smtplib
import socket
import ssl
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, NoReturn, Protocol, Self
from urllib.parse import unquote, urlsplit

TIMEOUT = 30  # seconds without a word from the server

Stage = Literal["connect", "sender", "recipient", "data", "end"]


@dataclass(frozen=True, slots=True)
class Accepted:
    """`queue_id` is the server's own name for the letter (or its whole answer, shortened)."""

    code: int
    queue_id: str


class HandoverError(Exception):
    """The letter was not accepted, or nobody can say."""


class _Answered(HandoverError):
    """`code` is 0 where no server answered. `stage` is the command that was answered: only a
    refusal at "recipient" speaks of the recipient's address. `status` is the enhanced status
    code (RFC 3463), such as "5.1.1", or ""."""

    def __init__(self, code: int, text: str, *, stage: Stage = "connect") -> None:
        super().__init__(f"{code} {text}" if code else text)
        self.code = code
        self.text = text
        self.stage = stage
        status = re.match(r"[245]\.\d{1,3}\.\d{1,3}\b", text)
        self.status = status.group() if status else ""


class Deferred(_Answered):
    """Try again later: 4xx, no connection, a timeout, or the server refuses *us* (5xx at login or
    sender, no TLS), which is for the operator to mend and no fault of the recipient."""


class Refused(_Answered):
    """5xx to this recipient or to this letter."""


class InDoubt(HandoverError):
    """The connection broke after the final dot was sent."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class MisconfiguredEmail(Exception):
    """EMAIL_URL cannot be read. The message is one plain sentence and never shows a password."""


def _nothing() -> None:
    pass


class Handover(Protocol):
    def send(
        self,
        *,
        name: str,
        envelope_sender: str,
        recipient: str,
        data: bytes,
        before_dot: Callable[[], None] = _nothing,
    ) -> Accepted:
        """Hand over one letter, or raise Deferred, Refused or InDoubt.

        `name` is the delivery's id. `before_dot` runs when everything but the end has been taken:
        whatever it raises stops the letter, which then was certainly not sent.
        """


def open_handover(email_url: str | None, outbox: Path) -> AbstractContextManager[Handover]:
    """The server that EMAIL_URL names, or the folder `outbox` where it is None or empty.

    Raises MisconfiguredEmail at once. Connects at the first letter, not here.
    """
    if not email_url:
        return Outbox(outbox)
    return SMTPHandover(read_email_url(email_url))


def check(email_url: str | None) -> None:
    """Raises MisconfiguredEmail where EMAIL_URL cannot be read."""
    if email_url:
        read_email_url(email_url)


class Outbox:
    """A folder of `.eml` files, for demonstrations: the letter is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        pass

    def send(
        self,
        *,
        name: str,
        envelope_sender: str,
        recipient: str,
        data: bytes,
        before_dot: Callable[[], None] = _nothing,
    ) -> Accepted:
        """Write `<outbox>/<name>.eml`. The same name again is the same file, not a second one."""
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}", name):
            raise ValueError("A letter's name may have letters, digits, dots and hyphens only.")
        with _deferred_where_the_disk_fails():
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, written = tempfile.mkstemp(dir=self._folder, prefix=f".{name}.", suffix=".tmp")
        try:
            with _deferred_where_the_disk_fails(), open(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            before_dot()
            with _deferred_where_the_disk_fails():
                os.replace(written, self._folder / f"{name}.eml")
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(written)
            raise
        self._make_the_name_last()
        return Accepted(250, name)

    def _make_the_name_last(self) -> None:
        """A renamed file survives a power cut only when its folder is on the disk too."""
        try:
            folder = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            raise InDoubt(f"The outbox did not confirm the letter: {error.strerror}.") from error


@contextlib.contextmanager
def _deferred_where_the_disk_fails() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Deferred(0, f"The outbox cannot be written: {error.strerror}.") from error


@dataclass(frozen=True, slots=True)
class Server:
    """Where letters go. `security`: in clear, STARTTLS required, or TLS from the start."""

    host: str
    port: int
    security: Literal["none", "starttls", "tls"]
    user: str
    password: str

    def __repr__(self) -> str:  # a password must not reach a log
        return f"Server({self.host}:{self.port}, {self.security})"


_SCHEMES: dict[str, tuple[Literal["none", "starttls", "tls"], int]] = {
    "smtp": ("none", 25),
    "smtp+tls": ("starttls", 587),
    "smtps": ("tls", 465),
}


def read_email_url(email_url: str) -> Server:
    """Read smtp://user:password@host:port, smtp+tls://… or smtps://…; names are percent-decoded."""
    try:
        parts = urlsplit(email_url.strip())
        port = parts.port
    except ValueError:
        raise MisconfiguredEmail(_SENTENCE.format("its host or port cannot be read")) from None
    problem = (
        "it does not begin with one of these"
        if parts.scheme not in _SCHEMES
        else "it names no host"
        if not parts.hostname
        else "nothing may follow the port"
        if parts.path.strip("/") or parts.query or parts.fragment
        else "a user needs a password, and a password a user"
        if bool(parts.username) != bool(parts.password)
        else ""
    )
    if problem:
        raise MisconfiguredEmail(_SENTENCE.format(problem))
    security, default_port = _SCHEMES[parts.scheme]
    return Server(
        host=parts.hostname or "",
        port=port or default_port,
        security=security,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


_SENTENCE = (
    "EMAIL_URL must look like smtp://user:password@host:port, smtp+tls://… or smtps://…, but {}."
)


class SMTPHandover:
    """A server over one kept connection."""

    def __init__(self, server: Server, *, timeout: float = TIMEOUT) -> None:
        self._server = server
        self._timeout = timeout
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._smtp is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
        self._drop()

    def send(
        self,
        *,
        name: str,
        envelope_sender: str,
        recipient: str,
        data: bytes,
        before_dot: Callable[[], None] = _nothing,
    ) -> Accepted:
        wire = _for_the_wire(data)
        smtp = self._ready()
        stage: Stage = "sender"
        try:
            options = [f"size={len(data)}"] if smtp.has_extn("size") else []
            self._expect(250, smtp.mail(envelope_sender, options), stage)
            stage = "recipient"
            self._expect((250, 251), smtp.rcpt(recipient), stage)
            stage = "data"
            self._expect(354, smtp.docmd("data"), stage)
            smtp.send(wire)
            before_dot()
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise Deferred(0, f"The connection broke: {error}.", stage=stage) from error
        except HandoverError:
            raise
        except BaseException:
            # Closing without the dot is the only way to take a begun letter back.
            self._drop()
            raise
        return self._end(smtp)

    def _end(self, smtp: smtplib.SMTP) -> Accepted:
        """From here on only an answer tells what became of the letter."""
        try:
            smtp.send(b".\r\n")
            answer = smtp.getreply()
        except BaseException as error:
            self._drop()
            if isinstance(error, (smtplib.SMTPException, OSError)):
                raise InDoubt(f"No answer after the letter was sent: {error}.") from error
            raise
        if answer[0] // 100 not in (2, 4, 5):
            self._drop()
            raise InDoubt(f"The server's answer cannot be read: {_one_line(answer[1])}")
        self._expect(range(200, 300), answer, "end")
        text = _one_line(answer[1])
        queued = re.search(r"(?:queued as|\bid[=:]) ?<?([A-Za-z0-9][\w.:@-]*)", text, re.IGNORECASE)
        return Accepted(answer[0], (queued.group(1).rstrip(".") if queued else text)[:100])

    def _ready(self) -> smtplib.SMTP:
        """The kept connection, reset; a new one where it is gone (servers close idle ones)."""
        if self._smtp is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                if self._smtp.rset()[0] == 250:
                    return self._smtp
            self._drop()
        self._smtp = self._connect()
        return self._smtp

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        smtp: smtplib.SMTP | None = None
        try:
            if server.security == "tls":
                smtp = smtplib.SMTP_SSL(
                    server.host,
                    server.port,
                    timeout=self._timeout,
                    context=ssl.create_default_context(),
                )
            else:
                smtp = smtplib.SMTP(server.host, server.port, timeout=self._timeout)
            if smtp.sock is not None:
                # The final dot is a write of its own: it must not wait for the letter's ACK (40 ms).
                smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if server.security == "starttls":
                smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo_or_helo_if_needed()
            if server.user:
                smtp.login(server.user, server.password)
        except smtplib.SMTPResponseException as error:
            _close(smtp)
            # Also a 5xx: the server refuses us, and that is no reason to give up a recipient.
            raise Deferred(error.smtp_code, _one_line(error.smtp_error)) from error
        except (smtplib.SMTPException, OSError) as error:
            _close(smtp)
            raise Deferred(0, f"No connection to the mail server: {error}.") from error
        return smtp

    def _expect(
        self, codes: int | tuple[int, ...] | range, answer: tuple[int, bytes], stage: Stage
    ) -> None:
        accepted = (codes,) if isinstance(codes, int) else codes
        if answer[0] not in accepted:
            self._raise_for(answer[0], _one_line(answer[1]), stage)

    def _raise_for(self, code: int, text: str, stage: Stage) -> NoReturn:
        if code // 100 not in (4, 5) or code == 421:
            self._drop()  # it is closing, or not talking SMTP
        if code // 100 == 5 and stage != "sender":
            raise Refused(code, text, stage=stage)
        raise Deferred(code, text, stage=stage)

    def _drop(self) -> None:
        _close(self._smtp)
        self._smtp = None


def _close(smtp: smtplib.SMTP | None) -> None:
    if smtp is not None:
        with contextlib.suppress(OSError):
            smtp.close()


def _for_the_wire(data: bytes) -> bytes:
    """Whole CRLF lines with leading dots doubled (RFC 5321 §4.5.2), without the final dot.

    A lone CR or LF becomes CRLF: servers that disagree about where a line ends can be made to see
    a second letter inside the first.
    """
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", data)
    if not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", lines)


def _one_line(text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join(words.split())[:300]
