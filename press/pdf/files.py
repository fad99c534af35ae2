"""Storing a finished file so that a reader never sees half of it."""

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from press.pdf.errors import NotWritten

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EACCES: "the folder may not be written to",
    errno.EPERM: "the folder may not be written to",
    errno.EROFS: "the disk is read-only",
    errno.ENOENT: "the folder does not exist",
}


def write_atomically(path: Path, data: bytes) -> None:
    """Write beside the target, flush to the disk, then rename; raises NotWritten with a sentence.

    Either the old file or the whole new one is there, also after a power cut.
    """
    temporary: str | None = None
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), 0o644)
            os.fsync(file.fileno())
        os.replace(temporary, path)
        _flush_folder(path.parent)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                os.unlink(temporary)
        reason = _REASONS.get(error.errno or 0, error.strerror or "of an unknown reason")
        raise NotWritten(f"{path.name} could not be stored because {reason}.") from error


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
