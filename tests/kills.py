"""`python -m tests.kills`: letters while workers, Redis and PostgreSQL are killed at random.

Real workers and a real timetable send to a relay that remembers every letter. At random moments a
process of a worker, or a worker with all its processes, is killed with SIGKILL, Redis forgets all
that it knows, and PostgreSQL is stopped in the middle of its work and started again. Afterwards the
relay's memory is held against the ledger.
"""

import argparse
import contextlib
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import psycopg
import redis

from elbasan_council import embedded
from elbasan_council.environment import CHECKOUT
from tests import beginning
from tests.portal import Place, free_port, new_place

PYTHON = str(CHECKOUT / ".venv/bin/python")
BEGIN = """
import django
django.setup()
from django.utils import timezone
from council.people import System, acting_as
from outreach import mailing
from tests import make
with acting_as(System("trial")):
    for language in ("sq", "en", "ar"):
        mailing.start(month=make.MONTH, language=language, edition=1,
                      letter=make.letter(language=language), at=timezone.now())
"""
CALL = """
import time, django
django.setup()
from outreach import mailing
while True:
    mailing.wake()
    time.sleep(0.5)
"""
"""What `manage.py portal` does while it waits for its letters: the timetable alone is slower."""
SETTINGS = "elbasan_council.settings"
SET_UP_WITHIN = 600
ALONE = 0.75
"""How many of those that are killed are one sending process; of the others, the whole worker."""
_DELIVERED = re.compile(r" to=<([^>]+)>,.* status=sent")
ENDS_WITHIN = 180
"""Seconds after the last fault."""


@dataclass(frozen=True)
class Trial:
    letters: int = 10_000
    kills: int = 200
    flushes: int = 5
    restarts: int = 2
    workers: int = 2
    slowness: float = 0.02
    log: bool = True
    """The senders may read the relay's log."""
    relay: str = ""
    """A real one, as EMAIL_URL names it, instead of the one that remembers."""
    mail_log: str = ""
    """The real one's log; what it delivers in the trial is what it has taken."""
    called: bool = False
    """Somebody goes on calling senders after the last fault; else the timetable alone does."""
    seed: str = field(default_factory=lambda: f"{time.time_ns():x}")


@dataclass(frozen=True)
class Outcome:
    expected: int
    missing: int
    """Neither with the relay nor shown as uncertain; or said to be accepted, and not with it."""
    doubled: int
    uncertain: int
    faults: Counter[str]
    seconds: float
    seconds_after: float
    """From the last fault until no sender had anything left to do."""

    def complaints(self, trial: Trial) -> list[str]:
        wrong: dict[str, bool | int] = {
            "letters are missing": self.missing,
            "letters came twice": self.doubled,
            "more uncertain than kills": self.uncertain > (0 if trial.log else trial.kills),
            "it did not end in time": self.seconds_after > ENDS_WITHIN,
            "not all letters were announced": self.expected != trial.letters,
        }
        return [name for name, found in wrong.items() if found]


class Arena:
    """What runs during a trial, and what is done to it."""

    def __init__(self, place: Place, trial: Trial) -> None:
        self.place, self.trial = place, trial
        self.random = random.Random(trial.seed)
        self.taken = place.folder / "taken"
        self.log = Path(trial.mail_log or place.folder / "mail.log")
        self.port = free_port()
        self._log_begins = self.log.stat().st_size if trial.relay else 0
        self.faults: Counter[str] = Counter()
        self._workers: list[subprocess.Popen[bytes]] = []
        self._others: list[subprocess.Popen[bytes]] = []
        self._callers: list[subprocess.Popen[bytes]] = []

    def begin(self) -> None:
        place, trial = self.place, self.trial
        beginning.copy_database(place.var)
        embedded.join(place.var)
        self._do("manage.py", "prepare_database")
        self._do("manage.py", "demo_subscribers", str(trial.letters))
        self.taken.touch()
        if not trial.relay:
            log = str(self.log) if trial.log else "-"
            relay = ("tests.recording_relay", str(self.port), str(self.taken), log)
            self._others.append(self._start("-m", *relay, str(trial.slowness), trial.seed))
        self._do("-c", BEGIN)
        self._others.append(self._start("manage.py", "timetable"))
        self._workers = [self._worker() for _ in range(trial.workers)]
        self._callers = [self._start("-c", CALL)]

    def _do(self, *arguments: str) -> None:
        with self.place.said.open("a") as said:
            subprocess.run(
                (PYTHON, *arguments),
                cwd=CHECKOUT,
                env=self.place.environment(DJANGO_SETTINGS_MODULE=SETTINGS),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                timeout=SET_UP_WITHIN,
                check=True,
            )

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        log = {"MAIL_LOG": str(self.log)} if self.trial.log else {}
        with self.place.said.open("a") as said:
            return subprocess.Popen(
                (PYTHON, *arguments),
                cwd=CHECKOUT,
                env=self.place.environment(
                    EMAIL_URL=self.trial.relay or f"smtp://127.0.0.1:{self.port}",
                    DJANGO_SETTINGS_MODULE=SETTINGS,
                    **log,
                ),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )

    def _worker(self) -> subprocess.Popen[bytes]:
        return self._start("manage.py", "worker")

    def end(self) -> None:
        for process in (*self._workers, *self._others, *self._callers):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        embedded.leave(self.place.var)

    # Faults ------------------------------------------------------------------------------------

    def live_through_all(self) -> None:
        """Every fault at its moment, which is a number of letters that the relay has taken."""
        trial = self.trial
        kinds = ["kill"] * trial.kills + ["flush"] * trial.flushes + ["restart"] * trial.restarts
        self.random.shuffle(kinds)
        moments = sorted(self.random.uniform(0.01, 0.97) for _ in kinds)
        for moment, kind in zip(moments, kinds, strict=True):
            self._wait_for(partial(self._have_gone, moment * trial.letters))
            time.sleep(self.random.uniform(0, 2 * trial.slowness))
            getattr(self, kind)()
            self.faults[kind] += 1

    def _have_gone(self, letters: float) -> bool:
        return self.count() >= letters

    def kill(self) -> None:
        """A process that is sending, or the whole worker that it belongs to."""
        self._wait_for(self.senders)
        if not (senders := self.senders()):
            return
        worker, victim = self.random.choice(senders)
        if self.random.random() < ALONE:
            with contextlib.suppress(psutil.NoSuchProcess):
                victim.kill()
        else:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
            self._workers[self._workers.index(worker)] = self._worker()

    def senders(self) -> list[tuple[subprocess.Popen[bytes], psutil.Process]]:
        """Each process that is sending, with its worker: it keeps its notes open."""
        found = []
        for worker in self._workers:
            for child in psutil.Process(worker.pid).children():
                with contextlib.suppress(psutil.Error):
                    if any("/senders/" in file.path for file in child.open_files()):
                        found.append((worker, child))
        return found

    def flush(self) -> None:
        redis.Redis(unix_socket_path=str(self.place.engines.redis_socket)).flushall()

    def restart(self) -> None:
        """The first time as if it had been killed, the next as an administrator does it."""
        how = "fast" if self.faults["restart"] % 2 else "immediate"
        program, data = embedded._postgres_program("pg_ctl"), self.place.engines.postgres_data
        log = ("-l", str(data / "server.log"))
        embedded._as_postgres([program, "-D", str(data), *log, "-m", how, "-w", "restart"])

    # Looking -----------------------------------------------------------------------------------

    def count(self) -> int:
        return self.recipients().total()

    def recipients(self) -> Counter[str]:
        """How often the relay has taken a letter to each."""
        if not self.trial.relay:
            return Counter(line.split()[1] for line in self.taken.read_text().splitlines())
        with self.log.open() as log:
            log.seek(self._log_begins)
            return Counter(_DELIVERED.findall(log.read()))

    def stop_calling(self) -> None:
        for caller in self._callers:
            os.killpg(caller.pid, signal.SIGKILL)

    def wait_until_done(self) -> float:
        begun = time.monotonic()
        self._wait_for(lambda: not self.left(), ENDS_WITHIN + 20)
        return time.monotonic() - begun

    def left(self) -> int:
        """Letters for which a sender can still do something."""
        final = "'accepted', 'failed', 'suppressed', 'cancelled'" + (
            "" if self.trial.log else ", 'in_doubt'"
        )
        ((left,),) = self.ask(
            f"SELECT count(*) FROM outreach_delivery WHERE state NOT IN ({final})"
        )
        return int(left)

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """Of the database, also while it is being started."""
        for _ in range(100):
            with contextlib.suppress(psycopg.OperationalError):
                return self.place.query(statement)
            time.sleep(0.1)
        raise TimeoutError("the database does not answer")

    def _wait_for(self, condition: Callable[[], object], patience: float = 300) -> None:
        until = time.monotonic() + patience
        while not condition() and time.monotonic() < until:
            time.sleep(0.02)


def run(trial: Trial) -> Outcome:
    with new_place() as place:
        arena = Arena(place, trial)
        try:
            arena.begin()
            begun = time.monotonic()
            arena.live_through_all()
            if not trial.called:
                arena.stop_calling()
            after = arena.wait_until_done()
            return _compare(arena, time.monotonic() - begun, after)
        finally:
            arena.end()


def _compare(arena: Arena, seconds: float, after: float) -> Outcome:
    ledger: dict[str, str] = dict(
        arena.ask(
            "SELECT s.address, d.state FROM outreach_delivery d"
            " JOIN outreach_subscriber s ON s.id = d.subscriber_id"
        )
    )
    taken = arena.recipients()
    missing = [a for a, state in ledger.items() if a not in taken and state != "in_doubt"]
    return Outcome(
        expected=len(ledger),
        missing=len(missing),
        doubled=sum(1 for times in taken.values() if times > 1),
        uncertain=sum(1 for state in ledger.values() if state == "in_doubt"),
        faults=arena.faults,
        seconds=seconds,
        seconds_after=after,
    )


def main() -> Iterator[str]:
    given = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for name in ("letters", "kills", "flushes", "restarts", "workers"):
        given.add_argument(f"--{name}", type=int, default=getattr(Trial, name))
    given.add_argument("--relay", default="", help="a real one, like smtp://127.0.0.1:2525")
    given.add_argument("--mail-log", default="", help="its log")
    given.add_argument("--no-log", action="store_true", help="the relay's log cannot be read")
    given.add_argument("--seed", default=f"{time.time_ns():x}")
    options = vars(given.parse_args())
    trial = Trial(log=not options.pop("no_log"), **options)
    yield str(trial)
    outcome = run(trial)
    yield str(outcome)
    if complaints := outcome.complaints(trial):
        raise SystemExit(", ".join(complaints))


if __name__ == "__main__":
    os.environ.setdefault("PORTAL_TESTS_BEGIN", "")
    for line in main():
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
