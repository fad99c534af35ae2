"""The fonts that documents may use, and nothing else.

The engine finds fonts through fontconfig. A private configuration whose only folder is the bundled
one means no silent fallback to whatever a machine has, and the same bytes on every machine.
"""

import atexit
import hashlib
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from press.pdf.errors import MissingFonts
from press.pdf.files import write_atomically

FOLDER = Path(__file__).resolve().parent.parent / "fonts"
FILES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "Vazirmatn-Regular.ttf", "Vazirmatn-Bold.ttf")
FAMILIES = ("Noto Sans", "Vazirmatn")
_TRUETYPE = b"\x00\x01\x00\x00"

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
"""


def check() -> None:
    """Raise MissingFonts unless every bundled font is there and is a TrueType file."""
    for name in FILES:
        try:
            with (FOLDER / name).open("rb") as file:
                sound = file.read(4) == _TRUETYPE
        except OSError:
            sound = False
        if not sound:
            raise MissingFonts(
                f"The font {name} is missing or damaged in press/fonts;"
                " restore it from the repository."
            )


@cache
def use_only_bundled() -> Path:
    """Point fontconfig at the bundled fonts; call before pango is loaded.

    Returns the configuration's path. It is written at first use, because it holds an absolute
    path: under PORTAL_VAR, else in a temporary folder that this process removes at its end.
    """
    folder = _place()
    text = _CONFIGURATION.format(fonts=escape(str(FOLDER)), cache=escape(str(folder / "cache")))
    path = folder / f"fonts-{hashlib.sha256(text.encode()).hexdigest()[:12]}.conf"
    if not path.exists():
        write_atomically(path, text.encode())
    os.environ["FONTCONFIG_FILE"] = str(path)
    return path


def _place() -> Path:
    var = os.environ.get("PORTAL_VAR")
    if var:
        folder = Path(var).resolve() / "fontconfig"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            pass
        else:
            if os.access(folder, os.W_OK):
                return folder
    folder = Path(tempfile.mkdtemp(prefix="press-fonts-"))
    atexit.register(_remove, folder, os.getpid())
    return folder


def _remove(folder: Path, owner: int) -> None:
    if os.getpid() == owner:  # a forked child must not take it from its parent
        shutil.rmtree(folder, ignore_errors=True)
