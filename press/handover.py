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

from press.mail import Wired

TIMEOUT = 30  # seconds without a word from the server
END_TIMEOUT = 120
"""Seconds for its word on a whole letter: it may look at it first (RFC 5321 §4.5.3.2.6)."""

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
    """A letter goes in three steps, so that the ledger can write between them: `begin`, then
    `dot` or `abandon`, then `answer`. `send` takes them all."""

    def begin(self, *, name: str, envelope_sender: str, recipient: str, data: bytes) -> None:
        """Hand over all but the end. `name` is the delivery's id. Raises Deferred or Refused."""

    def abandon(self) -> None:
        """Take a begun letter back; it certainly was not sent."""

    def dot(self) -> None:
        """End the letter: from here on only `answer` tells what became of it."""

    def answer(self) -> Accepted:
        """Raises Deferred, Refused or InDoubt."""

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

        `before_dot` runs when everything but the end has been taken: whatever it raises stops the
        letter, which then was certainly not sent.
        """


class _InThreeSteps:
    def send(
        self: Handover,
        *,
        name: str,
        envelope_sender: str,
        recipient: str,
        data: bytes,
        before_dot: Callable[[], None] = _nothing,
    ) -> Accepted:
        self.begin(name=name, envelope_sender=envelope_sender, recipient=recipient, data=data)
        try:
            before_dot()
        except BaseException:
            self.abandon()
            raise
        self.dot()
        return self.answer()


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


class Outbox(_InThreeSteps):
    """A folder of `.eml` files, for demonstrations: the letter is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written = ""
        self._name = ""
        self._failed: OSError | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        pass

    def begin(self, *, name: str, envelope_sender: str, recipient: str, data: bytes) -> None:
        """Write `<outbox>/<name>.eml`. The same name again is the same file, not a second one."""
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}", name):
            raise ValueError("A letter's name may have letters, digits, dots and hyphens only.")
        with _deferred_where_the_disk_fails():
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, written = tempfile.mkstemp(dir=self._folder, prefix=f".{name}.", suffix=".tmp")
        self._name, self._written = name, written
        try:
            with _deferred_where_the_disk_fails(), open(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            self.abandon()
            raise

    def abandon(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._written)

    def dot(self) -> None:
        try:
            os.replace(self._written, self._folder / f"{self._name}.eml")
            self._failed = None
        except OSError as error:
            self._failed = error

    def answer(self) -> Accepted:
        if self._failed:
            self.abandon()
            raise Deferred(0, f"The outbox cannot be written: {self._failed.strerror}.")
        self._make_the_name_last()
        return Accepted(250, self._name)

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


class SMTPHandover(_InThreeSteps):
    """A server over one kept connection.

    The commands of a letter go in one packet where the server allows it (RFC 2920): a letter costs
    two waits for the server instead of four.
    """

    def __init__(self, server: Server, *, timeout: float = TIMEOUT) -> None:
        self._server = server
        self._timeout = timeout
        self._smtp: smtplib.SMTP | None = None
        self._broken: Exception | None = None

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

    def begin(self, *, name: str, envelope_sender: str, recipient: str, data: bytes) -> None:
        wire = _for_the_wire(data)
        kept = self._smtp is not None
        try:
            self._begin(envelope_sender, recipient, wire)
        except Deferred as error:
            # A server closes an idle connection when it likes; that is no answer to this letter.
            if not kept or error.stage != "sender" or error.code not in (0, 421):
                raise
            self._begin(envelope_sender, recipient, wire)

    def _begin(self, envelope_sender: str, recipient: str, wire: bytes) -> None:
        if self._smtp is None:
            self._smtp = self._connect()
        smtp = self._smtp
        stage: Stage = "sender"
        size = f" SIZE={len(wire)}" if smtp.has_extn("size") else ""
        commands: list[tuple[Stage, str, int | tuple[int, ...]]] = [
            ("sender", f"MAIL FROM:<{envelope_sender}>{size}", 250),
            ("recipient", f"RCPT TO:<{recipient}>", (250, 251)),
            ("data", "DATA", 354),
        ]
        try:
            if smtp.has_extn("pipelining"):
                smtp.send("".join(f"{line}\r\n" for _, line, _ in commands))
                answers = [smtp.getreply() for _ in commands]
                self._settle_pipelined(smtp, commands, answers)
            else:
                for stage, line, wanted in commands:
                    smtp.putcmd(line)
                    self._expect(wanted, smtp.getreply(), stage)
            stage = "data"
            smtp.send(wire)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise Deferred(0, f"The connection broke: {error}.", stage=stage) from error
        except HandoverError:
            self._reset()
            raise

    def _settle_pipelined(
        self,
        smtp: smtplib.SMTP,
        commands: list[tuple[Stage, str, int | tuple[int, ...]]],
        answers: list[tuple[int, bytes]],
    ) -> None:
        """The first answer that was no yes is the letter's."""
        for (stage, _, wanted), answer in zip(commands, answers, strict=True):
            accepted = (wanted,) if isinstance(wanted, int) else wanted
            if answer[0] not in accepted:
                if answers[-1][0] == 354:
                    # It waits for a letter to nobody (RFC 2920 §3.1): only closing takes it back.
                    self._drop()
                self._raise_for(answer[0], _one_line(answer[1]), stage)

    def abandon(self) -> None:
        # Closing without the dot is the only way to take a begun letter back.
        self._drop()

    def dot(self) -> None:
        assert self._smtp is not None, "a letter is begun before it is ended"
        self._broken = None
        try:
            self._smtp.send(b".\r\n")
        except (smtplib.SMTPException, OSError) as error:
            self._broken = error

    def answer(self) -> Accepted:
        smtp = self._smtp
        assert smtp is not None
        try:
            if self._broken:
                raise self._broken
            with self._patience(END_TIMEOUT):
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

    @contextlib.contextmanager
    def _patience(self, seconds: float) -> Iterator[None]:
        """A longer wait, where the usual one was not set shorter on purpose."""
        sock = self._smtp.sock if self._smtp else None
        if sock is None or self._timeout != TIMEOUT:
            yield
            return
        sock.settimeout(seconds)
        try:
            yield
        finally:
            sock.settimeout(self._timeout)

    def _reset(self) -> None:
        """After a refusal, so that the connection serves the next letter."""
        if self._smtp is None:
            return
        with contextlib.suppress(smtplib.SMTPException, OSError):
            if self._smtp.rset()[0] == 250:
                return
        self._drop()

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
    if isinstance(data, Wired):
        return data
    lines = data
    if not data.count(b"\r\n") == data.count(b"\r") == data.count(b"\n"):
        lines = re.sub(rb"\r\n|\r|\n", b"\r\n", data)
    if not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    lines = lines.replace(b"\n.", b"\n..")
    return b"." + lines if lines.startswith(b".") else lines


def _one_line(text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join(words.split())[:300]
