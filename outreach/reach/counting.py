"""Counts on their way to the table: lines of a file, which a tick sums up and takes in.

A page must never wait to be counted, for a database or for anybody: adding a line costs some
microseconds. A line has no time and no address; the file lives for seconds. It survives the end of
every process; only a machine that loses its power loses the last of it.
"""

import contextlib
import fcntl
import json
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

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
    folder = _folder()
    while True:
        with contextlib.ExitStack() as open_files:
            file = os.open(folder / OPEN, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            open_files.callback(os.close, file)
            fcntl.flock(file, fcntl.LOCK_SH)
            if not _is_open_one(file, folder):
                continue  # it was taken between the two calls
            os.write(file, text)
            return


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
    folder = Path(settings.PORTAL_VAR) / "reach"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _is_open_one(file: int, folder: Path) -> bool:
    try:
        known = (folder / OPEN).stat()
    except FileNotFoundError:
        return False
    return os.path.samestat(known, os.fstat(file))
