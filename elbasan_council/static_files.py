"""Static files under PORTAL_VAR: named by their content and compressed, once for each change."""

import hashlib
import os
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)

STAMP = "static.collected"
"""In PORTAL_VAR: which files were collected last."""


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Works out each address once: a page names a hundred of them, most of them the same."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        known = self._addresses.get(name)
        if known is None or force:
            known = super().url(name, force)
            self._addresses[name] = known
        return known

    def post_process(self, *args: Any, **options: Any) -> Any:
        self._addresses.clear()
        yield from super().post_process(*args, **options)
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
    """Of the place, size and time of every file that would be collected."""
    files = set()
    for finder in get_finders():
        for name, storage in finder.list(None):
            known = os.stat(storage.path(name))
            files.add(f"{name} {storage.path(name)} {known.st_size} {known.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(files)).encode()).hexdigest()
