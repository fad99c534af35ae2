"""A real mail server on this machine, whose answers a test decides."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.committed import closing


class Relay:
    def __init__(self) -> None:
        self.letters: list[Envelope] = []
        """What was taken with a 250."""
        self.at_recipient: dict[str, str] = {}
        """What is answered to RCPT, by recipient."""
        self.at_end: dict[str, str] = {}
        """What is answered to a whole letter."""
        self.cut: set[str] = set()
        """After whose letter the line goes dead without an answer."""
        self.silent: set[str] = set()
        """After whose letter nothing is said at all, and `reached` is set."""
        self.reached = threading.Event()
        self.after_each: Callable[[], None] | None = None
        """What happens elsewhere, on a connection of its own, before a letter is answered."""
        self.begun: list[str] = []
        """Recipients whose letter was received whole, taken or not."""

    @property
    def recipients(self) -> list[str]:
        return sorted(recipient for letter in self.letters for recipient in letter.rcpt_tos)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.at_recipient.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        (recipient,) = envelope.rcpt_tos
        self.begun.append(recipient)
        if recipient in self.cut:
            assert server.transport is not None
            server.transport.abort()
        if recipient in self.silent:
            self.reached.set()
            await asyncio.Event().wait()
        if self.after_each:
            await asyncio.to_thread(closing, self.after_each)
        answer = self.at_end.get(recipient, f"250 2.0.0 Ok: queued as Q{len(self.begun)}")
        if answer.startswith("250") and recipient not in self.cut:
            self.letters.append(envelope)
        return answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextlib.contextmanager
def serving(relay: Relay) -> Iterator[str]:
    """The server's address as EMAIL_URL has it."""
    port = free_port()
    controller = Controller(relay, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


def parsed(data: bytes) -> EmailMessage:
    """The letter as the standard library reads it, without a defect."""
    letter = message_from_bytes(data, policy=policy.default)
    assert isinstance(letter, EmailMessage)
    for part in letter.walk():
        assert not part.defects
    return letter
