"""A Maildir folder: `new/` is what nobody has read, `cur/` what somebody has."""

import datetime
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

SEEN = ":2,S"


class NoMaildir(Exception):
    """The message is one sentence for whoever named the folder."""


def unread(folder: Path) -> Iterator[Path]:
    """Raises NoMaildir."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder / "new") if _is_message(entry))
    except OSError as error:
        raise NoMaildir(
            f"{folder} cannot be read as a Maildir ({error.strerror}): it needs the folders new and cur."
        ) from None
    for name in names:
        yield folder / "new" / name


def mark_seen(path: Path) -> None:
    """Moves a message out of `new/`; another reader may have been faster."""
    current = path.parent.parent / "cur"
    current.mkdir(mode=0o700, exist_ok=True)
    with suppress(FileNotFoundError):
        os.rename(path, current / (path.name.partition(":")[0] + SEEN))


def seen_before(folder: Path, moment: datetime.datetime) -> Iterator[Path]:
    """What was marked as seen and has lain there since before `moment`."""
    with suppress(OSError):
        for entry in os.scandir(folder / "cur"):
            old = entry.stat(follow_symlinks=False).st_mtime < moment.timestamp()
            if old and entry.name.endswith(SEEN) and _is_message(entry):
                yield Path(entry.path)


def _is_message(entry: os.DirEntry[str]) -> bool:
    return not entry.name.startswith(".") and entry.is_file(follow_symlinks=False)
