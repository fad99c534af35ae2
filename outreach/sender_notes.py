"""What a sender keeps beside the ledger: whose end it has sent, and what was answered.

The ledger is told of several letters at once, before the first of them ends and after the last one
is answered. What happened in between stands here, in a file of the sender's own that outlives its
process: so a killed sender leaves one letter in doubt and not all of those (decision 10).

The file is locked for as long as its process lives, even where that has lost its connection to the
database: until then nobody else may conclude anything from what it has not noted.

A note is written to memory, not to the disk. Whoever reads it after the machine has started again
finds nothing, and all those letters are in doubt: a note only ever makes doubts fewer.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

AT_ONCE = 20
"""Letters that the ledger is told of together, at the most."""
_BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Ended:
    """A letter whose end was sent. `code` is 0 where no answer was noted."""

    code: int = 0
    queue_id: str = ""


Known = Mapping[tuple[int, int], Ended]
"""By delivery and attempt. What is missing in a sender's notes was certainly not ended."""


class StillThere(Exception):
    """The sender lives, whatever the database says."""


class Notes:
    """One sender's. Writing raises OSError where the disk is full: then nothing may be ended."""

    def __init__(self, file: int | None) -> None:
        self._file = file

    @property
    def at_once(self) -> int:
        """How many letters may be announced together: one where notes cannot be trusted."""
        return AT_ONCE if self._file is not None else 1

    def ends(self, delivery: int, attempt: int) -> None:
        self._write(f"{delivery} {attempt}\n")

    def answered(self, delivery: int, attempt: int, code: int, queue_id: str) -> None:
        # What a server calls a letter is cut at a blank by nobody else.
        self._write(f"{delivery} {attempt} {code} {' '.join(queue_id.split())}\n")

    def _write(self, line: str) -> None:
        data = line.encode()
        if self._file is not None and os.write(self._file, data) != len(data):
            raise OSError("A sender's note was cut off.")


@contextlib.contextmanager
def keeping(owner: int) -> Iterator[Notes]:
    """Notes of a living sender; erased where it has told the ledger everything."""
    boot = _this_boot()
    if not boot:
        yield Notes(None)
        return
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    path = _path(owner)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        os.write(file, f"{boot}\n".encode())
        yield Notes(file)
        path.unlink(missing_ok=True)
    finally:
        os.close(file)


def left_by(owner: int) -> Known | None:
    """What a dead sender noted; None where nobody can say. Raises StillThere."""
    try:
        with _path(owner).open(encoding="utf-8", errors="replace") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            lines = file.read().split("\n")
    except BlockingIOError:
        raise StillThere from None
    except OSError:
        return None
    boot = _this_boot()
    if not boot or lines[0] != boot:
        return None
    known: dict[tuple[int, int], Ended] = {}
    for line in lines[1:]:
        delivery, _, rest = line.partition(" ")
        attempt, _, answer = rest.partition(" ")
        if delivery.isdecimal() and attempt.isdecimal():
            code, _, queue_id = answer.partition(" ")
            said = Ended(int(code), queue_id) if code.isdecimal() else Ended()
            known[int(delivery), int(attempt)] = said
    return known


def owners() -> list[int]:
    """Of whom there are notes."""
    with contextlib.suppress(OSError):
        return [int(path.name) for path in _folder().iterdir() if path.name.isdecimal()]
    return []


def forget(owner: int) -> None:
    with contextlib.suppress(OSError):
        _path(owner).unlink()


def _folder() -> Path:
    return Path(settings.PORTAL_VAR) / "senders"


def _path(owner: int) -> Path:
    return _folder() / str(owner)


def _this_boot() -> str:
    try:
        return _BOOT.read_text().strip()
    except OSError:
        return ""
