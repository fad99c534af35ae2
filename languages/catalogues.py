"""Compiles the message catalogues that changed, with Babel, so that gettext need not be installed.

Run before Django starts (`python -m languages.catalogues`): it reads each catalogue only once.
"""

import os
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogues(folder: Path = FOLDER) -> list[Path]:
    """The catalogues that were compiled. Each is whole or not there at all."""
    compiled = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        finished = target.with_suffix(f".mo.{os.getpid()}")
        with finished.open("wb") as file:
            write_mo(file, catalogue)
        finished.replace(target)
        compiled.append(target)
    return compiled


if __name__ == "__main__":
    try:
        compile_catalogues()
    except OSError as error:
        sys.exit(f"The message catalogues cannot be written under {FOLDER} ({error.strerror}).")
