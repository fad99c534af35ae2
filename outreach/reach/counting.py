"""Counts on their way to the table: lines of a file, which a tick sums up and takes in.

A page must never wait to be counted, for a database or for anybody: adding a line costs some
microseconds. A line has no time and no address; the file lives for seconds. It survives the end of
every process; only a machine that loses its power loses the last of it.
"""

import contextlib
import fcntl
import json
import os
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

FOLDER = "reach"
OPEN = "now"
TAKEN = ".taken"


class Line(NamedTuple):
    """What is counted, under what, and how often. Dates in ISO form, empty where there is none."""

    day: str
    kind: str
    issue: str
    page: str
    language: str
    unit: str
    place: str
    channel: str
    n: int


def add(line: Line) -> None:
    """Raises OSError where the disk takes nothing."""
    text = json.dumps(line, separators=(",", ":")).encode() + b"\n"
    path = f"{settings.PORTAL_VAR}/{FOLDER}/{OPEN}"
    while True:
        file = _file_at(path)
        fcntl.flock(file.number, fcntl.LOCK_SH)
        try:
            if file.is_at(path):
                os.write(file.number, text)
                return
            # It was taken since this thread opened it.
        finally:
            fcntl.flock(file.number, fcntl.LOCK_UN)
        _own.file = None


class _File:
    """The file of now as one thread of one process has opened it; closed when nobody holds it."""

    def __init__(self, path: str) -> None:
        self.path, self.process = path, os.getpid()
        self.number = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self.known = _identity(os.fstat(self.number))

    def __del__(self) -> None:
        with contextlib.suppress(AttributeError, OSError):
            os.close(self.number)

    def is_at(self, path: str) -> bool:
        try:
            return _identity(os.stat(path)) == self.known
        except FileNotFoundError:
            return False


class _Own(threading.local):
    """A lock belongs to who opened the file, so each thread opens it; once, not for each line."""

    file: _File | None = None


_own = _Own()


def _file_at(path: str) -> _File:
    file = _own.file
    if file is None or file.path != path or file.process != os.getpid():
        file = _own.file = _opened(path)
    return file


def _opened(path: str) -> _File:
    try:
        return _File(path)
    except FileNotFoundError:
        _folder()
        return _File(path)


def _identity(told: os.stat_result) -> tuple[int, int]:
    return told.st_dev, told.st_ino


def take() -> list[Path]:
    """Files to which nobody adds any more: the one of now, and what an earlier call left behind."""
    folder = _folder()
    with contextlib.suppress(FileNotFoundError):
        (folder / OPEN).rename(folder / f"{uuid.uuid4()}{TAKEN}")
    return sorted(folder.glob(f"*{TAKEN}"))


def lines_of(taken: Path) -> Iterator[Line]:
    """Once everybody has let go of it. Half a line, of a full disk, counts nothing."""
    with contextlib.suppress(FileNotFoundError), taken.open(encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        for text in file:
            with contextlib.suppress(ValueError, TypeError):
                yield Line(*json.loads(text))


def name_of(taken: Path) -> uuid.UUID:
    return uuid.UUID(taken.name.removesuffix(TAKEN))


def _folder() -> Path:
    folder = Path(settings.PORTAL_VAR) / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
