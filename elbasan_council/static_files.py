"""Static files under PORTAL_VAR: named by their content and compressed, once for each change."""

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage as Files
from django.core.management import call_command
from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)

STAMP = "static.collected"
"""In PORTAL_VAR: which files were collected last."""
_PARTS = re.compile(
    # What may look like a comment or like space and is neither; and a licence's comment.
    r"""(?P<kept>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'"""
    r"""|\burl\(\s*(?:[^"'\\)\s]|\\.)+\s*\)|\\.|/\*!.*?\*/)"""
    r"""|(?P<between>(?:\s|/\*(?!!).*?\*/)+)""",
    re.DOTALL | re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def without_comments(css: str) -> str:
    """The same rules as a reader needs them: without our comments and indentation."""
    return _PARTS.sub(_lighter, css).strip() + "\n"


def _lighter(part: re.Match[str]) -> str:
    if part["kept"]:
        return part["kept"]
    space = _COMMENT.sub("", part["between"])
    if not space:
        return "/**/"  # alone between two words it keeps them apart
    return "\n" if "\n" in space else " "


class _Sheets:
    """Where stylesheets are found, read without their comments."""

    def __init__(self, found: Files) -> None:
        self._found = found

    def open(self, path: str) -> "ContentFile[bytes]":
        with self._found.open(path) as file:
            return _light(file)


def _light(sheet: "File[bytes]") -> "ContentFile[bytes]":
    sheet.seek(0)
    return ContentFile(without_comments(sheet.read().decode()).encode())


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Stylesheets are served without their comments.

    Works out each address once: a page names a hundred of them, most of them the same.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        known = self._addresses.get(name)
        if known is None or force:
            known = super().url(name, force)
            self._addresses[name] = known
        return known

    def _save(self, name: str, content: "File[bytes]") -> str:
        """Error pages link a sheet by its plain name: it is as light as the others."""
        return super()._save(name, _light(content) if name.endswith(".css") else content)  # type: ignore[no-any-return]

    def post_process(self, paths: Mapping[str, tuple[Files, str]], **options: Any) -> Any:
        read = {
            name: (_Sheets(files), path) if name.endswith(".css") else (files, path)
            for name, (files, path) in paths.items()
        }
        self._addresses.clear()
        yield from super().post_process(read, **options)
        self._addresses.clear()


def collect() -> None:
    """Like `collectstatic`, which compresses every file anew; at once where none has changed."""
    stamp = settings.PORTAL_VAR / STAMP
    found = _fingerprint()
    whole = (settings.STATIC_ROOT / "staticfiles.json").exists()
    if whole and stamp.exists() and stamp.read_text() == found:
        return
    # An interrupted run leaves no stamp.
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(found)


def _fingerprint() -> str:
    """Of the place, size and time of every file that would be collected, and of how it would be."""
    files = {Path(__file__).read_text()}
    for finder in get_finders():
        for name, storage in finder.list(None):
            known = os.stat(storage.path(name))
            files.add(f"{name} {storage.path(name)} {known.st_size} {known.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(files)).encode()).hexdigest()
