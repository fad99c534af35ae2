"""Handing letters over to real servers on this machine, and to a folder."""

import contextlib
import datetime as dt
import ipaddress
import os
import socket
import ssl
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from press.handover import (
    Accepted,
    Deferred,
    InDoubt,
    MisconfiguredEmail,
    Refused,
    SMTPHandover,
    open_handover,
    read_email_url,
)

LETTER = b"Subject: Buletini\r\n\r\n.nje pike ne fillim\r\nfund\r\n"


class Relay:
    """What the server does at each step; a test replaces the answers."""

    def __init__(self) -> None:
        self.letters: list[Envelope] = []
        self.sessions: list[Session] = []
        self.at_sender = "250 OK"
        self.at_recipient: dict[str, str] = {}
        self.at_end = "250 2.0.0 Ok: queued as 4Fxyz12ab"

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if session not in self.sessions:
            self.sessions.append(session)
        if self.at_sender.startswith("250"):
            envelope.mail_from = address
        return self.at_sender

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.at_recipient.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.at_end.startswith("250"):
            self.letters.append(envelope)
        return self.at_end


@contextlib.contextmanager
def serving(relay: Relay, **options: Any) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(relay, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        controller.stop()


@pytest.fixture
def relay() -> Relay:
    return Relay()


@pytest.fixture
def address(relay: Relay) -> Iterator[str]:
    with serving(relay) as address:
        yield address


def hand_over(to: Any, **changes: Any) -> Accepted:
    values: dict[str, Any] = {
        "name": "dergim-1",
        "envelope_sender": "kthim+1@example.org",
        "recipient": "lexuesja@example.com",
        "data": LETTER,
        **changes,
    }
    accepted = to.send(**values)
    assert isinstance(accepted, Accepted)
    return accepted


# A server that takes letters -------------------------------------------------------------------


def test_a_letter_arrives_as_it_is_with_its_envelope(
    relay: Relay, address: str, tmp_path: Path
) -> None:
    with open_handover(f"smtp://{address}", tmp_path) as server:
        assert hand_over(server) == Accepted(250, "4Fxyz12ab")
    (letter,) = relay.letters
    assert letter.content == LETTER
    assert letter.mail_from == "kthim+1@example.org"
    assert letter.rcpt_tos == ["lexuesja@example.com"]
    assert not list(tmp_path.iterdir())


def test_letters_share_one_connection(relay: Relay, address: str, tmp_path: Path) -> None:
    with open_handover(f"smtp://{address}", tmp_path) as server:
        for serial in range(5):
            hand_over(server, name=f"dergim-{serial}")
    assert len(relay.letters) == 5
    assert len({session.peer for session in relay.sessions}) == 1


def test_lone_line_breaks_cannot_smuggle_a_second_letter(
    relay: Relay, address: str, tmp_path: Path
) -> None:
    with open_handover(f"smtp://{address}", tmp_path) as server:
        hand_over(server, data=b"Subject: x\r\n\r\na\n.\nMAIL FROM:<b@example.org>\r.\rend")
    (letter,) = relay.letters
    assert (
        letter.content == b"Subject: x\r\n\r\na\r\n.\r\nMAIL FROM:<b@example.org>\r\n.\r\nend\r\n"
    )


def test_the_ledger_writes_before_the_final_dot(relay: Relay, address: str, tmp_path: Path) -> None:
    seen: list[int] = []
    with open_handover(f"smtp://{address}", tmp_path) as server:
        hand_over(server, before_dot=lambda: seen.append(len(relay.letters)))
    assert seen == [0]
    assert len(relay.letters) == 1


def test_a_ledger_that_says_no_stops_the_letter_and_the_next_one_goes(
    relay: Relay, address: str, tmp_path: Path
) -> None:
    def lease_lost() -> None:
        raise RuntimeError("the lease is another's")

    with open_handover(f"smtp://{address}", tmp_path) as server:
        with pytest.raises(RuntimeError, match="lease"):
            hand_over(server, before_dot=lease_lost)
        hand_over(server, recipient="tjetri@example.com")
    assert [letter.rcpt_tos for letter in relay.letters] == [["tjetri@example.com"]]


# A server that says no -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "kind", "code", "status"),
    [
        ("450 4.2.1 Mailbox busy", Deferred, 450, "4.2.1"),
        ("421 4.3.2 Shutting down", Deferred, 421, "4.3.2"),
        ("550 5.1.1 No such person", Refused, 550, "5.1.1"),
        ("554 5.7.1 Policy", Refused, 554, "5.7.1"),
    ],
)
def test_a_recipient_is_answered_by_name_and_the_next_letter_goes(
    relay: Relay,
    address: str,
    tmp_path: Path,
    answer: str,
    kind: type[Deferred] | type[Refused],
    code: int,
    status: str,
) -> None:
    relay.at_recipient["lexuesja@example.com"] = answer
    called: list[None] = []
    with open_handover(f"smtp://{address}", tmp_path) as server:
        with pytest.raises(kind) as raised:
            hand_over(server, before_dot=lambda: called.append(None))
        hand_over(server, recipient="tjetri@example.com")
    assert (raised.value.code, raised.value.status) == (code, status)
    assert raised.value.stage == "recipient"
    assert not called
    assert [letter.rcpt_tos for letter in relay.letters] == [["tjetri@example.com"]]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("421 4.3.0 Later", Deferred),
        ("451 4.7.1 Greylisted", Deferred),
        ("554 5.7.1 Looks like spam", Refused),
    ],
)
def test_an_answer_after_the_dot_is_an_answer(
    relay: Relay, address: str, tmp_path: Path, answer: str, kind: type[Deferred] | type[Refused]
) -> None:
    relay.at_end = answer
    with open_handover(f"smtp://{address}", tmp_path) as server, pytest.raises(kind) as raised:
        hand_over(server)
    assert raised.value.stage == "end"
    assert raised.value.code == int(answer[:3])


def test_a_refused_sender_is_our_fault_and_no_recipients(
    relay: Relay, address: str, tmp_path: Path
) -> None:
    relay.at_sender = "550 5.7.1 Not you"
    with open_handover(f"smtp://{address}", tmp_path) as server, pytest.raises(Deferred) as raised:
        hand_over(server)
    assert (raised.value.code, raised.value.stage) == (550, "sender")


# A server that breaks off ----------------------------------------------------------------------


@contextlib.contextmanager
def scripted(*connections: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that plays one script a connection and closes it."""
    listener = socket.create_server(("127.0.0.1", 0))
    failures: list[BaseException] = []

    def play() -> None:
        try:
            for script in connections:
                connection, _ = listener.accept()
                connection.settimeout(10)
                with connection:
                    script(connection)
        except OSError as error:
            failures.append(error)

    thread = threading.Thread(target=play, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()
        thread.join(5)
    assert not thread.is_alive()


def dialogue(
    *, until: str, letters: int = 1, last_words: bytes = b""
) -> Callable[[socket.socket], None]:
    """Take letters politely; in the last one, close at "EHLO", "MAIL", …, "body" or "end"
    after saying `last_words`."""

    def play(connection: socket.socket) -> None:
        lines = connection.makefile("rb")
        connection.sendall(b"220 ready\r\n")
        taken = 0
        for line in lines:
            verb = line[:4].decode().upper()
            if verb == until and taken == letters - 1:
                connection.sendall(last_words)
                return
            connection.sendall(b"354 go on\r\n" if verb == "DATA" else b"250 OK\r\n")
            if verb == "QUIT":
                return
            if verb != "DATA":
                continue
            if until == "body" and taken == letters - 1:
                lines.readline()
                return
            for body in lines:
                if body == b".\r\n":
                    break
            taken += 1
            if until == "end" and taken == letters:
                connection.sendall(last_words)
                return
            connection.sendall(b"250 OK\r\n")

    return play


def test_a_connection_cut_after_the_dot_leaves_a_doubt(tmp_path: Path) -> None:
    with scripted(dialogue(until="end")) as address:
        called: list[None] = []
        with open_handover(f"smtp://{address}", tmp_path) as server, pytest.raises(InDoubt):
            hand_over(server, before_dot=lambda: called.append(None))
    assert called == [None]


@pytest.mark.parametrize("words", [b"not an answer\r\n", b"25", b"354 again\r\n"])
def test_an_answer_that_nobody_can_read_leaves_a_doubt(tmp_path: Path, words: bytes) -> None:
    with (
        scripted(dialogue(until="end", last_words=words)) as address,
        open_handover(f"smtp://{address}", tmp_path) as server,
        pytest.raises(InDoubt),
    ):
        hand_over(server)


def test_silence_after_the_dot_leaves_a_doubt(tmp_path: Path) -> None:
    over = threading.Event()

    def play(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            dialogue(until="end")(connection)
        over.wait(5)

    with scripted(play) as address:
        server = SMTPHandover(read_email_url(f"smtp://{address}"), timeout=0.3)
        with server, pytest.raises(InDoubt):
            hand_over(server)
        over.set()


@pytest.mark.parametrize("step", ["EHLO", "MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("words", [b"", b"421 4.3.2 closing\r\n"])
def test_a_connection_cut_before_the_letter_is_sent_only_delays_it(
    tmp_path: Path, step: str, words: bytes
) -> None:
    called: list[None] = []
    scripts = [dialogue(until=step, last_words=words)]
    with (
        scripted(*scripts) as address,
        open_handover(f"smtp://{address}", tmp_path) as server,
        pytest.raises(Deferred),
    ):
        hand_over(server, before_dot=lambda: called.append(None))
    assert not called


def test_a_connection_cut_within_the_letter_only_delays_it(tmp_path: Path) -> None:
    with (
        scripted(dialogue(until="body")) as address,
        open_handover(f"smtp://{address}", tmp_path) as server,
        pytest.raises(Deferred),
    ):
        hand_over(server, data=LETTER * 400_000)


def test_a_kept_connection_that_died_is_opened_again_once(tmp_path: Path) -> None:
    with (
        scripted(dialogue(until="MAIL", letters=2), dialogue(until="QUIT")) as address,
        open_handover(f"smtp://{address}", tmp_path) as server,
    ):
        hand_over(server)
        hand_over(server)


def test_a_server_that_stays_away_delays_the_letter(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with (
        open_handover(f"smtp://127.0.0.1:{port}", tmp_path) as server,
        pytest.raises(Deferred) as raised,
    ):
        hand_over(server)
    assert (raised.value.code, raised.value.stage) == (0, "connect")


# Commands in one packet -------------------------------------------------------------------------


class Pipeline:
    """A server with PIPELINING (RFC 2920); a test replaces the answers to recipient and data."""

    def __init__(self, *, recipient: str = "250 OK", data: str = "354 go on") -> None:
        self.answers = {"RCPT": recipient, "DATA": data}
        self.packets: list[bytes] = []
        self.letters = 0
        self.verbs: list[str] = []

    def __call__(self, connection: socket.socket) -> None:
        connection.sendall(b"220 ready\r\n")
        while packet := connection.recv(65536):
            self.packets.append(packet)
            for line in packet.decode().splitlines():
                verb = line[:4].upper()
                self.verbs.append(verb)
                if verb == "EHLO":
                    connection.sendall(b"250-relay\r\n250 PIPELINING\r\n")
                elif verb == ".":
                    self.letters += 1
                    connection.sendall(b"250 2.0.0 Ok: queued as Q1\r\n")
                elif verb in ("MAIL", "RCPT", "DATA", "RSET", "QUIT"):
                    connection.sendall(self.answers.get(verb, "250 OK").encode() + b"\r\n")


def test_the_commands_of_a_letter_share_a_packet(tmp_path: Path) -> None:
    relay = Pipeline()
    with scripted(relay) as address, open_handover(f"smtp://{address}", tmp_path) as server:
        assert hand_over(server) == hand_over(server) == Accepted(250, "Q1")
    commands = [packet for packet in relay.packets if packet.startswith(b"MAIL")]
    assert len(commands) == relay.letters == 2
    assert all(packet.endswith(b"\r\nDATA\r\n") for packet in commands)


@pytest.mark.parametrize(
    ("data", "connections"), [("354 go on", 2), ("503 5.5.1 no recipients", 1)]
)
def test_a_refused_recipient_gets_no_letter_though_the_data_was_asked_for(
    tmp_path: Path, data: str, connections: int
) -> None:
    """A server that answers 354 all the same waits for a letter to nobody."""
    refusing, taking = Pipeline(recipient="550 5.1.1 unknown", data=data), Pipeline()
    with (
        scripted(*[refusing, taking][:connections]) as address,
        open_handover(f"smtp://{address}", tmp_path) as server,
    ):
        with pytest.raises(Refused) as raised:
            hand_over(server)
        refusing.answers = {"DATA": "354 go on"}
        hand_over(server)
    assert (raised.value.stage, raised.value.status) == ("recipient", "5.1.1")
    assert (refusing.letters, taking.letters) == ((0, 1) if connections == 2 else (1, 0))


# Login and TLS ---------------------------------------------------------------------------------


def authenticator(*arguments: Any) -> AuthResult:
    given = arguments[-1]
    assert isinstance(given, LoginPassword)
    known = given.login == b"zyra@kvsp" and given.password == b"fjale:kalim/1"
    return AuthResult(success=known, handled=False)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
def test_login_reads_percent_encoded_names_and_a_wrong_one_delays(
    relay: Relay, tmp_path: Path
) -> None:
    options = {
        "authenticator": authenticator,
        "auth_required": True,
        "auth_require_tls": False,
    }
    with serving(relay, **options) as address:
        url = f"smtp://zyra%40kvsp:fjale%3Akalim%2F1@{address}"
        with open_handover(url, tmp_path) as server:
            hand_over(server)
        wrong = f"smtp://zyra%40kvsp:gabim@{address}"
        with open_handover(wrong, tmp_path) as server, pytest.raises(Deferred) as raised:
            hand_over(server)
    assert raised.value.code == 535
    assert len(relay.letters) == 1


def test_without_starttls_nothing_is_said_in_clear(relay: Relay, tmp_path: Path) -> None:
    with (
        serving(relay) as address,
        open_handover(f"smtp+tls://u:p@{address}", tmp_path) as server,
        pytest.raises(Deferred) as raised,
    ):
        hand_over(server)
    assert raised.value.stage == "connect"
    assert not relay.sessions


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 that signs itself, with its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    local = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(local, critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    return path


def test_starttls_is_used_and_an_unknown_certificate_is_not_trusted(
    relay: Relay, tmp_path: Path, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(relay, tls_context=context, require_starttls=True) as address:
        url = f"smtp+tls://{address}"
        with open_handover(url, tmp_path) as server, pytest.raises(Deferred, match=r"(?i)cert"):
            hand_over(server)
        assert not relay.letters
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with open_handover(url, tmp_path) as server:
            hand_over(server)
    assert relay.sessions[-1].ssl


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://localhost", ("localhost", 25, "none", "", "")),
        ("smtp+tls://u:p@mail.example.org", ("mail.example.org", 587, "starttls", "u", "p")),
        ("smtps://u%40x:p%2Fq@mail.example.org/", ("mail.example.org", 465, "tls", "u@x", "p/q")),
        ("smtp://[::1]:2525", ("::1", 2525, "none", "", "")),
    ],
)
def test_email_url_is_read(url: str, expected: tuple[str, int, str, str, str]) -> None:
    server = read_email_url(url)
    assert (server.host, server.port, server.security, server.user, server.password) == expected
    assert "p/q" not in repr(server)


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://u:sekret@mail.example.org",
        "smtp://",
        "smtp://u:sekret@",
        "smtp://u:sekret@host:njëzet",
        "smtp://u:sekret@host:70000",
        "smtp://u@host",
        "smtp://:sekret@host",
        "smtp://u:sekret@host/rruga",
        "smtp://u:sekret@host?tls=1",
        "smtp://u:se/kret@host",
        "smtp://[u:sekret@host",
    ],
)
def test_an_unreadable_email_url_is_one_plain_sentence(url: str, tmp_path: Path) -> None:
    with pytest.raises(MisconfiguredEmail) as raised:
        open_handover(url, tmp_path)
    sentence = str(raised.value)
    assert sentence.startswith("EMAIL_URL must look like")
    assert sentence.endswith(".")
    assert "kret" not in sentence
    assert raised.value.__cause__ is None


# The folder ------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", [None, ""])
def test_without_a_server_letters_become_files(url: str | None, tmp_path: Path) -> None:
    folder = tmp_path / "var" / "outbox"
    with open_handover(url, folder) as outbox:
        assert hand_over(outbox) == Accepted(250, "dergim-1")
    (file,) = folder.iterdir()
    assert file.name == "dergim-1.eml"
    assert file.read_bytes() == LETTER
    assert stat.S_IMODE(file.stat().st_mode) == 0o600  # a reader's address is in it


def test_the_same_letter_twice_is_one_file(tmp_path: Path) -> None:
    with open_handover(None, tmp_path) as outbox:
        hand_over(outbox)
        hand_over(outbox)
    assert [file.name for file in tmp_path.iterdir()] == ["dergim-1.eml"]


def test_the_file_appears_only_after_the_ledger_wrote(tmp_path: Path) -> None:
    def no_letter_yet() -> None:
        assert not list(tmp_path.glob("*.eml"))

    with open_handover(None, tmp_path) as outbox:
        hand_over(outbox, before_dot=no_letter_yet)
    assert list(tmp_path.glob("*.eml"))


def test_a_ledger_that_says_no_leaves_the_folder_empty(tmp_path: Path) -> None:
    def lease_lost() -> None:
        raise RuntimeError("the lease is another's")

    with open_handover(None, tmp_path) as outbox, pytest.raises(RuntimeError):
        hand_over(outbox, before_dot=lease_lost)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["", "../jashte", "a/b", ".fshehur", "a\x00b", "a\n"])
def test_a_name_cannot_leave_the_folder(tmp_path: Path, name: str) -> None:
    with open_handover(None, tmp_path / "outbox") as outbox, pytest.raises(ValueError):
        hand_over(outbox, name=name)
    assert not list(tmp_path.rglob("*.eml"))


def test_a_full_disk_delays_the_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with open_handover(None, tmp_path) as outbox, pytest.raises(Deferred, match="No space left"):
        hand_over(outbox)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_delays_the_letter(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with open_handover(None, tmp_path / "file") as outbox, pytest.raises(Deferred):
        hand_over(outbox)
