"""Whatever ends a run in its middle, the next one goes on from there and doubles nothing."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests import beginning
from tests.portal import LANGUAGES, MONTH, SUBSCRIBERS, Ended, Place, free_port, new_place, until

EVERYBODY = sum(SUBSCRIBERS.values())
NOWHERE = f"127.0.0.1:{free_port()}"
"""Nobody listens there."""
NO_BROKER = {"REDIS_URL": f"redis://{NOWHERE}/0"}
ARCHIVED = "2022-06"
SMALL = 16_384
"""Bytes; every document is larger."""


@dataclass
class WorstDay:
    """A place as set-up leaves it, and one trouble after the other until all is published."""

    place: Place
    orphans: dict[str, list[psutil.Process]] = field(default_factory=dict)
    """What outlived a killed run, by the moment of the kill."""
    runs: dict[str, Ended] = field(default_factory=dict)
    """The other runs, by their trouble."""
    half_made: list[str] = field(default_factory=list)
    """What a full disk has left of documents."""
    ledger_without_broker: dict[str, Any] = field(default_factory=dict)
    letters_at_the_kill: int = 0

    def live(self) -> None:
        place, runs = self.place, self.runs
        self.kill("loading", lambda: "demonstration data" in place.said.read_text())
        folder = place.var / "documents" / "bulletins"
        with small_disk(folder) as small:
            if small:
                runs["full disk"] = place.manage("portal", "--once")
                self.half_made = [path.name for path in folder.iterdir()]
        runs["no broker"] = place.manage("publish_bulletin", ARCHIVED, **NO_BROKER)
        self.kill("rendering", lambda: bool(place.documents()))
        place.manage("publish_bulletin", MONTH, **NO_BROKER)
        self.ledger_without_broker = place.ledger()
        runs["no mail server"] = place.manage("portal", "--once", EMAIL_URL=f"smtp://{NOWHERE}")
        self.kill("sending", lambda: bool(place.deliveries()), everything=True)
        self.letters_at_the_kill = len(place.deliveries())
        runs["none"] = place.manage("portal", "--once")

    def kill(self, moment: str, reached: Callable[[], bool], *, everything: bool = False) -> None:
        """Starts a run and kills it: the supervisor alone, or all that it has started too."""
        run = self.place.start("portal", "--once")
        until(reached, while_runs=run)
        children = psutil.Process(run.pid).children(recursive=True)
        run.kill()
        for child in children if everything else []:
            child.kill()
        run.wait()
        _, self.orphans[moment] = psutil.wait_procs(children, timeout=60)


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """Makes the folder of documents, and lets it take none. Says whether it could.

    Root mounts a small disk there, where root may. Others have a folder that they may not write to,
    which stops a document at the same place.
    """
    folder.mkdir(parents=True)
    if os.geteuid() != 0:
        folder.chmod(0o500)
        yield True
        folder.chmod(0o755)
        return
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "none", str(folder)]
    mounted = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture(scope="module")
def day() -> Iterator[WorstDay]:
    with new_place() as place:
        beginning.make_place(place.var)
        day = WorstDay(place)
        day.live()
        yield day


@pytest.mark.parametrize("moment", ["loading", "rendering", "sending"])
def test_no_worker_outlives_its_supervisor(day: WorstDay, moment: str) -> None:
    assert day.orphans[moment] == []


def test_a_full_disk_is_named_and_leaves_no_half_document(day: WorstDay) -> None:
    ended = day.runs.get("full disk") or pytest.skip("root who may not mount has no small disk")
    assert ended.status == 1
    assert "Traceback" not in ended.err
    said = ended.err.strip().splitlines()[-1]
    assert said.startswith("CommandError: 20")
    assert "could not be stored because" in said
    assert day.half_made == []


def test_without_a_broker_the_command_makes_the_documents_itself(day: WorstDay) -> None:
    ended = day.runs["no broker"]
    assert ended.status == 0, ended.err
    assert "Redis does not answer: the documents are rendered here" in ended.err
    assert "Traceback" not in ended.err
    assert len(day.place.documents(ARCHIVED)) == len(LANGUAGES)


def test_without_a_broker_letters_wait_in_the_ledger(day: WorstDay) -> None:
    ledger = day.ledger_without_broker
    assert (ledger["state"], ledger["pending"]) == ("sending", EVERYBODY)


def test_without_a_mail_server_the_letters_are_tried_again(day: WorstDay) -> None:
    ended = day.runs["no mail server"]
    assert ended.status == 1
    assert "Traceback" not in ended.err
    said = ended.err.strip().splitlines()[-1]
    assert f"{EVERYBODY} letters could not be handed over yet and will be tried again" in said
    assert "No connection to the mail server" in said


def test_the_first_undisturbed_run_ends_well(day: WorstDay) -> None:
    ended = day.runs["none"]
    assert ended.status == 0, ended.err
    assert ended.last_line.startswith(f"published {MONTH}: sq ")
    assert 0 < day.letters_at_the_kill < EVERYBODY, "the kill came too late to be a test"
    assert ended.letters <= EVERYBODY


def test_there_is_one_whole_document_in_each_language(day: WorstDay) -> None:
    names = {f"{MONTH}-{language}-1.pdf" for language in LANGUAGES}
    assert set(day.place.documents()) == names
    assert all(data.rstrip().endswith(b"%%EOF") for data in day.place.documents().values())


def test_everybody_has_exactly_one_letter(day: WorstDay) -> None:
    letters = day.place.deliveries().values()
    assert len(letters) == len({letter["To"] for letter in letters}) == EVERYBODY
    ledger = day.place.ledger()
    assert (ledger["state"], ledger["accepted"]) == ("done", EVERYBODY)


def test_nothing_runs_on(day: WorstDay) -> None:
    assert day.place.processes() == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_start_of_the_engines_leaves_nothing_running(
    place: Place, number: signal.Signals
) -> None:
    run = place.start("portal")
    until((place.var / "engines.lock").exists, while_runs=run)
    run.send_signal(number)
    assert run.wait(60) == 0
    assert "Traceback" not in place.said.read_text()
    until(lambda: place.processes() == [])
