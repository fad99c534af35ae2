"""The portal as somebody starts it: the real commands, each in a PORTAL_VAR of its own.

What is known about it comes through its doors: exit status, lines, files, pages, the database.
"""

import contextlib
import datetime
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psutil
import psycopg
import pytest

from elbasan_council import embedded
from elbasan_council.environment import CHECKOUT
from tests import beginning

PATIENCE = 300
"""Seconds until something that must happen is said never to have."""
SUBSCRIBERS = {"sq": 24, "en": 10, "ar": 7}
LANGUAGES = ("sq", "en", "ar")


def last_month() -> datetime.date:
    """The first day of the last full month in the city."""
    today = datetime.datetime.now(ZoneInfo("Europe/Tirane")).date()
    return (today.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)


MONTH = f"{last_month():%Y-%m}"


@dataclass(frozen=True)
class Ended:
    """A command that has ended."""

    status: int
    out: str
    err: str

    @property
    def last_line(self) -> str:
        return self.out.rstrip("\n").rpartition("\n")[2]

    @property
    def letters(self) -> int:
        """How many letters it says that it sent."""
        return int(self.last_line.rpartition("; ")[2].removesuffix(" letters"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Place:
    """A PORTAL_VAR with its engines, and what is started in it."""

    folder: Path
    port: int = field(default_factory=free_port)

    @property
    def var(self) -> Path:
        return self.folder / "var"

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def engines(self) -> embedded.Places:
        return embedded.Places(self.var)

    def environment(self, **more: str) -> dict[str, str]:
        """Nothing but what a shell has and what is said here."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        own = {"LANG": "C.UTF-8", "PORTAL_VAR": str(self.var), "PORT": str(self.port)}
        return kept | own | more

    def manage(self, *arguments: str, checkout: Path = CHECKOUT, **environment: str) -> Ended:
        """`manage.py` with these arguments, until it ends."""
        return self.run(".venv/bin/python", "manage.py", *arguments, cwd=checkout, **environment)

    def run(self, *command: str, cwd: Path = CHECKOUT, **environment: str) -> Ended:
        done = subprocess.run(
            command,
            cwd=cwd,
            env=self.environment(**environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """`manage.py` with these arguments, in the background; it writes into `said`."""
        with self.said.open("a") as said:
            return subprocess.Popen(
                (".venv/bin/python", "manage.py", *arguments),
                cwd=CHECKOUT,
                env=self.environment(**environment),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                text=True,
            )

    @property
    def said(self) -> Path:
        return self.folder / "said.txt"

    def processes(self) -> list[psutil.Process]:
        """Whatever runs for this PORTAL_VAR, its engines too."""
        runtime = str(self.engines.runtime)
        found = []
        for process in psutil.process_iter():
            # Of other users' processes only the command can be read.
            with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
                ours = runtime in " ".join(process.cmdline())
                with contextlib.suppress(psutil.AccessDenied):
                    ours |= process.environ().get("PORTAL_VAR") == str(self.var)
                if ours and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
        return found

    def sockets(self) -> list[str]:
        """The names of the sockets that engines have left or listen on."""
        folder = self.engines.runtime
        return [path.name for path in folder.iterdir() if path.is_socket()]

    def documents(self, month: str = MONTH) -> dict[str, bytes]:
        """The editions' PDFs of a month by name; sheets and cards lie beside them."""
        folder = self.var / "documents" / "bulletins"
        found = sorted(folder.glob(f"{month}-??-[0-9].pdf"))
        return {path.name: path.read_bytes() for path in found}

    def letters(self) -> dict[str, EmailMessage]:
        """What lies in the outbox, by delivery id."""
        parser = BytesParser(policy=policy.default)
        found = sorted((self.var / "outbox").glob("*.eml"))
        return {path.stem: parser.parsebytes(path.read_bytes()) for path in found}  # type: ignore[misc]

    def deliveries(self) -> dict[str, EmailMessage]:
        """The letters to readers. Within a minute the month's pack goes to notice boards beside them."""
        return {name: letter for name, letter in self.letters().items() if name.isdigit()}

    def ledger(self, month: str = MONTH) -> dict[str, Any]:
        return json.loads(self.manage("mailing", month, "--json").out)

    def query(self, statement: str, *, database: str = embedded.DATABASE) -> list[tuple[Any, ...]]:
        """Asks a database as its superuser, while the engines run."""
        parts = self.engines.database(user=embedded.SUPERUSER, name=database)
        with psycopg.connect(**parts) as connection:
            return connection.execute(statement).fetchall()

    def copy_from(self, other: "Place") -> None:
        """Takes over what another place has on disk; its engines must stand still."""
        self.port = other.port  # it is in the texts already
        for source, target in (
            (other.var, self.var),
            (other.engines.runtime, self.engines.runtime),
        ):
            subprocess.run(["cp", "--archive", source, target], check=True)

    def erase(self) -> None:
        for process in self.processes():
            with contextlib.suppress(psutil.Error):
                process.kill()
        embedded.remove(self.var)
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def new_place() -> Iterator[Place]:
    """An empty folder that everybody may enter: as root, PostgreSQL runs as somebody else."""
    place = Place(Path(tempfile.mkdtemp(prefix="portal-")))
    place.folder.chmod(0o755)
    try:
        yield place
    finally:
        place.erase()


def until(condition: Callable[[], Any], *, while_runs: subprocess.Popen[str] | None = None) -> None:
    """Returns as soon as the condition holds; fails where it never does."""
    give_up = time.monotonic() + PATIENCE
    while not condition():
        assert while_runs is None or while_runs.poll() is None, "it ended before"
        assert time.monotonic() < give_up, "it never came true"
        time.sleep(0.01)


@dataclass(frozen=True)
class Portal:
    """Published twice by `--once`, and serving now."""

    place: Place
    first: Ended
    second: Ended
    documents: Mapping[str, bytes]
    """By name, as the first run left them."""
    logins: dict[str, Any] = field(default_factory=dict, compare=False)
    """What a browser keeps of somebody who is logged in, by role: a code works once."""

    @property
    def url(self) -> str:
        return self.place.url

    @property
    def accounts(self) -> dict[str, dict[str, str]]:
        """By the name of the role."""
        entries = json.loads((self.place.var / "demo-accounts.json").read_text())
        return {entry["role"]: entry for entry in entries}


@pytest.fixture(scope="session")
def prepared() -> Iterator[Place]:
    """A fresh PORTAL_VAR after `--prepare`, standing still: to be looked at and copied."""
    with new_place() as place:
        beginning.copy_static_files(place.var)
        ended = place.manage("portal", "--prepare")
        assert ended.status == 0, ended.err
        yield place


@pytest.fixture(scope="session")
def portal(prepared: Place, pytestconfig: pytest.Config) -> Iterator[Portal]:
    """What most tests from outside share."""
    with new_place() as place:
        place.copy_from(prepared)
        first = place.manage("portal", "--once")
        documents = place.documents()
        second = place.manage("portal", "--once")
        assert (first.status, second.status) == (0, 0), first.err + second.err
        serving = place.start("portal")
        until(lambda: answers(place.port), while_runs=serving)
        yield Portal(place, first, second, documents)
        begun = time.monotonic()
        serving.send_signal(signal.SIGTERM)
        status = serving.wait(PATIENCE)
        seconds = time.monotonic() - begun
        pytestconfig.get_terminal_writer().line(f"\nthe portal ended within {seconds:.1f} s")
        said = place.said.read_text()
        assert status == 0, said
        assert "Traceback" not in said, said
        assert place.processes() == [], "something went on after the portal had ended"
        assert not place.sockets(), "an engine left its socket"


def answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
