"""bin/run on machines that lack something: it gets it where it may, else it names it.

The machine is a folder of programs: those that bin/setup.sh calls are stood in for, because the
real ones would install.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from elbasan_council.environment import CHECKOUT
from tests.portal import Ended

BORROWED = ("bash", "cat", "chmod", "cmp", "cp", "dirname", "env", "grep", "mkdir")


@dataclass
class Machine:
    root: Path

    @property
    def programs(self) -> Path:
        return self.root / "programs"

    @property
    def checkout(self) -> Path:
        return self.root / "checkout"

    @property
    def log(self) -> str:
        """What the stand-ins were called with."""
        path = self.root / "log"
        return path.read_text() if path.exists() else ""

    def program(self, name: str, script: str = "", *, folder: Path | None = None) -> None:
        """A stand-in that notes how it was called."""
        path = (folder or self.programs) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'#!/bin/bash\necho "{name} $*" >> {self.root}/log\n{script}\n')
        path.chmod(0o755)

    def run(self, *arguments: str) -> Ended:
        done = subprocess.run(
            [str(self.checkout / "bin" / "run"), *arguments],
            cwd="/",
            env={"PATH": str(self.programs)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Everything is there and up to date; the user is an ordinary one without sudo."""
    made = Machine(tmp_path)
    made.programs.mkdir()
    for name in BORROWED:
        (made.programs / name).symlink_to(shutil.which(name) or "")
    made.program("id", "echo 1000")
    made.program("dpkg-query", "echo install ok installed")
    shutil.copytree(CHECKOUT / "bin", made.checkout / "bin")
    environment = made.checkout / ".venv"
    made.program("python", 'echo "in $PWD: $*"', folder=environment / "bin")
    (made.checkout / "uv.lock").write_text("locked")
    (environment / ".portal-lock").write_text("locked")
    return made


def test_where_nothing_is_missing_the_portal_starts_at_once(machine: Machine) -> None:
    ended = machine.run("--once")
    assert ended == Ended(0, f"in {machine.checkout}: manage.py portal --once\n", "")


def test_an_ordinary_user_is_told_which_packages_to_install(machine: Machine) -> None:
    machine.program("dpkg-query", "exit 1")
    ended = machine.run()
    assert (ended.status, ended.out) == (1, "")
    assert "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0" in ended.err
    assert ended.err.count("\n") == 1


def test_root_gets_the_packages_installed(machine: Machine) -> None:
    machine.program("dpkg-query", "exit 1")
    machine.program("id", "echo 0")
    machine.program("apt-get")
    assert machine.run().status == 0
    assert "apt-get install -y -qq --no-install-recommends libpango-1.0-0" in machine.log


def test_packages_that_cannot_be_installed_are_named(machine: Machine) -> None:
    machine.program("dpkg-query", "exit 1")
    machine.program("id", "echo 0")
    machine.program("apt-get", "exit 100")
    ended = machine.run()
    assert ended.status == 1
    assert "could not be installed: libpango-1.0-0" in ended.err


def test_a_changed_lock_file_brings_the_environment_up_to_date(machine: Machine) -> None:
    (machine.checkout / "uv.lock").write_text("locked anew")
    machine.program("python3.11")
    machine.program("uv")
    assert machine.run().status == 0
    assert "uv sync --locked" in machine.log
    assert (machine.checkout / ".venv" / ".portal-lock").read_text() == "locked anew"
    machine.run()
    assert machine.log.count("uv sync") == 1


def test_an_environment_that_failed_is_tried_again_next_time(machine: Machine) -> None:
    (machine.checkout / "uv.lock").write_text("locked anew")
    machine.program("python3.11")
    machine.program("uv", "exit 2")
    ended = machine.run()
    assert ended.status == 1
    assert "The Python packages could not be installed" in ended.err
    machine.program("uv")
    assert machine.run().status == 0
    assert machine.log.count("uv sync") == 2


def test_a_machine_without_a_fitting_python_is_told_so(machine: Machine) -> None:
    (machine.checkout / "uv.lock").write_text("locked anew")
    machine.program("python3", "exit 1")
    machine.program("uv")
    ended = machine.run()
    assert ended.status == 1
    assert "Python 3.11 or 3.12 is missing" in ended.err
    assert "uv sync" not in machine.log


def test_the_commands_may_be_run_as_they_are() -> None:
    for name in ("run", "test", "bench"):
        assert os.access(CHECKOUT / "bin" / name, os.X_OK)
